package dev.rollcall.scim.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Canonical values of an attribute. Few different texts, so that equal ones meet. */
final class Values {

    private static final List<String> TEXTS = List.of(
            "a",
            "b",
            "A",
            "work",
            "home",
            "x@y",
            "",
            " ",
            "O'Malley \"x\"",
            "Straße",
            "STRASSE",
            "é",
            "e\u0301",
            "\\",
            "a]b",
            "😀",
            "\u0001\n",
            "\u0131",
            "and",
            "null");
    private static final List<String> TIMES = List.of(
            "2030-01-31T12:00:00Z", "2030-01-31T14:00:00+02:00", "1999-12-31T23:59:59.5Z", "2030-06-01T00:00:00-07:00");

    private Values() {}

    static <T> T pick(Random random, List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    static String text(Random random) {
        return pick(random, TEXTS);
    }

    /** A value of one of the simple types, text aside, or of any if the attribute says so. */
    static ValueNode simple(Random random, Attribute attribute) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (attribute.type()) {
            case BOOLEAN -> BooleanNode.valueOf(random.nextBoolean());
            case INTEGER -> json.numberNode(random.nextInt(3));
            case DECIMAL -> json.numberNode(random.nextInt(3) / 2.0);
            case DATE_TIME -> TextNode.valueOf(pick(random, TIMES));
            case BINARY -> TextNode.valueOf(pick(random, List.of("", "AAAA", "AQ==")));
            default -> TextNode.valueOf(attribute.required() ? "n" + random.nextInt(4) : text(random));
        };
    }

    /** The value of an attribute as a canonical resource holds it. */
    static JsonNode of(Random random, Attribute attribute) {
        if (!attribute.multiValued()) {
            return one(random, attribute);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Set<JsonNode> ids = new HashSet<>();
        boolean primary = false;
        for (int i = random.nextInt(3); i >= 0; i--) {
            JsonNode element = one(random, attribute);
            if (element.path("primary").booleanValue()) {
                if (primary) {
                    ((ObjectNode) element).put("primary", false);
                }
                primary = true;
            }
            if (!attribute.identifiedByValue() || ids.add(element.path("value"))) {
                list.add(element);
            }
        }
        return list;
    }

    /** One element of it. */
    static JsonNode one(Random random, Attribute attribute) {
        if (!attribute.isComplex()) {
            return simple(random, attribute);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<Attribute> writable = writable(attribute.subAttributes());
        List<Attribute> subs = writable.isEmpty() ? attribute.subAttributes() : writable;
        for (Attribute sub : subs) {
            if (sub.required() || random.nextInt(3) == 0) {
                object.set(sub.name(), sub(random, attribute, sub));
            }
        }
        if (object.isEmpty()) {
            Attribute sub = pick(random, subs);
            object.set(sub.name(), sub(random, attribute, sub));
        }
        return object;
    }

    static List<Attribute> writable(List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.mutability() != Mutability.READ_ONLY
                        && attribute.mutability() != Mutability.WRITE_ONLY)
                .toList();
    }

    private static JsonNode sub(Random random, Attribute attribute, Attribute sub) {
        Attribute reference = attribute.subAttribute("$ref");
        if (reference != null && sub.name().equals("type")) {
            return TextNode.valueOf(pick(random, reference.referenceTypes()));
        }
        return of(random, sub);
    }
}
