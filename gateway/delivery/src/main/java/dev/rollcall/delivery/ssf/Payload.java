package dev.rollcall.delivery.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import dev.rollcall.delivery.ssf.store.SecurityEvent;
import java.util.Optional;

/**
 * The payload of a token: a subject and an event.
 *
 * @param subject {@code sub_id} (RFC 9493; RFC 9967 section 2.1)
 * @param event the object under the URI
 */
record Payload(ObjectNode subject, ObjectNode event) {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";

    /** Empty when the event is none of this kind: somebody without a SCIM resource, or a change of something else. */
    static Optional<Payload> of(SecurityEvent kind, RecordedEvent recorded) {
        JsonNode data = recorded.event().data();
        return switch (kind.family()) {
            case SCIM -> scim(kind, data);
            case CAEP -> Optional.of(new Payload(email(data.path("email").asText()), caep(recorded)));
            case RISC -> risc(kind, data);
        };
    }

    private static Optional<Payload> scim(SecurityEvent kind, JsonNode data) {
        String id = data.path("userId").asText("");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode subject = object().put("format", "scim").put("uri", "/Users/" + id);
        copy(data, "externalId", subject, "externalId");
        copy(data, "userName", subject, "userName");
        ObjectNode event = object();
        if (kind == SecurityEvent.CREATED || kind == SecurityEvent.CHANGED) {
            event.set("data", user(id, data));
        }
        return Optional.of(new Payload(subject, event));
    }

    /** The member as a SCIM user, as far as the feed tells. */
    private static ObjectNode user(String id, JsonNode data) {
        ObjectNode user = object();
        user.putArray("schemas").add(USER);
        user.put("id", id);
        copy(data, "externalId", user, "externalId");
        copy(data, "userName", user, "userName");
        copy(data, "displayName", user, "displayName");
        user.put("active", data.path("status").asText().equals("active"));
        user.putArray("emails")
                .addObject()
                .put("value", data.path("email").asText())
                .put("primary", true);
        if (data.hasNonNull("role")) {
            user.putArray("roles")
                    .addObject()
                    .put("value", data.path("role").asText())
                    .put("primary", true);
        }
        if (data.path("groups").isArray()) {
            ArrayNode groups = user.putArray("groups");
            data.path("groups")
                    .forEach(group -> groups.addObject()
                            .put("value", group.path("id").asText())
                            .put("display", group.path("name").asText()));
        }
        return user;
    }

    private static ObjectNode caep(RecordedEvent recorded) {
        String reason = recorded.event().data().path("reason").asText();
        ObjectNode event = object().put("event_timestamp", recorded.at().getEpochSecond())
                .put("initiating_entity", initiator(reason));
        event.putObject("reason_admin").put("en", recorded.event().type() + ": " + reason);
        return event;
    }

    private static String initiator(String reason) {
        return switch (reason) {
            case "by_hand", "approved" -> "admin";
            case "identity_provider", "inactive", "deleted" -> "system";
            default -> "policy";
        };
    }

    private static Optional<Payload> risc(SecurityEvent kind, JsonNode data) {
        String email = data.path("email").asText();
        if (kind != SecurityEvent.IDENTIFIER_CHANGED) {
            return Optional.of(new Payload(email(email), object()));
        }
        // The subject is the one that the receiver knows: that of before.
        return data.hasNonNull("previousEmail")
                ? Optional.of(new Payload(email(data.path("previousEmail").asText()), object().put("new-value", email)))
                : Optional.empty();
    }

    private static ObjectNode email(String address) {
        return object().put("format", "email").put("email", address);
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        if (from.hasNonNull(name)) {
            to.put(as, from.path(name).asText());
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
