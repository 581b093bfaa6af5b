package dev.rollcall.spi.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider's end of the connection: its headers and its retries. It waits after a 429 or 503, with ten attempts in
 * all, and sends again after no response or a 5xx, which it reports as unexpected. Thread-safe.
 */
public final class IdpClient {

    private static final int TRIES = 10;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /** Waits; a test does not. */
    interface Clock {
        void sleep(long millis) throws InterruptedException;
    }

    /**
     * What a look-up found or a POST made.
     *
     * @param existed whether it was there before
     */
    public record Found(ObjectNode resource, boolean existed) {

        public String id() {
            return resource.path("id").textValue();
        }
    }

    private final IdpTransport wire;
    private final Map<String, String> headers;
    private final Map<String, String> headersWithBody;
    private final Patience patience;
    private final Clock clock;

    /**
     * A line of an IdP that waits as long as it is told.
     *
     * @param headers on every request, Authorization aside
     * @param contentType on every request with a body
     */
    public IdpClient(IdpTransport wire, Map<String, String> headers, String contentType) {
        this(wire, headers, contentType, Patience.AS_TOLD);
    }

    /** A line of an IdP with a patience of its own. */
    public IdpClient(IdpTransport wire, Map<String, String> headers, String contentType, Patience patience) {
        this(wire, headers, contentType, patience, Thread::sleep);
    }

    public IdpClient(
            IdpTransport wire, Map<String, String> headers, String contentType, Patience patience, Clock clock) {
        this.wire = wire;
        this.patience = patience;
        this.headers = Map.copyOf(headers);
        Map<String, String> withBody = new HashMap<>(headers);
        withBody.put("Content-Type", contentType);
        this.headersWithBody = Map.copyOf(withBody);
        this.clock = clock;
    }

    public Reply get(String target) {
        return patiently(request("GET", target, null));
    }

    public Reply put(String target, ObjectNode body) {
        return patiently(request("PUT", target, body));
    }

    public Reply patch(String target, ObjectNode body) {
        return patiently(request("PATCH", target, body));
    }

    /** Sent again after silence, it meets a 404 when the first one was carried out. */
    public Reply delete(String target) {
        return patiently(request("DELETE", target, null));
    }

    /**
     * Looks up, and creates what is not there. A POST without answer may have been carried out: looks up again before it posts
     * again, and takes a 409 then for the trace of the first one.
     *
     * @param check what is demanded of the answer to the POST beyond 201 and an id
     */
    public Found findOrCreate(
            Supplier<Optional<ObjectNode>> lookUp, String endpoint, Supplier<ObjectNode> body, Consumer<Reply> check) {
        Optional<ObjectNode> hit = lookUp.get();
        if (hit.isPresent()) {
            return new Found(hit.get(), true);
        }
        IdpTransport.Request post = request("POST", endpoint, body.get());
        int silences = 0;
        while (hit.isEmpty()) {
            try {
                Reply reply = obediently(post);
                if (silences == 0 || !reply.is(409)) {
                    check.accept(reply.expect(201));
                    return new Found(reply.resource(), false);
                }
                hit = lookUp.get();
                reply.demand(hit.isPresent(), "the response was 409, yet the look-up finds nothing");
            } catch (IdpTransport.WireException silence) {
                pauseAfter(++silences, silence);
                hit = lookUp.get();
            }
        }
        return new Found(hit.get(), false);
    }

    /** Sends again after silence: what this is used for may be repeated. */
    private Reply patiently(IdpTransport.Request request) {
        for (int silences = 1; ; silences++) {
            try {
                return obediently(request);
            } catch (IdpTransport.WireException silence) {
                pauseAfter(silences, silence);
            }
        }
    }

    /** Waits when the gateway asks for it. */
    private Reply obediently(IdpTransport.Request request) {
        for (int sent = 1; ; sent++) {
            Reply reply = new Reply(wire, request, wire.send(request));
            if (reply.failed()) {
                wire.unexpected(request, reply.answer(), "the gateway failed; the task is tried again");
                throw new IdpTransport.WireException(
                        request.method() + " was answered with "
                                + reply.answer().status(),
                        null);
            }
            if (sent == TRIES || !(reply.is(429) || reply.is(503))) {
                return reply;
            }
            sleep(1000 * patience.seconds(retryAfter(reply), sent));
        }
    }

    private static long retryAfter(Reply reply) {
        List<String> values = reply.answer().headers().getOrDefault("retry-after", List.of());
        if (values.size() != 1 || !values.get(0).matches("\\d{1,4}")) {
            throw reply.unexpected("Retry-After is not one whole number of seconds");
        }
        return Long.parseLong(values.get(0));
    }

    private void pauseAfter(int silences, IdpTransport.WireException silence) {
        if (silences == patience.silences()) {
            throw silence;
        }
        sleep(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << silences));
    }

    private void sleep(long millis) {
        try {
            clock.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the simulation was interrupted");
        }
    }

    private IdpTransport.Request request(String method, String target, @Nullable ObjectNode body) {
        return body == null
                ? new IdpTransport.Request(method, target, headers, null)
                : new IdpTransport.Request(
                        method, target, headersWithBody, new String(ScimJson.write(body), StandardCharsets.UTF_8));
    }
}
