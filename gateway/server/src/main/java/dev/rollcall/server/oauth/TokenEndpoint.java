package dev.rollcall.server.oauth;

import dev.rollcall.core.admin.directory.AuthenticatedDirectory;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.auth.token.AccessTokens;
import dev.rollcall.server.auth.token.AccessTokens.Basis;
import dev.rollcall.server.auth.token.DirectoryIssuers;
import dev.rollcall.server.auth.token.DirectoryTokens;
import dev.rollcall.server.auth.token.MethodNotAllowedForDirectory;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.server.jwt.InvalidJwt;
import dev.rollcall.server.jwt.KeysUnavailable;
import dev.rollcall.server.jwt.SigningKeys;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Exchanges a directory's credential, or an assertion that it trusts, for an access token: OAuth 2.0 client credentials. */
public final class TokenEndpoint {

    private final DirectoryTokens tokens;
    private final DirectoryIssuers issuers;
    private final AccessTokens accessTokens;
    private final PublicOrigin origin;
    private final InstantSource time;
    private final Duration validFor;

    /**
     * Makes one.
     *
     * @param validFor how long an access token is valid at most
     */
    public TokenEndpoint(
            DirectoryTokens tokens,
            DirectoryIssuers issuers,
            AccessTokens accessTokens,
            PublicOrigin origin,
            InstantSource time,
            Duration validFor) {
        this.tokens = tokens;
        this.issuers = issuers;
        this.accessTokens = accessTokens;
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

    /** For failures: answers a form that could not be read; any other failure is not this endpoint's. */
    public static void unreadable(RoutingContext context) {
        if (context.statusCode() == 400) {
            OAuthError.request("The form cannot be read: check its percent-encoding.")
                    .send(context);
        } else {
            context.next();
        }
    }

    /** A client that has shown who it is. */
    private record Client(AuthenticatedDirectory directory, Basis kind) {}

    private Future<Client> authenticate(RoutingContext context) {
        TokenRequest request;
        try {
            request = TokenRequest.of(
                    context.request().formAttributes(),
                    context.request().getHeader("Authorization"),
                    Set.of(AccessTokens.SCOPE));
        } catch (OAuthError e) {
            return Future.failedFuture(e);
        }
        return request instanceof TokenRequest.Assertion assertion
                ? byAssertion(context, assertion)
                : bySecret(context, (TokenRequest.Secret) request);
    }

    private Future<Client> bySecret(RoutingContext context, TokenRequest.Secret request) {
        Future<Optional<AuthenticatedDirectory>> found =
                request.isConsistent() ? tokens.client(request.secret()) : Future.succeededFuture(Optional.empty());
        return found.recover(failure -> Future.failedFuture(
                        failure instanceof MethodNotAllowedForDirectory closed
                                ? OAuthError.client(String.valueOf(closed.getMessage()))
                                : failure))
                .map(any -> any.filter(one -> isOf(context, one.directory()))
                        .map(one -> new Client(one, Basis.CREDENTIAL))
                        .orElseThrow(() -> OAuthError.client(
                                "client_id and client_secret are not valid for this directory: they may"
                                        + " be mistyped, revoked or expired, or belong to another directory.")));
    }

    private Future<Client> byAssertion(RoutingContext context, TokenRequest.Assertion request) {
        String issuer = issuer(context);
        return id(context)
                .map(id -> issuers.assertion(id, request.text(), request.clientId(), Set.of(issuer, issuer + "/token")))
                .orElseGet(() -> Future.failedFuture(OAuthError.client("There is no directory with that id.")))
                .recover(failure -> Future.failedFuture(error(failure)))
                .map(found -> new Client(found, Basis.ISSUER));
    }

    private static Throwable error(Throwable failure) {
        if (failure instanceof InvalidJwt invalid) {
            return OAuthError.client("The client_assertion is not valid for this directory: " + invalid.reason() + ".");
        }
        if (failure instanceof KeysUnavailable unavailable) {
            return OAuthError.unavailable("It cannot be checked right now whether the client_assertion is valid. "
                    + unavailable.getMessage() + " Send the request again later.");
        }
        return failure;
    }

    private static Optional<UUID> id(RoutingContext context) {
        try {
            return Optional.of(UUID.fromString(String.valueOf(context.pathParam("directory"))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isOf(RoutingContext context, Directory directory) {
        return directory.id().toString().equalsIgnoreCase(context.pathParam("directory"));
    }

    private JsonObject granted(RoutingContext context, Client client) {
        Directory directory = client.directory().directory();
        Exchange.of(context).authenticated(directory.id(), directory.provider());
        Duration lifetime = lifetime(client.directory());
        return new JsonObject()
                .put(
                        "access_token",
                        accessTokens.issue(
                                directory.orgId(),
                                directory.id(),
                                client.kind(),
                                client.directory().credentialId(),
                                lifetime))
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
        String issuer = issuer(context);
        JsonObject body = new JsonObject()
                .put("issuer", issuer)
                .put("token_endpoint", issuer + "/token")
                .put("grant_types_supported", JsonArray.of("client_credentials"))
                .put(
                        "token_endpoint_auth_methods_supported",
                        JsonArray.of("client_secret_basic", "client_secret_post", "private_key_jwt"))
                .put("token_endpoint_auth_signing_alg_values_supported", new JsonArray(SigningKeys.ALGORITHMS))
                .put("scopes_supported", JsonArray.of(AccessTokens.SCOPE))
                .put("response_types_supported", JsonArray.of());
        send(context, body).onFailure(context::fail);
    }

    private String issuer(RoutingContext context) {
        return origin.of(context.request()) + "/oauth/" + context.pathParam("directory");
    }

    static Future<Void> send(RoutingContext context, JsonObject body) {
        return context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Pragma", "no-cache")
                .end(body.encode());
    }
}
