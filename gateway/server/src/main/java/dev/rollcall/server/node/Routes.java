package dev.rollcall.server.node;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.server.api.Gate;
import dev.rollcall.server.api.Idempotency;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.api.description.ApiDocs;
import dev.rollcall.server.api.description.OpenApi;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.console.IssuerSignIn;
import dev.rollcall.server.console.SessionHandlers;
import dev.rollcall.server.guard.KeyWatch;
import dev.rollcall.server.health.TrafficWatch;
import dev.rollcall.server.http.Bodies;
import dev.rollcall.server.http.Drain;
import dev.rollcall.server.http.StrictTransport;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.server.quota.Quotas;
import dev.rollcall.server.scim.Authentication;
import dev.rollcall.server.scim.ScimHandlers;
import dev.rollcall.server.scim.ScimParameters;
import dev.rollcall.server.scim.bulk.BulkHandlers;
import dev.rollcall.server.scim.discovery.DiscoveryHandlers;
import dev.rollcall.server.scim.discovery.GrantableHandlers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Lists the routes: method, path, who may use it, handler. Those of SCIM, the description of the API and the sign-in to the console
 * are listed here; all others are added by the {@link Areas}.
 */
final class Routes {

    private static final String OTHER_VERSION = "/scim/v(?!2/)\\d+(\\.\\d+)?/.*";

    /** The key under which a route tells its {@link Access}. */
    static final String ACCESS = "access";

    private Routes() {}

    /** What the routes lead to. */
    record Handlers(
            Authentication scimAuth,
            ScimHandlers scim,
            DiscoveryHandlers discovery,
            BulkHandlers bulk,
            GrantableHandlers grantables,
            Gate gate,
            TrafficWatch traffic,
            OpenApi description,
            ApiDocs docs,
            Idempotency idempotency,
            Quotas quotas,
            SessionHandlers sessions,
            Optional<IssuerSignIn> issuerSignIn) {}

    static Router of(
            Vertx vertx,
            Metrics metrics,
            Drain drain,
            StrictTransport strict,
            KeyWatch keys,
            Bodies bodies,
            Bodies bulkBodies,
            Handlers to,
            Areas areas) {
        RouteBook book = new RouteBook(
                vertx,
                metrics,
                bodies,
                to.scimAuth(),
                to.gate(),
                to.idempotency(),
                to.description(),
                to.quotas(),
                areas);
        book.router().route().handler(drain::watch);
        book.router().route().handler(strict::tell);
        book.router().route().handler(keys::pass);
        book.router().route("/scim/*").handler(to.traffic()::watch);
        areas.watch(book.router());
        book.router().route("/scim/*").handler(ScimPaths::straighten);
        book.router().routeWithRegex(OTHER_VERSION).handler(Routes::refuseVersion);
        scim(book, bulkBodies, to);
        about(book, to.docs());
        signIn(book, to.sessions());
        to.issuerSignIn().ifPresent(signIn -> signIn.mount(book));
        areas.mount(vertx, book);
        book.refuseTheRest();
        return book.router();
    }

