package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds to and removes from the list of a multi-valued attribute, without duplicates (RFC 7643 section 2.4). */
final class ListEdit {

    private static final String VALUE = "value";
    private static final String TYPE = "type";

    private ListEdit() {}

    /** Adds canonical elements; one that is there already takes on what is new in it. */
    static void add(ArrayNode list, Attribute attribute, ArrayNode elements) {
        Map<Object, JsonNode> present = new HashMap<>();
        list.forEach(element -> present.put(attribute.identity(element), element));
        List<JsonNode> before = new ArrayList<>();
        list.forEach(before::add);
        List<JsonNode> touched = new ArrayList<>(elements.size());
        for (JsonNode element : elements) {
            JsonNode same = sameIn(present, before, attribute, element);
            if (same == null) {
                present.put(attribute.identity(element), element);
                list.add(element);
                touched.add(element);
            } else {
                if (same instanceof ObjectNode object && !attribute.identifiedByValue()) {
                    object.setAll((ObjectNode) element);
                }
                touched.add(same);
            }
        }
        keepOnePrimary(list, touched);
    }

    /** The element that is the same; where one of the two has no type, the value alone says so. */
    private static @Nullable JsonNode sameIn(
            Map<Object, JsonNode> present, List<JsonNode> before, Attribute attribute, JsonNode element) {
        JsonNode same = present.get(attribute.identity(element));
        if (same != null || attribute.identifiedByValue() || !element.has(VALUE)) {
            return same;
        }
        for (JsonNode other : before) {
            if (element.get(VALUE).equals(other.get(VALUE)) && (!element.has(TYPE) || !other.has(TYPE))) {
                return other;
            }
        }
        return null;
    }

    /**
     * Removes the elements that are meant: those of the same value, and type if one is given; where no value is, those that have
     * all that is given. Of members the value decides.
     */
    static void remove(ArrayNode list, ListedParts listed) {
        ArrayNode kept = list.arrayNode(list.size());
        for (JsonNode element : list) {
            if (!listed.cover(element)) {
                kept.add(element);
            }
        }
        if (kept.size() < list.size()) {
            list.removeAll().addAll(kept);
        }
    }

    /** When one of the touched elements is primary now, no other one is (RFC 7644 section 3.5.2). */
    static void keepOnePrimary(ArrayNode list, Collection<? extends JsonNode> touched) {
        JsonNode winner = null;
        for (JsonNode element : touched) {
            if (winner == null && isPrimary(element)) {
                winner = element;
            }
        }
        if (winner == null) {
            return;
        }
        boolean seen = false;
        for (JsonNode element : list) {
            // Two elements may be equal; only the first of them stays primary.
            boolean wins = !seen && element.equals(winner);
            seen |= wins;
            if (!wins && isPrimary(element)) {
                ((ObjectNode) element).set("primary", BooleanNode.FALSE);
            }
        }
    }

    private static boolean isPrimary(JsonNode element) {
        return element.path("primary").booleanValue();
    }
}
