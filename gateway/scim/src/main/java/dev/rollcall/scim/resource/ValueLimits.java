package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits how much of a resource is stored: the length of texts, the number of values of an attribute, the size of the whole. It
 * checks the result of a request, so it applies to every method and spelling. Lengths are counted in characters of UTF-16, sizes in
 * bytes of JSON. The limits are defined here only: readers that refuse a value before it is a part of a resource take them from
 * here.
 */
public final class ValueLimits {

    /** Of texts that resources are found by; the database indexes them, and takes no more than some 2,700 bytes. */
    public static final int NAME = 512;

    /** Of any other text, certificates and data URIs of photos among them. */
    public static final int TEXT = 10_000;

    /** Values of one attribute; members of groups are not among them. */
    public static final int VALUES = 500;

    /** Bytes of a resource, a group's members left out. */
    public static final int DOCUMENT = 262_144;

    private static final Set<String> NAMES = Set.of("userName", "externalId", "displayName", "emails.value");

    /** No text of JSON has more bytes for one character: an escaped one. */
    private static final int BYTES_OF_A_CHARACTER = 6;

    private ValueLimits() {}

    /**
     * Requires that a resource keeps within the limits. What was stored beyond them before is no reason to refuse a change that leaves
     * it as it was, nor one that makes the resource smaller.
     *
     * @param before what is stored now; null for a new resource
     * @throws ScimException 400 invalidValue: place and limit
     */
    public static void require(@Nullable ObjectNode before, ObjectNode after) {
        excess(before, after).ifPresent(detail -> {
            throw refused(detail);
        });
    }

    /** The first that is beyond the limits, told with place and limit; empty when all is within them. */
    public static Optional<String> excess(@Nullable ObjectNode before, ObjectNode after) {
        Walk walk = new Walk();
        walk.object(null, before, after);
        if (walk.found != null) {
            return Optional.of(walk.found);
        }
        if (walk.characters * BYTES_OF_A_CHARACTER <= DOCUMENT) {
            return Optional.empty();
        }
        int size = ScimJson.write(after).length;
        boolean grows = before == null || size > ScimJson.write(before).length;
        return size > DOCUMENT && grows
                ? Optional.of("The resource would have " + size + " bytes; at most " + DOCUMENT
                        + " are stored. Leave out attributes or values that you do not need.")
                : Optional.empty();
    }

    /**
     * Requires that a member's {@code value} can be stored.
     *
     * @throws ScimException 400 invalidValue: place and limit
     */
    public static void requireMember(String value) {
        if (value.length() > NAME) {
            throw refused(tooLong("members.value", value.length(), NAME));
        }
    }

    static String tooLong(Object place, int length, int limit) {
        return place + " has " + length + " characters; at most " + limit + " are stored. Shorten it.";
    }

    static String tooMany(Object place, int values) {
        return place + " has " + values + " values; at most " + VALUES + " are stored.";
    }

    private static ScimException refused(String detail) {
        return ScimError.badRequest(ScimType.INVALID_VALUE, detail).exception();
    }

    /** Looks at everything that differs from what was stored. */
    private static final class Walk {

        private long characters;
        private @Nullable String found;

        void object(@Nullable Place parent, @Nullable JsonNode before, JsonNode after) {
            Iterator<Map.Entry<String, JsonNode>> fields = after.properties().iterator();
            while (fields.hasNext() && found == null) {
                Map.Entry<String, JsonNode> field = fields.next();
                String name = field.getKey();
                characters += name.length() + 4;
                Place place = parent == null ? Place.of(name) : parent.child(name);
                value(place, before == null ? null : before.get(name), field.getValue());
            }
        }

        private void value(Place place, @Nullable JsonNode before, JsonNode after) {
            if (after.isObject()) {
                object(place, before, after);
            } else if (after.isArray()) {
                list(place, before, after);
            } else if (after.isTextual()) {
                text(place, before, after);
            } else {
                characters += after.asText().length() + 1;
            }
        }

        private void list(Place place, @Nullable JsonNode before, JsonNode after) {
            if (after.size() > VALUES && (before == null || after.size() > before.size())) {
                found = tooMany(place, after.size());
            }
            for (int i = 0; i < after.size() && found == null; i++) {
                value(place.element(i), before == null ? null : before.get(i), after.get(i));
            }
        }

        private void text(Place place, @Nullable JsonNode before, JsonNode after) {
            int length = after.textValue().length();
            characters += length + 3;
            int limit = NAMES.contains(place.attribute()) ? NAME : TEXT;
            if (length > limit && !after.equals(before)) {
                found = tooLong(place, length, limit);
            }
        }
    }
}
