package dev.rollcall.server.node;

import dev.rollcall.server.api.Gate;
import dev.rollcall.server.api.Idempotency;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.api.description.OpenApi;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.http.Bodies;
import dev.rollcall.server.http.ErrorWriter;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.server.quota.Quotas;
import dev.rollcall.server.scim.Authentication;
import dev.rollcall.server.scim.ScimParameters;
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
import java.util.stream.IntStream;

/**
 * Turns each line of {@link Routes} into a route: checks who may use it, reads its body, and makes sure that a write is carried out
 * once.
 */
final class RouteBook implements RouteTable {

    /** Where directories are served; the version may be left out (RFC 7644 section 3.13). */
    private static final List<String> SCIM = List.of("/scim/v2/:directory", "/scim/:directory");

    /** What Vert.x fails a request with whose body ends in the middle: the client has hung up, or its connection broke. */
    private static final int BROKEN_OFF = 200;

    private final Router router;
    private final Bodies bodies;
    private final Authentication scimAuth;
    private final Gate gate;
    private final Idempotency idempotency;
    private final OpenApi api;
    private final Quotas quotas;
    private final Areas areas;
    private final Map<String, List<String>> methods = new LinkedHashMap<>();

    RouteBook(
            Vertx vertx,
            Metrics metrics,
            Bodies bodies,
            Authentication scimAuth,
            Gate gate,
            Idempotency idempotency,
            OpenApi api,
            Quotas quotas,
            Areas areas) {
        this.bodies = bodies;
        this.scimAuth = scimAuth;
        this.gate = gate;
        this.idempotency = idempotency;
        this.api = api;
        this.quotas = quotas;
        this.areas = areas;
        router = Router.router(vertx);
        router.route().handler(context -> Exchange.begin(context, metrics));
        IntStream.range(400, 600)
                .forEach(status -> router.errorHandler(status, context -> ErrorWriter.write(context, status)));
        router.errorHandler(BROKEN_OFF, context -> ErrorWriter.write(context, 400));
    }

    Router router() {
        return router;
    }

    /**
     * A path that is known, with OPTIONS or a method that it does not take (RFC 9110 sections 9.3.7 and 15.5.6); and below a
     * directory, a path that is not known: its provider is told so when it has shown its credential, and its administrator by the
     * directory's health.
     */
    void refuseTheRest() {
        methods.forEach((path, allowed) -> {
            String allow = String.join(", ", allowed);
            router.route(HttpMethod.OPTIONS, path)
                    .handler(context -> context.response()
                            .setStatusCode(204)
                            .putHeader("Allow", allow)
                            .end());
            router.route(path)
                    .handler(taken(path))
                    .handler(path.startsWith("/scim/") ? gate(Access.DIRECTORY) : RoutingContext::next)
                    .handler(context -> {
                        context.response().putHeader("Allow", allow);
                        context.fail(405);
                    });
        });
        SCIM.forEach(base ->
                router.route(base + "/*").handler(gate(Access.DIRECTORY)).handler(context -> context.fail(404)));
    }

    /** One about the service itself, below every directory. */
    void discovery(String path, Handler<RoutingContext> handler) {
        SCIM.forEach(base -> on(
                HttpMethod.GET,
                base + path,
                Access.DISCOVERY,
                ScimParameters.DISCOVERY::read,
                RoutingContext::next,
                handler));
    }

    /** One below every directory, with the query parameters that SCIM has for it. */
    void scim(HttpMethod method, String path, ScimParameters query, Handler<RoutingContext> handler) {
        scim(method, path, query, body(method), handler);
    }

    void scim(
            HttpMethod method,
            String path,
            ScimParameters query,
            Handler<RoutingContext> body,
            Handler<RoutingContext> handler) {
        SCIM.forEach(base -> on(method, base + path, Access.DIRECTORY, query::read, body, handler));
    }

    @Override
    public void below(String path, Router pages) {
        router.route(path + "/*").handler(taken(path + "/*")).subRouter(pages);
    }

    @Override
    public void form(String path, Access access, Handler<RoutingContext> handler, Handler<RoutingContext> failed) {
        on(HttpMethod.POST, path, access, bodies::form, handler);
        router.post(path).failureHandler(failed);
    }

    @Override
    public void on(HttpMethod method, String path, Access access, Handler<RoutingContext> handler) {
        on(method, path, access, body(method), handler);
    }

    void on(
            HttpMethod method,
            String path,
            Access access,
            Handler<RoutingContext> body,
            Handler<RoutingContext> handler) {
        on(method, path, access, query(method, path), body, handler);
    }

    /** The API takes what its description names; what is no API, such as a page, leaves the query alone. */
    private Handler<RoutingContext> query(HttpMethod method, String path) {
        return path.startsWith(API) ? api.query(method, path)::require : RoutingContext::next;
    }

    /** The same for every method, which then needs no body. */
    void everyMethodOfScim(String path, Handler<RoutingContext> handler) {
        SCIM.forEach(base -> router.route(base + path)
                .handler(taken(base + path))
                .handler(gate(Access.DIRECTORY))
                .handler(handler));
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
            Access access,
            Handler<RoutingContext> query,
            Handler<RoutingContext> body,
            Handler<RoutingContext> handler) {
        boolean isGet = HttpMethod.GET.equals(method);
        List<String> allowed = methods.computeIfAbsent(path, unseen -> new ArrayList<>(List.of("OPTIONS")));
        allowed.addAll(allowed.size() - 1, isGet ? List.of("GET", "HEAD") : List.of(method.name()));
        Route route = router.route(method, path)
                .putMetadata(Routes.ACCESS, access)
                .handler(taken(path))
                .handler(gate(access))
                .handler(quotas::requests)
                .handler(query)
                .handler(body)
                .handler(Bodies::inUtf8);
        if (isGet) {
            // The answer to HEAD is that to GET; the server leaves the body out (RFC 9110 section 9.3.2).
            route.method(HttpMethod.HEAD);
        }
        if (path.startsWith(API) && !isGet) {
            route.handler(idempotency::begin).failureHandler(idempotency::giveUp);
        }
        route.handler(handler);
    }

    /** Logs and metrics tell of the route, however the request ends. */
    private static Handler<RoutingContext> taken(String path) {
        return context -> {
            Exchange.of(context).takenBy(path);
            context.next();
        };
    }

    private Handler<RoutingContext> gate(Access access) {
        return switch (access) {
            case ANYBODY -> RoutingContext::next;
            case DIRECTORY -> scimAuth::handle;
            case DISCOVERY -> scimAuth::handleIfShown;
            case RECEIVER -> areas.gate(access);
            case SIGNED_IN,
                    READ_AUDIT,
                    READ,
                    ADMINISTER_DIRECTORIES,
                    ADMINISTER_PEOPLE,
                    ADMINISTER,
                    OPERATOR_READ,
                    OPERATE -> gate.to(access);
        };
    }
}
