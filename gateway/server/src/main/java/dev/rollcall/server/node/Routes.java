package dev.rollcall.server.node;

import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.server.api.CredentialHandlers;
import dev.rollcall.server.api.DirectoryHandlers;
import dev.rollcall.server.api.OrganisationHandlers;
import dev.rollcall.server.api.PolicyHandlers;
import dev.rollcall.server.api.SetupHandlers;
import dev.rollcall.server.auth.Session;
import dev.rollcall.server.console.ConsolePages;
import dev.rollcall.server.console.SessionHandlers;
import dev.rollcall.server.http.Bodies;
import dev.rollcall.server.http.ErrorWriter;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.server.oauth.TokenEndpoint;
import dev.rollcall.server.scim.Authentication;
import dev.rollcall.server.scim.BulkHandlers;
import dev.rollcall.server.scim.DiscoveryHandlers;
import dev.rollcall.server.scim.ScimHandlers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is served: method, path, handler. */
final class Routes {

    /** Where directories are served; the version may be left out (RFC 7644 section 3.13). */
    private static final List<String> SCIM = List.of("/scim/v2/:directory", "/scim/:directory");

    private static final String OTHER_VERSION = "/scim/v(?!2/)\\d+(\\.\\d+)?/.*";
    private static final String ORGANISATION = "/api/v1/organizations/:org";
    private static final String TOKEN = "/oauth/:directory/token";
    private static final String METADATA = "/.well-known/oauth-authorization-server/oauth/:directory";
    private static final String DIRECTORY = ORGANISATION + "/directories/:directory";

    /** What the router itself may answer with; 500 stands for every failure of a handler. */
    private static final List<Integer> ANSWERED = List.of(400, 404, 405, 413, 500);

    private final Router router;
    private final Bodies bodies;
    private final Map<String, List<String>> methods = new LinkedHashMap<>();

    private Routes(Vertx vertx, Metrics metrics, Bodies bodies) {
        this.bodies = bodies;
        router = Router.router(vertx);
        router.route().handler(context -> Exchange.begin(context, metrics));
        ANSWERED.forEach(status -> router.errorHandler(status, context -> ErrorWriter.write(context, status)));
    }

    /** What the routes lead to. */
    record Handlers(
            Authentication scimAuth,
            ScimHandlers scim,
            DiscoveryHandlers discovery,
            BulkHandlers bulk,
            Session session,
            OrganisationHandlers organisations,
            CredentialHandlers credentials,
            SetupHandlers setup,
            TokenEndpoint tokenEndpoint,
            DirectoryHandlers directories,
            PolicyHandlers policies,
            SessionHandlers sessions,
            ConsolePages console) {}

