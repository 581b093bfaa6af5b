package dev.rollcall.server.oauth;

import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.auth.ReceiverTokens;
import dev.rollcall.server.auth.ReceiverTokens.Grant;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Exchanges the secret of a receiver of Security Events for an access token (RFC 6749 section 4.4). */
public final class ReceiverTokenEndpoint {

    private static final Set<String> SCOPES = Set.of(ReceiverTokens.MANAGE, ReceiverTokens.READ);

    private final ReceiverTokens tokens;
    private final Check check;
    private final Duration validFor;

    /** Whether a client is the receiver that it says it is. */
    public interface Check {

        Future<Boolean> isShown(UUID orgId, UUID receiver, String secret);
    }

    /**
     * Makes one.
     *
     * @param validFor how long an access token is valid at most
     */
    public ReceiverTokenEndpoint(ReceiverTokens tokens, Check check, Duration validFor) {
        this.tokens = tokens;
        this.check = check;
        this.validFor = ReceiverTokens.life(validFor);
    }

    /** {@code POST} of a form. */
    public void issue(RoutingContext context) {
        Future<Grant> granted;
        try {
            granted = granted(context);
        } catch (OAuthError e) {
            granted = Future.failedFuture(e);
        }
        granted.compose(grant -> TokenEndpoint.send(
                        context,
                        new JsonObject()
                                .put("access_token", tokens.issue(grant, validFor))
                                .put("token_type", "Bearer")
                                .put("expires_in", validFor.toSeconds())
                                .put("scope", String.join(" ", grant.scopes()))))
                .onFailure(failure -> {
                    if (failure instanceof OAuthError refused) {
                        refused.send(context);
                    } else {
                        context.fail(failure);
                    }
                });
    }

    private Future<Grant> granted(RoutingContext context) {
        TokenRequest request = TokenRequest.of(
                context.request().formAttributes(), context.request().getHeader("Authorization"), SCOPES);
        if (!(request instanceof TokenRequest.Secret shown)) {
            throw OAuthError.client("A receiver authenticates with client_id and client_secret; it has no keys here.");
        }
        String scope = context.request().formAttributes().get("scope");
        Set<String> scopes = scope == null || scope.isBlank() ? SCOPES : TokenRequest.words(scope);
        Optional<UUID> orgId = Parameters.id(String.valueOf(context.pathParam("org")));
        Optional<UUID> receiver = Parameters.id(shown.clientId());
        Future<Boolean> known = orgId.isPresent() && receiver.isPresent()
                ? check.isShown(orgId.get(), receiver.get(), shown.secret())
                : Future.succeededFuture(false);
        return known.map(is -> {
            if (!is) {
                throw OAuthError.client(
                        "client_id and client_secret are not those of a receiver of this organisation.");
            }
            return new Grant(orgId.orElseThrow(), receiver.orElseThrow(), scopes);
        });
    }
}
