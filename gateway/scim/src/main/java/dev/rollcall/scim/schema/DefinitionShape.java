package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.Attribute.Uniqueness;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Checks that the JSON of a definition has the members and kinds of values that RFC 7643 section 7 gives it; a member that it does
 * not know is refused.
 */
final class DefinitionShape {

    private static final int MAX_TEXT = 1_000;
    private static final int MAX_VALUES = 100;
    /** {@code attrName} of RFC 7643 section 2.1, and {@code $ref}. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}|\\$ref");

    /** What a member must be, in words and as a test. */
    private record Member(String accepted, Predicate<JsonNode> test) {}

    private static final Member TEXT = new Member(
            "a text of at most " + MAX_TEXT + " characters",
            value -> value.isTextual() && value.textValue().length() <= MAX_TEXT);
    private static final Member BOOLEAN = new Member("true or false", JsonNode::isBoolean);
    private static final Member LIST = new Member("a list", JsonNode::isArray);
    private static final Member ANY = new Member("anything", value -> true);
    private static final Member TEXTS =
            new Member("a list of at most " + MAX_VALUES + " texts", DefinitionShape::isTexts);
    private static final Member NAMED = new Member(
            "a name of letters, digits, - and _ that begins with a letter, at most 64 characters",
            value -> value.isTextual() && NAME.matcher(value.textValue()).matches());

    private static final Map<String, Member> OF_SCHEMA = new TreeMap<>(Map.of(
            "schemas",
            ANY,
            "id",
            TEXT,
            "name",
            TEXT,
            "description",
            TEXT,
            "meta",
            ANY,
            "attributes",
            LIST,
            "resourceType",
            TEXT,
            "required",
            BOOLEAN));

    private static final Map<String, Member> OF_ATTRIBUTE = new TreeMap<>(Map.ofEntries(
            Map.entry("name", NAMED),
            Map.entry("type", word(Attribute.Type.class)),
            Map.entry("multiValued", BOOLEAN),
            Map.entry("description", TEXT),
            Map.entry("required", BOOLEAN),
            Map.entry("caseExact", BOOLEAN),
            Map.entry("mutability", word(Mutability.class)),
            Map.entry("returned", word(Returned.class)),
            Map.entry("uniqueness", word(Uniqueness.class)),
            Map.entry("canonicalValues", TEXTS),
            Map.entry("referenceTypes", TEXTS),
            Map.entry("subAttributes", LIST)));

    private DefinitionShape() {}

    /** Requires the shape of a whole definition. */
    static ObjectNode check(JsonNode json) {
        ObjectNode definition = object(json, "the definition");
        members(definition, OF_SCHEMA, "");
        attributes(definition.path("attributes"), "attributes", true);
        return definition;
    }

    private static void attributes(JsonNode list, String place, boolean mayNest) {
        int index = 0;
        for (JsonNode element : list) {
            String here = place + "[" + index++ + "]";
            ObjectNode attribute = object(element, here);
            members(attribute, OF_ATTRIBUTE, here + ".");
            if (!attribute.has("name")) {
                throw CustomSchemaReader.refuse(here, "has no name");
            }
            JsonNode subAttributes = attribute.path("subAttributes");
            if (mayNest) {
                attributes(subAttributes, here + ".subAttributes", false);
            } else if (!subAttributes.isEmpty()) {
                throw CustomSchemaReader.refuse(here, "has subAttributes; complex attributes do not nest");
            }
        }
    }

    private static void members(ObjectNode object, Map<String, Member> known, String place) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Member member = known.get(field.getKey());
            if (member == null) {
                throw CustomSchemaReader.refuse(
                        place + shown(field.getKey()),
                        "is not known; the known ones are " + String.join(", ", known.keySet()));
            }
            if (!member.test().test(field.getValue())) {
                throw CustomSchemaReader.refuse(place + field.getKey(), "must be " + member.accepted());
            }
        }
    }

    private static ObjectNode object(JsonNode json, String place) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw CustomSchemaReader.refuse(place, "must be a JSON object");
    }

    private static <E extends Enum<E>> Member word(Class<E> words) {
        List<String> accepted = SchemaJson.words(words);
        return new Member("one of " + String.join(", ", accepted), value -> accepted.contains(value.asText()));
    }

    private static boolean isTexts(JsonNode list) {
        if (!list.isArray() || list.size() > MAX_VALUES) {
            return false;
        }
        for (JsonNode value : list) {
            if (!TEXT.test().test(value)) {
                return false;
            }
        }
        return true;
    }

    private static String shown(String name) {
        return name.length() <= MAX_VALUES ? name : name.substring(0, MAX_VALUES) + "...";
    }
}
