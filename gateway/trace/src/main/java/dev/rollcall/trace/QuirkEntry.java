package dev.rollcall.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.spi.Firing;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log entry about a quirk that fired: of a body, only the attributes that differ. Where the quirk saw the body as it was sent,
 * which the entry holds already, a value that only moved to another name is not written again.
 *
 * @param place empty, or which operation of a bulk request
 * @param moved by the name that a value has now: the name under which it was sent
 * @param before what else it saw
 * @param after what else it made of it
 */
record QuirkEntry(String quirk, String place, Map<String, String> moved, JsonNode before, JsonNode after) {

    /** In an entry. */
    static final String MOVED = "moved";

    static QuirkEntry of(Firing firing, String place, @Nullable JsonNode sent) {
        JsonNode seen = firing.before();
        JsonNode made = firing.after();
        if (!(firing instanceof Firing.OfBody)
                || !(seen instanceof ObjectNode was)
                || !(made instanceof ObjectNode is)) {
            return new QuirkEntry(firing.quirk(), place, Map.of(), seen, made);
        }
        ObjectNode before = differing(was, is);
        ObjectNode after = differing(is, was);
        return new QuirkEntry(firing.quirk(), place, was.equals(sent) ? moved(before, after) : Map.of(), before, after);
    }

    private static ObjectNode differing(ObjectNode object, ObjectNode other) {
        ObjectNode differing = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            if (!field.getValue().equals(other.get(field.getKey()))) {
                differing.set(field.getKey(), field.getValue());
            }
        });
        return differing;
    }

    /** Takes what moved out of both. */
    private static Map<String, String> moved(ObjectNode before, ObjectNode after) {
        IdentityHashMap<JsonNode, String> names = new IdentityHashMap<>();
        before.properties().forEach(field -> names.put(field.getValue(), field.getKey()));
        Map<String, String> moved = new LinkedHashMap<>();
        after.properties().forEach(field -> {
            String from = names.get(field.getValue());
            if (from != null) {
                moved.put(field.getKey(), from);
            }
        });
        before.remove(moved.values());
        after.remove(moved.keySet());
        return moved;
    }

    /** Writes out again in an entry what moved. */
    static void restore(ObjectNode entry) {
        JsonNode sent = entry.at("/request/body");
        for (JsonNode one : entry.path("quirks")) {
            if (one instanceof ObjectNode quirk && quirk.remove(MOVED) instanceof ObjectNode moved) {
                ObjectNode before = JsonNodeFactory.instance.objectNode();
                ObjectNode after = JsonNodeFactory.instance.objectNode();
                moved.properties().forEach(name -> {
                    String from = name.getValue().asText();
                    before.set(from, sent.path(from));
                    after.set(name.getKey(), sent.path(from));
                });
                restore(quirk, "before", before);
                restore(quirk, "after", after);
            }
        }
    }

    /** What did not move stands behind what did, unless it was cut and stands beside it. */
    private static void restore(ObjectNode quirk, String side, ObjectNode moved) {
        quirk.set(side, quirk.path(side) instanceof ObjectNode rest ? moved.setAll(rest) : moved);
    }
}
