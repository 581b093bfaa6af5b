package dev.rollcall.delivery.webhook.post;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to an endpoint: {@code type}, {@code timestamp} and {@code data}, under an id that is the same at every
 * attempt.
 *
 * @param orgId the organisation of the event; null for a message that is not an event, such as a test
 * @param seq the event's number in that organisation; 0 for a message that is not an event
 */
public record Message(
        String id,
        String type,
        Instant at,
        ObjectNode data,
        @Nullable UUID orgId,
        long seq) {

    String body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", type);
        body.put("timestamp", at.toString());
        body.set("data", data);
        return body.toString();
    }
}
