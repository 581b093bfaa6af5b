package dev.rollcall.delivery.ssf.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to a receiver about the stream itself.
 *
 * @param events as in the token
 */
public record Notice(UUID id, Instant at, ObjectNode events) {

    private static final String PREFIX = "https://schemas.openid.net/secevent/ssf/event-type/";
    static final String VERIFICATION = PREFIX + "verification";
    public static final String UPDATED = PREFIX + "stream-updated";

    /** What a receiver has asked for to see that the stream works; {@code state} is its own. */
    public static ObjectNode verification(@Nullable String state) {
        ObjectNode events = JsonNodeFactory.instance.objectNode();
        ObjectNode event = events.putObject(VERIFICATION);
        if (state != null) {
            event.put("state", state);
        }
        return events;
    }

    /** The transmitter has changed the status by itself. */
    public static ObjectNode updated(Stream.Status status, String reason) {
        ObjectNode events = JsonNodeFactory.instance.objectNode();
        events.putObject(UPDATED).put("status", status.word()).put("reason", reason);
        return events;
    }
}