    /** What providers use, below every directory. */
    private static void scim(RouteBook book, Bodies bulkBodies, Handlers to) {
        ScimHandlers scim = to.scim();
        book.scim(HttpMethod.GET, "/Users", ScimParameters.LIST, scim::users);
        book.scim(HttpMethod.POST, "/Users", ScimParameters.RESOURCE, scim::users);
        book.scim(HttpMethod.GET, "/Users/:id", ScimParameters.RESOURCE, scim::users);
        book.scim(HttpMethod.PUT, "/Users/:id", ScimParameters.RESOURCE, scim::users);
        book.scim(HttpMethod.PATCH, "/Users/:id", ScimParameters.RESOURCE, scim::users);
        book.scim(HttpMethod.DELETE, "/Users/:id", ScimParameters.NONE, scim::users);

        book.scim(HttpMethod.GET, "/Groups", ScimParameters.LIST, scim::groups);
        book.scim(HttpMethod.POST, "/Groups", ScimParameters.RESOURCE, scim::groups);
        book.scim(HttpMethod.GET, "/Groups/:id", ScimParameters.RESOURCE, scim::groups);
        book.scim(HttpMethod.PUT, "/Groups/:id", ScimParameters.RESOURCE, scim::groups);
        book.scim(HttpMethod.PATCH, "/Groups/:id", ScimParameters.RESOURCE, scim::groups);
        book.scim(HttpMethod.DELETE, "/Groups/:id", ScimParameters.NONE, scim::groups);

        book.scim(HttpMethod.GET, "", ScimParameters.LIST, scim::root);
        book.scim(HttpMethod.POST, "/.search", ScimParameters.NONE, scim::searchRoot);
        book.scim(HttpMethod.POST, "/Users/.search", ScimParameters.NONE, scim::searchUsers);
        book.scim(HttpMethod.POST, "/Groups/.search", ScimParameters.NONE, scim::searchGroups);
        book.everyMethodOfScim("/Me", scim::me);

        BulkHandlers bulk = to.bulk();
        book.scim(
                HttpMethod.POST,
                "/Bulk",
                ScimParameters.NONE,
                context -> {
                    bulk.requireSize(context);
                    bulkBodies.json(context);
                },
                bulk::bulk);

        DiscoveryHandlers discovery = to.discovery();
        book.discovery("/ServiceProviderConfig", discovery::serviceProviderConfig);
        book.discovery("/ServiceProviderConfigs", discovery::formerConfigs);
        book.discovery("/ResourceTypes", discovery::resourceTypes);
        book.discovery("/ResourceTypes/:id", discovery::resourceType);
        book.discovery("/Schemas", discovery::schemas);
        book.discovery("/Schemas/:id", discovery::schema);

        GrantableHandlers grantables = to.grantables();
        book.scim(HttpMethod.GET, "/Roles", ScimParameters.LIST, grantables::roles);
        book.scim(HttpMethod.GET, "/Roles/:id", ScimParameters.RESOURCE, grantables::role);
        book.scim(HttpMethod.GET, "/Entitlements", ScimParameters.LIST, grantables::entitlements);
        book.scim(HttpMethod.GET, "/Entitlements/:id", ScimParameters.RESOURCE, grantables::entitlement);
    }

    /** What the API says about itself. */
    private static void about(RouteBook book, ApiDocs docs) {
        book.on(HttpMethod.GET, RouteTable.API + "openapi.json", Access.ANYBODY, docs::description);
        book.on(HttpMethod.GET, RouteTable.API + "docs", Access.ANYBODY, docs::page);
        book.on(HttpMethod.GET, RouteTable.API + "docs/:file", Access.ANYBODY, docs::asset);
        book.on(HttpMethod.GET, RouteTable.API + "version", Access.SIGNED_IN, docs::version);
        book.on(HttpMethod.GET, RouteTable.API + "problems", Access.ANYBODY, docs::problems);
        book.on(HttpMethod.GET, RouteTable.API + "problems/:problem", Access.ANYBODY, docs::problem);
    }

    /** Signing in to the console with a link, and out of it. */
    private static void signIn(RouteBook book, SessionHandlers sessions) {
        book.on(HttpMethod.GET, "/", Access.ANYBODY, sessions::enter);
        book.on(HttpMethod.POST, "/console/session", Access.ANYBODY, sessions::begin);
        book.on(HttpMethod.GET, "/console/session", Access.SIGNED_IN, sessions::show);
        book.on(HttpMethod.DELETE, "/console/session", Access.ANYBODY, sessions::end);
    }

    private static void refuseVersion(RoutingContext context) {
        context.fail(ScimError.badRequest(
                        ScimType.INVALID_VERS, "SCIM is served in version 2.0 only: the address begins with /scim/v2/.")
                .exception());
    }
}
