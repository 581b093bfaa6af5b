package dev.rollcall.server.access;

import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.FreshSignIn;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.auth.OperatorTokens;
import dev.rollcall.server.auth.session.Sessions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** The routes for tokens and sessions. */
public final class AccessArea implements Area {

    private static final String TOKENS = "/api/v1/operator-tokens";
    private static final String OWN = "/console/sessions";

    private final OperatorTokenHandlers tokens;
    private final SessionListHandlers sessions;
    private final FreshSignIn fresh;

    public AccessArea(ApiParts api, OperatorTokens tokens, Sessions sessions, FreshSignIn fresh) {
        this.tokens = new OperatorTokenHandlers(api, tokens);
        this.sessions = new SessionListHandlers(api, sessions);
        this.fresh = fresh;
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        routes.on(HttpMethod.GET, TOKENS, Access.OPERATOR_READ, tokens::list);
        routes.on(HttpMethod.POST, TOKENS, Access.OPERATE, fresh.before(tokens::issue));
        routes.on(HttpMethod.DELETE, TOKENS + "/:token", Access.OPERATE, tokens::revoke);

        sessions(routes, RouteTable.ORGANISATION + "/sessions", Access.READ, Access.ADMINISTER);
        sessions(routes, "/api/v1/sessions", Access.OPERATOR_READ, Access.OPERATE);
        routes.on(HttpMethod.GET, OWN, Access.SIGNED_IN, sessions::listOwn);
        routes.on(HttpMethod.DELETE, OWN, Access.SIGNED_IN, sessions::endAllOwn);
        routes.on(HttpMethod.DELETE, OWN + "/:session", Access.SIGNED_IN, sessions::endOwn);
    }

    private void sessions(RouteTable routes, String all, Access read, Access write) {
        routes.on(HttpMethod.GET, all, read, sessions::list);
        routes.on(HttpMethod.DELETE, all, write, sessions::endAll);
        routes.on(HttpMethod.DELETE, all + "/:session", write, sessions::end);
    }
}
