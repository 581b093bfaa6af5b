package dev.rollcall.console.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API that changes something.
 *
 * @param path behind {@code /api/v1}
 * @param body null for none
 * @param ifMatch the ETag of what the page had shown, or "" to change whatever is there
 * @param key the Idempotency-Key, or "" for none
 */
public record Write(
        HttpMethod method, String path, @Nullable JsonObject body, String ifMatch, String key) {

    public static Write of(HttpMethod method, String path) {
        return new Write(method, path, null, "", "");
    }

    public static Write of(HttpMethod method, String path, JsonObject body) {
        return new Write(method, path, body, "", "");
    }

    /** Refused when somebody has changed it since. */
    public Write ifMatch(String etag) {
        return new Write(method, path, body, etag, key);
    }

    /** Carried out once, however often it is sent. */
    public Write once(String idempotencyKey) {
        return new Write(method, path, body, ifMatch, idempotencyKey);
    }
}
