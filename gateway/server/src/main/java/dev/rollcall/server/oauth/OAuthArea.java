package dev.rollcall.server.oauth;

import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** The routes with which providers that speak OAuth get access tokens. */
public final class OAuthArea implements Area {

    private static final String TOKEN = "/oauth/:directory/token";
    private static final String METADATA = "/.well-known/oauth-authorization-server/oauth/:directory";

    private final TokenEndpoint endpoint;

    public OAuthArea(TokenEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        routes.form(TOKEN, Access.ANYBODY, endpoint::issue, TokenEndpoint::unreadable);
        routes.on(HttpMethod.GET, METADATA, Access.ANYBODY, endpoint::metadata);
    }
}
