package dev.rollcall.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The members of two objects that differ, each side with its own value; one that a side does not have is missing there.
 *
 * @param before from the first
 * @param after from the second
 */
public record Difference(ObjectNode before, ObjectNode after) {

    public static Difference between(ObjectNode first, ObjectNode second) {
        ObjectNode before = first.objectNode();
        ObjectNode after = second.objectNode();
        for (Map.Entry<String, JsonNode> member : first.properties()) {
            if (!member.getValue().equals(second.get(member.getKey()))) {
                before.set(member.getKey(), member.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> member : second.properties()) {
            if (!member.getValue().equals(first.get(member.getKey()))) {
                after.set(member.getKey(), member.getValue());
            }
        }
        return new Difference(before, after);
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }
}
