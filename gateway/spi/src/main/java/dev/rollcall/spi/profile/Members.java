package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object that a client sent, found as {@link Bag} finds them, for many names one after the other: their spellings
 * are looked through once, not once for each name. Nothing else may change the object.
 */
final class Members {

    private final ObjectNode object;

    /** Names that members have or had. */
    private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private boolean hasObjects;

    Members(ObjectNode object) {
        this.object = object;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            note(member.getKey(), member.getValue());
        }
    }

    private void note(String name, JsonNode value) {
        names.add(name);
        hasObjects |= value instanceof ObjectNode;
    }

    /** The value, or null where there is none. */
    @Nullable
    JsonNode get(String name) {
        JsonNode value = object.get(name);
        return value == null && mayHave(name) ? Bag.get(object, name) : value;
    }

    private boolean mayHave(String name) {
        return names.contains(name) || (hasObjects && (name.indexOf('.') >= 0 || name.indexOf(':') >= 0));
    }

    /** Takes it out; an object that loses its last member goes with it. */
    void take(String name) {
        if (mayHave(name)) {
            Bag.take(object, name);
        }
    }

    void set(String name, JsonNode value) {
        object.set(name, value);
        note(name, value);
    }
}
