package dev.rollcall.server.node;

import dev.rollcall.server.api.OrganisationHandlers;
import dev.rollcall.server.auth.Session;
import dev.rollcall.server.console.ConsolePages;
import dev.rollcall.server.console.SessionHandlers;
import dev.rollcall.server.http.Bodies;
import dev.rollcall.server.http.ErrorWriter;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.server.scim.Authentication;
import dev.rollcall.server.scim.DiscoveryHandlers;
import dev.rollcall.server.scim.ScimHandlers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is served: method, path, handler. */
final class Routes {

    private static final String DIRECTORY = "/scim/v2/:directory";
    private static final String ORGANISATION = "/api/v1/organizations/:org";

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
            Session session,
            OrganisationHandlers organisations,
            SessionHandlers sessions,
            ConsolePages console) {}

    static Router of(Vertx vertx, Metrics metrics, Bodies bodies, Handlers to) {
        Routes routes = new Routes(vertx, metrics, bodies);
        ScimHandlers scim = to.scim();
        DiscoveryHandlers discovery = to.discovery();
        OrganisationHandlers organisations = to.organisations();
        Handler<RoutingContext> auth = to.scimAuth()::handle;

        routes.on(HttpMethod.GET, DIRECTORY + "/Users", auth, scim::users);
        routes.on(HttpMethod.POST, DIRECTORY + "/Users", auth, scim::users);
        routes.on(HttpMethod.GET, DIRECTORY + "/Users/:id", auth, scim::users);
        routes.on(HttpMethod.PUT, DIRECTORY + "/Users/:id", auth, scim::users);
        routes.on(HttpMethod.PATCH, DIRECTORY + "/Users/:id", auth, scim::users);
        routes.on(HttpMethod.DELETE, DIRECTORY + "/Users/:id", auth, scim::users);

        routes.on(HttpMethod.GET, DIRECTORY + "/Groups", auth, scim::groups);
        routes.on(HttpMethod.POST, DIRECTORY + "/Groups", auth, scim::groups);
        routes.on(HttpMethod.GET, DIRECTORY + "/Groups/:id", auth, scim::groups);
        routes.on(HttpMethod.PUT, DIRECTORY + "/Groups/:id", auth, scim::groups);
        routes.on(HttpMethod.PATCH, DIRECTORY + "/Groups/:id", auth, scim::groups);
        routes.on(HttpMethod.DELETE, DIRECTORY + "/Groups/:id", auth, scim::groups);

        routes.on(HttpMethod.GET, DIRECTORY, auth, scim::root);
        routes.on(HttpMethod.POST, DIRECTORY + "/.search", auth, scim::searchRoot);
        routes.on(HttpMethod.POST, DIRECTORY + "/Users/.search", auth, scim::searchUsers);
        routes.on(HttpMethod.POST, DIRECTORY + "/Groups/.search", auth, scim::searchGroups);
        routes.router.route(DIRECTORY + "/Me").handler(auth).handler(scim::me);

        routes.on(HttpMethod.GET, DIRECTORY + "/ServiceProviderConfig", auth, discovery::serviceProviderConfig);
        routes.on(HttpMethod.GET, DIRECTORY + "/ResourceTypes", auth, discovery::resourceTypes);
        routes.on(HttpMethod.GET, DIRECTORY + "/ResourceTypes/:id", auth, discovery::resourceType);
        routes.on(HttpMethod.GET, DIRECTORY + "/Schemas", auth, discovery::schemas);
        routes.on(HttpMethod.GET, DIRECTORY + "/Schemas/:id", auth, discovery::schema);

        Handler<RoutingContext> signedIn = to.session()::require;
        routes.on(HttpMethod.GET, ORGANISATION, signedIn, organisations::organisation);
        routes.on(HttpMethod.GET, ORGANISATION + "/members", signedIn, organisations::members);
        routes.on(HttpMethod.GET, ORGANISATION + "/directories", signedIn, organisations::directories);
        routes.on(HttpMethod.GET, ORGANISATION + "/events", signedIn, organisations::events);
        routes.on(HttpMethod.GET, ORGANISATION + "/ledger", signedIn, organisations::ledger);
        routes.on(HttpMethod.POST, ORGANISATION + "/sign-in-links", signedIn, organisations::signInLink);

        Handler<RoutingContext> anybody = RoutingContext::next;
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

    /** A path that is known, with a method that it does not take. */
    private void refuseOtherMethods() {
        methods.forEach((path, allowed) -> router.route(path).handler(context -> {
            context.response().putHeader("Allow", String.join(", ", allowed));
            context.fail(405);
        }));
    }

    private void on(HttpMethod method, String path, Handler<RoutingContext> auth, Handler<RoutingContext> handler) {
        methods.computeIfAbsent(path, unseen -> new ArrayList<>()).add(method.name());
        Route route = router.route(method, path).handler(auth);
        boolean hasBody =
                HttpMethod.POST.equals(method) || HttpMethod.PUT.equals(method) || HttpMethod.PATCH.equals(method);
        if (hasBody) {
            route.handler(bodies::json);
        }
        route.handler(handler);
    }
}
