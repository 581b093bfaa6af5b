package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.config.Suggestion;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.Problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON object in a request's body strictly. Every method throws a {@link ProblemException} (400) that names the field and
 * what would be accepted, and never repeats the value.
 */
public final class JsonInput {

    /** Characters of a name. */
    public static final int NAME = 512;

    /** Characters of an e-mail address (RFC 5321 section 4.5.3.1). */
    public static final int EMAIL = 320;

    /** Characters of what is written for people, and of a URL. */
    public static final int PROSE = 2_048;

    private final ObjectNode body;

    private JsonInput(ObjectNode body) {
        this.body = body;
    }

    /** The object in the body; it may have these fields and no others. */
    public static JsonInput of(RoutingContext context, String... fields) {
        return read(context, false, fields);
    }

    /** The same, but no body stands for an object without fields. */
    public static JsonInput optional(RoutingContext context, String... fields) {
        return read(context, true, fields);
    }

    /** The whole object in the body, whose members are checked elsewhere. */
    public static ObjectNode document(RoutingContext context) {
        Buffer bytes = context.body().buffer();
        if (bytes != null && bytes.length() > 0 && ScimJson.parse(bytes.getBytes()) instanceof ObjectNode object) {
            return object;
        }
        throw refuse("The body must be a JSON object.");
    }

    private static JsonInput read(RoutingContext context, boolean mayBeAbsent, String... fields) {
        Buffer bytes = context.body().buffer();
        if (bytes == null || bytes.length() == 0) {
            if (mayBeAbsent) {
                return new JsonInput(JsonNodeFactory.instance.objectNode());
            }
            throw refuse("The request has no body; it needs a JSON object" + with(fields));
        }
        if (!(ScimJson.parse(bytes.getBytes()) instanceof ObjectNode object)) {
            throw refuse("The body must be a JSON object" + with(fields));
        }
        List<String> known = List.of(fields);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw refuse("The body has a field \"" + name + "\" that is not known here"
                        + Suggestion.among(known, name)
                                .map(near -> "; did you mean \"" + near + "\"?")
                                .orElse(". Known are: " + String.join(", ", known) + "."));
            }
        });
        return new JsonInput(object);
    }

    private static String with(String... fields) {
        return fields.length == 0 ? "." : " with " + String.join(", ", fields) + ".";
    }

    /** Whether the field is there, be it null: what a merge patch (RFC 7396) has to tell apart. */
    public boolean has(String field) {
        return body.has(field);
    }

    /** Whether the field is absent or null. */
    public boolean isNull(String field) {
        return !body.hasNonNull(field);
    }

    /** The field as it came; a missing node when it is absent. */
    public JsonNode node(String field) {
        return body.path(field);
    }

    /** A text that is not blank, of {@link #NAME} characters at most: a name, an address, a word. */
    public String text(String field) {
        return text(field, NAME);
    }

    /** A text that is not blank, of so many characters at most. */
    public String text(String field, int most) {
        JsonNode value = body.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong(field, "a text that is not empty");
        }
        int length = value.textValue().length();
        if (length > most) {
            throw wrong(field, "at most " + most + " characters; it has " + length);
        }
        return value.textValue();
    }

    /** The text, of so many characters at most, or null when the field is absent or null. */
    public @Nullable String textOrNull(String field, int most) {
        return isNull(field) ? null : text(field, most);
    }

    /** The text, or null when the field is absent or null. */
    public @Nullable String textOrNull(String field) {
        return isNull(field) ? null : text(field);
    }

    /** A whole number within bounds. */
    public int whole(String field, int least, int most) {
        JsonNode value = body.path(field);
        if (!value.canConvertToInt()
                || !value.isIntegralNumber()
                || value.intValue() < least
                || value.intValue() > most) {
            throw wrong(
                    field,
                    "a whole number "
                            + (most == Integer.MAX_VALUE ? "not below " + least : "from " + least + " to " + most));
        }
        return value.intValue();
    }

    public boolean flag(String field) {
        JsonNode value = body.path(field);
        if (!value.isBoolean()) {
            throw wrong(field, "true or false");
        }
        return value.booleanValue();
    }

    public UUID id(String field) {
        return Parameters.id(body.path(field).asText()).orElseThrow(() -> wrong(field, "an id (a UUID)"));
    }

    /** The id, or null when the field is absent or null. */
    public @Nullable UUID idOrNull(String field) {
        return isNull(field) ? null : id(field);
    }

    public List<UUID> ids(String field) {
        JsonNode value = body.path(field);
        if (!value.isArray()) {
            throw wrong(field, "a list of ids (UUIDs)");
        }
        List<UUID> ids = new ArrayList<>(value.size());
        value.forEach(
                id -> ids.add(Parameters.id(id.asText()).orElseThrow(() -> wrong(field, "a list of ids (UUIDs)"))));
        return ids;
    }

    /** One of these words. */
    public String word(String field, List<String> words) {
        String word = body.path(field).asText();
        if (!words.contains(word)) {
            throw wrong(field, "one of " + String.join(", ", words));
        }
        return word;
    }

    /** A point in time, in UTC as in {@code 2030-01-31T00:00:00Z}, to the microsecond; null when the field is absent or null. */
    public @Nullable Instant timeOrNull(String field) {
        if (isNull(field)) {
            return null;
        }
        try {
            return Instant.parse(body.path(field).asText()).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            throw wrong(field, "a time such as 2030-01-31T00:00:00Z");
        }
    }

    /** What to throw about a field that cannot be used. */
    public static ProblemException wrong(String field, String accepted) {
        return refuse("The field \"" + field + "\" cannot be used: give " + accepted + ".");
    }

    private static ProblemException refuse(String detail) {
        return Problem.badRequest(detail).exception();
    }
}
