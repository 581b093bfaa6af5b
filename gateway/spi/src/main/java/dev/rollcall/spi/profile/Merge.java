package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Puts one profile over another. */
final class Merge {

    private static final String ATTRIBUTES = "attributes";

    private Merge() {}

    /**
     * What stands in {@code over} counts: objects member by member, other values whole. Mappings of the same attribute take each
     * other's place.
     */
    static void into(ObjectNode under, ObjectNode over) {
        for (Map.Entry<String, JsonNode> member : over.properties()) {
            String name = member.getKey();
            JsonNode below = under.get(name);
            if (below instanceof ObjectNode object && member.getValue() instanceof ObjectNode above) {
                into(object, above);
            } else if (name.equals(ATTRIBUTES) && below instanceof ArrayNode list) {
                member.getValue().forEach(mapping -> put(list, mapping));
            } else {
                under.set(name, member.getValue().deepCopy());
            }
        }
    }

    private static void put(ArrayNode list, JsonNode mapping) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path("to").equals(mapping.path("to"))) {
                list.set(i, mapping.deepCopy());
                return;
            }
        }
        list.add(mapping.deepCopy());
    }
}
