package dev.rollcall.server.access;

import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.auth.OperatorTokens;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** The routes about ways into the API. */
public final class AccessArea implements Area {

    private static final String TOKENS = "/api/v1/operator-tokens";

    private final OperatorTokenHandlers tokens;

    public AccessArea(ApiParts api, OperatorTokens tokens) {
        this.tokens = new OperatorTokenHandlers(api, tokens);
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        routes.on(HttpMethod.GET, TOKENS, Access.OPERATOR_READ, tokens::list);
        routes.on(HttpMethod.POST, TOKENS, Access.OPERATE, tokens::issue);
        routes.on(HttpMethod.DELETE, TOKENS + "/:token", Access.OPERATE, tokens::revoke);
    }
}
