package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.CaseFold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which elements are covered by the values that a {@code remove} lists, each of which is a whole element or some
 * sub-attributes of one. Values of the same shape, that is with the same sub-attributes, are found by hashing, so that a long list
 * costs no more for each element than a short one. For members, the {@code value} alone decides.
 */
final class ListedParts {

    private static final String VALUE = "value";

    /** What is said about a value and does not tell it from another (RFC 7643 section 2.4). */
    private static final Set<String> LABELS = Set.of("primary", "display");

    private final Map<List<Attribute>, Set<List<Object>>> byShape = new HashMap<>();
    private final Attribute attribute;

    private ListedParts(Attribute attribute) {
        this.attribute = attribute;
    }

    static ListedParts of(Attribute attribute, ArrayNode listed) {
        ListedParts parts = new ListedParts(attribute);
        for (JsonNode part : listed) {
            List<Attribute> shape = parts.shape(part);
            parts.byShape.computeIfAbsent(shape, seen -> new HashSet<>()).add(parts.key(shape, part));
        }
        return parts;
    }

    /** How often each element is looked at. */
    int shapes() {
        return byShape.size();
    }

    /** Whether the element has all that one of the parts has. */
    boolean cover(JsonNode element) {
        return byShape.entrySet().stream().anyMatch(parts -> parts.getValue().contains(key(parts.getKey(), element)));
    }

    private List<Attribute> shape(JsonNode part) {
        if (!part.isObject()) {
            return List.of();
        }
        return attribute.subAttributes().stream()
                .filter(sub -> attribute.identifiedByValue() ? sub.name().equals(VALUE) : tells(part, sub.name()))
                .toList();
    }

    private static boolean tells(JsonNode part, String name) {
        return part.has(name) && !(part.has(VALUE) && LABELS.contains(name));
    }

    private List<Object> key(List<Attribute> shape, JsonNode value) {
        if (shape.isEmpty() && !value.isObject()) {
            return List.of(key(attribute, value));
        }
        List<Object> key = new ArrayList<>(shape.size());
        shape.forEach(sub -> key.add(key(sub, value.path(sub.name()))));
        return key;
    }

    private Object key(Attribute compared, JsonNode value) {
        boolean folds = !compared.caseExact() && !attribute.identifiedByValue();
        return value.isTextual() && folds ? CaseFold.fold(value.textValue()) : value;
    }
}
