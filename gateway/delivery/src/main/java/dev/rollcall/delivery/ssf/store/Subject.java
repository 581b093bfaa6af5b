package dev.rollcall.delivery.ssf.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.model.EmailAddress;
import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import java.util.HashSet;
import java.util.Set;

/**
 * A person as a receiver names them (RFC 9493; RFC 9967 section 2.1).
 *
 * @param key the same for all spellings of one name
 */
public record Subject(String key) {

    private static final String USERS = "/Users/";
    private static final int LONGEST = 1_000;

    /**
     * Reads a subject identifier.
     *
     * @throws AdminException it is of no format that is known here; says which are
     */
    public static Subject of(JsonNode subject) {
        return switch (subject.path("format").asText()) {
            case "email" -> new Subject(email(text(subject, "email")));
            case "scim" -> scim(subject);
            case "opaque" -> new Subject(id(text(subject, "id")));
            default ->
                throw AdminException.invalid("The subject cannot be used: give one of format email (with email), scim"
                        + " (with uri such as /Users/ID, or externalId) or opaque (with id, that of a member).");
        };
    }

    private static Subject scim(JsonNode subject) {
        if (subject.hasNonNull("uri")) {
            String uri = text(subject, "uri");
            int at = uri.lastIndexOf(USERS);
            return new Subject(id(at < 0 ? uri : uri.substring(at + USERS.length())));
        }
        return subject.hasNonNull("externalId")
                ? new Subject(external(text(subject, "externalId")))
                : new Subject(id(text(subject, "id")));
    }

    private static String text(JsonNode subject, String name) {
        String value = subject.path(name).asText();
        if (!subject.path(name).isTextual() || value.isBlank() || value.length() > LONGEST) {
            throw AdminException.invalid(
                    "The subject needs \"" + name + "\", a text of 1 to " + LONGEST + " characters.");
        }
        return value;
    }

    private static String email(String address) {
        return "email:" + EmailAddress.key(EmailAddress.tidied(address));
    }

    private static String id(String id) {
        return "id:" + id;
    }

    private static String external(String externalId) {
        return "external:" + externalId;
    }

    /** All names of whom an event is about. */
    public static Set<String> keys(RecordedEvent recorded) {
        JsonNode data = recorded.event().data();
        Set<String> keys = new HashSet<>();
        keys.add(id(recorded.event().subjectId().toString()));
        if (data.hasNonNull("userId")) {
            keys.add(id(data.path("userId").asText()));
        }
        if (data.hasNonNull("externalId")) {
            keys.add(external(data.path("externalId").asText()));
        }
        for (String name : new String[] {"email", "previousEmail"}) {
            if (data.hasNonNull(name)) {
                keys.add(email(data.path(name).asText()));
            }
        }
        return keys;
    }
}
