package dev.rollcall.server.oauth;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Refuses a token request with an error code (RFC 6749 section 5.2). Cheap: it has no stack trace. */
final class OAuthError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String RETRY_AFTER_SECONDS = "5";

    private final int status;
    private final String code;
    private final String description;

    private OAuthError(int status, String code, String description) {
        super(description, null, false, false);
        this.status = status;
        this.code = code;
        this.description = description;
    }

    static OAuthError request(String description) {
        return new OAuthError(400, "invalid_request", description);
    }

    static OAuthError client(String description) {
        return new OAuthError(401, "invalid_client", description);
    }

    static OAuthError grantType(String description) {
        return new OAuthError(400, "unsupported_grant_type", description);
    }

    static OAuthError scope(String description) {
        return new OAuthError(400, "invalid_scope", description);
    }

    /** No code of the RFC's; the status says it. */
    static OAuthError unavailable(String description) {
        return new OAuthError(503, "temporarily_unavailable", description);
    }

    void send(RoutingContext context) {
        if (status == 401) {
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"Rollcall\"");
        }
        if (status == 503) {
            context.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Pragma", "no-cache")
                .end(new JsonObject()
                        .put("error", code)
                        .put("error_description", description)
                        .encode());
    }
}
