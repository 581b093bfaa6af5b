package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.api.IdempotentRequests.OwnedKey;
import dev.rollcall.server.api.IdempotentRequests.Taken;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The response to one request; when the request has an Idempotency-Key, the response is stored before it is sent. */
final class StoredResponse {

    private static final String CONTEXT_KEY = "kept-answer";
    private static final List<String> HEADERS = List.of("Content-Type", "Cache-Control", "ETag", "Location");

    private final IdempotentRequests requests;
    private final ResponseCipher seal;
    private final OwnedKey key;
    private final String clientKey;
    private final Buffer fingerprint;

    /** Set while there is something to keep or give up. */
    private @Nullable OffsetDateTime since;

    StoredResponse(
            IdempotentRequests requests, ResponseCipher seal, OwnedKey key, String clientKey, Buffer fingerprint) {
        this.requests = requests;
        this.seal = seal;
        this.key = key;
        this.clientKey = clientKey;
        this.fingerprint = fingerprint;
    }

    /** From now on the request's answer is kept. */
    void begin(RoutingContext context, OffsetDateTime attempt) {
        since = attempt;
        context.put(CONTEXT_KEY, this);
        context.addEndHandler(ended -> giveUp(context));
    }

    static @Nullable StoredResponse of(RoutingContext context) {
        return context.get(CONTEXT_KEY);
    }

    /** Sends the answer of the request that came before, or says why there is none for this one. */
    Future<Void> again(RoutingContext context, Taken.Before before) {
        boolean isAnother = !before.fingerprint().equals(fingerprint);
        Buffer sealed = before.answer();
        if (isAnother || sealed == null) {
            return Future.failedFuture(Idempotency.unusable(isAnother).exception());
        }
        JsonNode kept = ScimJson.parse(seal.open(clientKey, fingerprint, sealed));
        HttpServerResponse response = context.response().setStatusCode(before.status());
        for (Map.Entry<String, JsonNode> header : kept.path("headers").properties()) {
            response.putHeader(header.getKey(), header.getValue().textValue());
        }
        return response.putHeader("Idempotency-Replayed", "true")
                .end(kept.path("body").textValue());
    }

    /**
     * Sends a successful answer, once it is kept. If it cannot be kept it is sent all the same: the effect is there, and the client
     * knows.
     */
    static Future<Void> send(RoutingContext context, byte[] body) {
        StoredResponse kept = of(context);
        HttpServerResponse response = context.response();
        return kept == null
                ? response.end(Buffer.buffer(body))
                : kept.keep(response, body).otherwiseEmpty().compose(done -> response.end(Buffer.buffer(body)));
    }

    private Future<Void> keep(HttpServerResponse response, byte[] body) {
        OffsetDateTime attempt = since;
        if (attempt == null) {
            return Future.succeededFuture();
        }
        since = null;
        ObjectNode answer = Json.object();
        ObjectNode headers = answer.putObject("headers");
        for (String name : HEADERS) {
            if (response.headers().contains(name)) {
                headers.put(name, response.headers().get(name));
            }
        }
        answer.put("body", new String(body, StandardCharsets.UTF_8));
        return requests.keep(
                key, attempt, response.getStatusCode(), seal.seal(clientKey, fingerprint, ScimJson.write(answer)));
    }

    /** The request failed, so that nothing was changed: its key is free. */
    static Future<Void> giveUp(RoutingContext context) {
        StoredResponse kept = of(context);
        if (kept == null || kept.since == null) {
            return Future.succeededFuture();
        }
        OffsetDateTime attempt = kept.since;
        kept.since = null;
        return kept.requests.giveUp(kept.key, attempt);
    }
}
