package dev.rollcall.server.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.Json;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds how two JSON values differ: where each difference is, and the value before and after. Times and versions, which
 * differ between any two moments, are left out.
 */
public final class Differences {

    /** Nobody reads more. */
    private static final int MOST = 200;

    private static final String HIDDEN = "(hidden)";
    private static final Set<String> ALWAYS_OTHERS = Set.of("meta", "$ref");

    private final ArrayNode found = Json.object().arrayNode();

    /** What was found, in order. */
    public ArrayNode found() {
        return found;
    }

    /** Looks for differences below a place such as {@code body}; what is not there is null. */
    public void between(String place, @Nullable JsonNode then, @Nullable JsonNode now) {
        if (then instanceof ObjectNode was && now instanceof ObjectNode is) {
            Set<String> names = new TreeSet<>();
            was.fieldNames().forEachRemaining(names::add);
            is.fieldNames().forEachRemaining(names::add);
            names.removeAll(ALWAYS_OTHERS);
            names.forEach(name -> between(place + "." + name, was.get(name), is.get(name)));
        } else if (then instanceof ArrayNode was && now instanceof ArrayNode is && was.size() == is.size()) {
            for (int i = 0; i < was.size(); i++) {
                between(place + "[" + i + "]", was.get(i), is.get(i));
            }
        } else {
            whole(place, then, now);
        }
    }

    /** Compares two values as a whole; what was not kept is taken for the same. */
    void whole(String place, @Nullable JsonNode then, @Nullable JsonNode now) {
        boolean isKept = then == null || !HIDDEN.equals(then.textValue());
        if (isKept && !Objects.equals(then, now) && found.size() < MOST) {
            ObjectNode difference = found.addObject().put("path", place);
            difference.set("then", then);
            difference.set("now", now);
        }
    }
}