    static Router of(Vertx vertx, Metrics metrics, Bodies bodies, Bodies bulkBodies, Handlers to) {
        Routes routes = new Routes(vertx, metrics, bodies);
        ScimHandlers scim = to.scim();
        DiscoveryHandlers discovery = to.discovery();
        OrganisationHandlers organisations = to.organisations();
        Handler<RoutingContext> auth = to.scimAuth()::handle;

        routes.router.routeWithRegex(OTHER_VERSION).handler(Routes::refuseVersion);
        routes.scim(HttpMethod.GET, "/Users", auth, scim::users);
        routes.scim(HttpMethod.POST, "/Users", auth, scim::users);
        routes.scim(HttpMethod.GET, "/Users/:id", auth, scim::users);
        routes.scim(HttpMethod.PUT, "/Users/:id", auth, scim::users);
        routes.scim(HttpMethod.PATCH, "/Users/:id", auth, scim::users);
        routes.scim(HttpMethod.DELETE, "/Users/:id", auth, scim::users);

        routes.scim(HttpMethod.GET, "/Groups", auth, scim::groups);
        routes.scim(HttpMethod.POST, "/Groups", auth, scim::groups);
        routes.scim(HttpMethod.GET, "/Groups/:id", auth, scim::groups);
        routes.scim(HttpMethod.PUT, "/Groups/:id", auth, scim::groups);
        routes.scim(HttpMethod.PATCH, "/Groups/:id", auth, scim::groups);
        routes.scim(HttpMethod.DELETE, "/Groups/:id", auth, scim::groups);

        routes.scim(HttpMethod.GET, "", auth, scim::root);
        routes.scim(HttpMethod.POST, "/.search", auth, scim::searchRoot);
        routes.scim(HttpMethod.POST, "/Users/.search", auth, scim::searchUsers);
        routes.scim(HttpMethod.POST, "/Groups/.search", auth, scim::searchGroups);
        SCIM.forEach(base -> routes.router.route(base + "/Me").handler(auth).handler(scim::me));
        BulkHandlers bulk = to.bulk();
        routes.scim(
                HttpMethod.POST,
                "/Bulk",
                auth,
                context -> {
                    bulk.requireSize(context);
                    bulkBodies.json(context);
                },
                bulk::bulk);

        routes.scim(HttpMethod.GET, "/ServiceProviderConfig", auth, discovery::serviceProviderConfig);
        routes.scim(HttpMethod.GET, "/ResourceTypes", auth, discovery::resourceTypes);
        routes.scim(HttpMethod.GET, "/ResourceTypes/:id", auth, discovery::resourceType);
        routes.scim(HttpMethod.GET, "/Schemas", auth, discovery::schemas);
        routes.scim(HttpMethod.GET, "/Schemas/:id", auth, discovery::schema);

        Handler<RoutingContext> signedIn = to.session()::require;
        routes.on(HttpMethod.GET, ORGANISATION, signedIn, organisations::organisation);
        routes.on(HttpMethod.GET, ORGANISATION + "/members", signedIn, organisations::members);
        routes.on(HttpMethod.GET, ORGANISATION + "/directories", signedIn, organisations::directories);
        DirectoryHandlers directories = to.directories();
        routes.on(HttpMethod.GET, DIRECTORY, signedIn, directories::show);
        routes.on(HttpMethod.PATCH, DIRECTORY, signedIn, directories::change);
        routes.on(HttpMethod.GET, DIRECTORY + "/schemas", signedIn, directories::schemas);
        routes.on(HttpMethod.GET, DIRECTORY + "/schemas/:urn", signedIn, directories::schema);
        routes.on(HttpMethod.PUT, DIRECTORY + "/schemas/:urn", signedIn, directories::putSchema);
        routes.on(HttpMethod.DELETE, DIRECTORY + "/schemas/:urn", signedIn, directories::deleteSchema);
        routes.on(HttpMethod.GET, ORGANISATION + "/events", signedIn, organisations::events);
        routes.on(HttpMethod.GET, ORGANISATION + "/ledger", signedIn, organisations::ledger);
        routes.on(HttpMethod.POST, ORGANISATION + "/sign-in-links", signedIn, organisations::signInLink);

        Handler<RoutingContext> operator = to.session()::requireOperator;
        routes.on(HttpMethod.PUT, ORGANISATION + "/plan", operator, to.policies()::plan);
        routes.on(HttpMethod.PUT, ORGANISATION + "/seat-policy", operator, to.policies()::seatPolicy);
        routes.on(HttpMethod.PUT, ORGANISATION + "/unverified-domains", operator, to.policies()::unverifiedDomains);
        routes.on(
                HttpMethod.PUT, ORGANISATION + "/last-admin-protection", operator, to.policies()::lastAdminProtection);

        CredentialHandlers credentials = to.credentials();
        routes.on(HttpMethod.GET, DIRECTORY + "/credentials", signedIn, credentials::list);
        routes.on(HttpMethod.POST, DIRECTORY + "/credentials", signedIn, credentials::issue);
        routes.on(HttpMethod.DELETE, DIRECTORY + "/credentials/:credential", signedIn, credentials::revoke);
        routes.on(HttpMethod.GET, DIRECTORY + "/setup", signedIn, to.setup()::show);

        Handler<RoutingContext> anybody = RoutingContext::next;
        routes.on(HttpMethod.POST, TOKEN, anybody, bodies::form, to.tokenEndpoint()::issue);
        routes.on(HttpMethod.GET, METADATA, anybody, to.tokenEndpoint()::metadata);

        routes.on(HttpMethod.GET, "/", anybody, to.console()::enter);
        routes.on(HttpMethod.GET, "/console", anybody, to.console()::index);
        routes.on(HttpMethod.GET, "/console/sign-in", anybody, to.console()::signIn);
        routes.on(HttpMethod.GET, "/console/assets/:file", anybody, to.console()::asset);
        routes.on(HttpMethod.POST, "/console/session", anybody, to.sessions()::begin);
        routes.on(HttpMethod.GET, "/console/session", signedIn, to.sessions()::show);
        routes.on(HttpMethod.DELETE, "/console/session", anybody, to.sessions()::end);

        routes.refuseOtherMethods();
        return routes.router;
    }

    private static void refuseVersion(RoutingContext context) {
        context.fail(ScimError.badRequest(
                        ScimType.INVALID_VERS, "SCIM is served in version 2.0 only: the address begins with /scim/v2/.")
                .exception());
    }

    /** A path that is known, with a method that it does not take. */
    private void refuseOtherMethods() {
        methods.forEach((path, allowed) -> router.route(path).handler(context -> {
            context.response().putHeader("Allow", String.join(", ", allowed));
            context.fail(405);
        }));
    }

    private void scim(HttpMethod method, String path, Handler<RoutingContext> auth, Handler<RoutingContext> handler) {
        scim(method, path, auth, body(method), handler);
    }

    private void scim(
            HttpMethod method,
            String path,
            Handler<RoutingContext> auth,
            Handler<RoutingContext> body,
            Handler<RoutingContext> handler) {
        SCIM.forEach(base -> on(method, base + path, auth, body, handler));
    }

    private void on(HttpMethod method, String path, Handler<RoutingContext> auth, Handler<RoutingContext> handler) {
        on(method, path, auth, body(method), handler);
    }

    /** JSON for the methods that have a body. */
    private Handler<RoutingContext> body(HttpMethod method) {
        boolean hasBody =
                HttpMethod.POST.equals(method) || HttpMethod.PUT.equals(method) || HttpMethod.PATCH.equals(method);
        return hasBody ? bodies::json : RoutingContext::next;
    }

    private void on(
            HttpMethod method,
            String path,
            Handler<RoutingContext> auth,
            Handler<RoutingContext> body,
            Handler<RoutingContext> handler) {
        methods.computeIfAbsent(path, unseen -> new ArrayList<>()).add(method.name());
        router.route(method, path).handler(auth).handler(body).handler(handler);
    }
}
