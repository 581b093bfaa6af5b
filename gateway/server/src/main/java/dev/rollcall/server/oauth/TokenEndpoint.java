package dev.rollcall.server.oauth;

import dev.rollcall.core.admin.Credentials;
import dev.rollcall.core.admin.Credentials.AuthenticatedDirectory;
import dev.rollcall.core.admin.Directory;
import dev.rollcall.server.auth.AccessTokens;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.PublicOrigin;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Trades a directory's credential for an access token: OAuth 2.0 client credentials, as Entra's connectivity settings ask for. */
public final class TokenEndpoint {

    private final Credentials credentials;
    private final AccessTokens tokens;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;
    private final InstantSource time;
    private final Duration validFor;

    /**
     * Makes one.
     *
     * @param validFor how long an access token is valid, at the most
     */
    public TokenEndpoint(
            Credentials credentials,
            AccessTokens tokens,
            DatabaseCircuit circuit,
            PublicOrigin origin,
            InstantSource time,
            Duration validFor) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.circuit = circuit;
        this.origin = origin;
        this.time = time;
        this.validFor = validFor;
    }

    /** {@code POST} of a form (RFC 6749 section 4.4). */
    public void issue(RoutingContext context) {
        authenticate(context)
                .compose(found -> send(context, granted(context, found)))
                .onFailure(failure -> {
                    if (failure instanceof OAuthError refused) {
                        refused.send(context);
                    } else {
                        context.fail(failure);
                    }
                });
    }

    private Future<AuthenticatedDirectory> authenticate(RoutingContext context) {
        TokenRequest request;
        try {
            request = TokenRequest.of(
                    context.request().formAttributes(), context.request().getHeader("Authorization"));
        } catch (OAuthError e) {
            return Future.failedFuture(e);
        }
        Future<Optional<AuthenticatedDirectory>> found = request.isConsistent()
                ? circuit.call(() -> credentials.authenticate(request.secret()))
                : Future.succeededFuture(Optional.empty());
        return found.map(any -> any.filter(one -> isOf(context, one.directory()))
                .orElseThrow(
                        () -> OAuthError.client("client_id and client_secret are not valid for this directory: they may"
                                + " be mistyped, revoked or expired, or belong to another directory.")));
    }

    private static boolean isOf(RoutingContext context, Directory directory) {
        return directory.id().toString().equalsIgnoreCase(context.pathParam("directory"));
    }

    private JsonObject granted(RoutingContext context, AuthenticatedDirectory found) {
        Directory directory = found.directory();
        Exchange.of(context).authenticated(directory.id(), directory.provider());
        Duration lifetime = lifetime(found);
        return new JsonObject()
                .put("access_token", tokens.issue(directory.orgId(), directory.id(), found.credentialId(), lifetime))
                .put("token_type", "Bearer")
                .put("expires_in", lifetime.toSeconds())
                .put("scope", AccessTokens.SCOPE);
    }

    /** Never longer than the credential itself. */
    private Duration lifetime(AuthenticatedDirectory found) {
        Instant ends = found.expires();
        if (ends == null) {
            return validFor;
        }
        Duration left = Duration.between(time.instant(), ends);
        return left.compareTo(validFor) < 0 ? left : validFor;
    }

    /** {@code GET}: the metadata of the directory's authorization server (RFC 8414). Says nothing about what exists. */
    public void metadata(RoutingContext context) {
        String issuer = origin.of(context.request()) + "/oauth/" + context.pathParam("directory");
        JsonObject body = new JsonObject()
                .put("issuer", issuer)
                .put("token_endpoint", issuer + "/token")
                .put("grant_types_supported", JsonArray.of("client_credentials"))
                .put("token_endpoint_auth_methods_supported", JsonArray.of("client_secret_basic", "client_secret_post"))
                .put("scopes_supported", JsonArray.of(AccessTokens.SCOPE))
                .put("response_types_supported", JsonArray.of());
        send(context, body).onFailure(context::fail);
    }

    private static Future<Void> send(RoutingContext context, JsonObject body) {
        return context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.encode());
    }
}
