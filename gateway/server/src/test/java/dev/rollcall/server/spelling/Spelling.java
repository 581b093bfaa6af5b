package dev.rollcall.server.spelling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.schema.Attribute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ways to write one value: how the attribute is named, in which shape the value stands, and what carries both.
 *
 * @param name for messages
 * @param path of a PATCH operation; null for a key of its value
 * @param object the object of attributes; null where the path names the attribute
 */
record Spelling(
        String name,
        @Nullable String path,
        @Nullable ObjectNode object,
        @Nullable JsonNode value) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /** The shapes of a value, by what they are. */
    static Map<String, JsonNode> shapes(Attribute attribute, JsonNode value) {
        Map<String, JsonNode> shapes = new LinkedHashMap<>();
        shapes.put("plain", value);
        if (attribute.multiValued()) {
            JsonNode first = value.get(0);
            if (attribute.isComplex() && first.has("value") && first.size() == 1) {
                shapes.put("bare elements", each(value, element -> element.get("value")));
                shapes.put("list in a text", text(value));
            }
            shapes.put("a null element", JSON.arrayNode().addNull().addAll(elements(value)));
            if (first.has("value")) {
                shapes.put(
                        "elements twice",
                        JSON.arrayNode().addAll(elements(value)).addAll(elements(value)));
            }
            return shapes;
        }
        shapes.put("list of one", JSON.arrayNode().add(value));
        if (attribute.isComplex()) {
            shapes.put("JSON in a text", text(value));
            shapes.put("JSON in a text in a list", JSON.arrayNode().add(text(value)));
            if (value.has("value") && value.size() == 1) {
                shapes.put("bare", value.get("value"));
                shapes.put("bare in a list", JSON.arrayNode().add(value.get("value")));
            }
            return shapes;
        }
        shapes.put("object with value", JSON.objectNode().set("value", value));
        shapes.put(
                "object with value in a list",
                JSON.arrayNode().add(JSON.objectNode().set("value", value)));
        if (value.isBoolean()) {
            String word = value.booleanValue() ? "True" : "False";
            shapes.put("word", JSON.textNode(word));
            shapes.put("word in a list", JSON.arrayNode().add(word));
            shapes.put("word in an object", JSON.objectNode().put("value", word));
        } else if (value.isTextual() && value.textValue().matches("\\d+")) {
            shapes.put("number", JSON.numberNode(Integer.parseInt(value.textValue())));
            shapes.put("number in a list", JSON.arrayNode().add(Integer.parseInt(value.textValue())));
        }
        return shapes;
    }

    /** The ways to name an attribute in an object of attributes, with the value. */
    static Map<String, ObjectNode> objects(Target target, JsonNode value) {
        String urn = target.schema();
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        objects.put("plain", target.in(JSON.objectNode(), value));
        objects.put("urn:name", object(urn + ":" + target.name(), value));
        objects.put("URN:NAME", object(upper(urn) + ":" + upper(target.name()), value));
        objects.put("urn {name}", object(urn, object(target.name(), value)));
        objects.put("URN {NAME}", object(upper(urn), object(upper(target.name()), value)));
        objects.put("urn {urn:name}", object(urn, object(urn + ":" + target.name(), value)));
        objects.put("urn [{name}]", object(urn, JSON.arrayNode().add(object(target.name(), value))));
        objects.put("urn text", object(urn, text(object(target.name(), value))));
        objects.put("name", object(target.name(), value));
        objects.put("NAME", object(upper(target.name()), value));
        if (target.sub() != null) {
            ObjectNode nested =
                    object(target.attribute().name(), object(upper(target.sub().name()), value));
            objects.put("attribute {SUB}", target.urn() == null ? nested : object(urn, nested));
        }
        return objects;
    }

    /** All of a PATCH that adds or replaces. */
    static List<Spelling> ofPatch(Target target, JsonNode value) {
        List<Spelling> spellings = new ArrayList<>();
        shapes(target.written(), value).forEach((shape, shaped) -> {
            paths(target)
                    .forEach((form, path) ->
                            spellings.add(new Spelling("path " + form + ", " + shape, path, null, shaped)));
            objects(target, shaped)
                    .forEach((form, object) ->
                            spellings.add(new Spelling("key " + form + ", " + shape, null, object, null)));
            String urn = target.schema();
            for (String name : List.of(target.name(), upper(target.name()), urn + ":" + target.name())) {
                ObjectNode object = object(name, shaped);
                spellings.add(new Spelling("schema path, " + name + ", " + shape, urn, object, null));
                spellings.add(new Spelling("SCHEMA PATH, " + name + ", " + shape, upper(urn), object, null));
            }
        });
        return spellings;
    }

    /** The paths that name a target. */
    static Map<String, String> paths(Target target) {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("plain", target.path());
        paths.put("UPPER", upper(target.path()));
        paths.put("lower", target.path().toLowerCase(Locale.ROOT));
        paths.put("urn", target.schema() + ":" + target.name());
        paths.put("no urn", target.name());
        return paths;
    }

    /** The bodies of PATCH requests that say this. */
    Map<String, JsonNode> bodies(String op) {
        Map<String, JsonNode> bodies = new LinkedHashMap<>();
        JsonNode content = object == null ? value : object;
        bodies.put("", body(op, path, content));
        if (object != null) {
            bodies.put(", list of one", body(op, path, JSON.arrayNode().add(object)));
            bodies.put(", text", body(op, path, text(object)));
            if (path == null) {
                bodies.put(", empty path", body(op, "", object));
            }
        }
        bodies.put(", Op", body(op.substring(0, 1).toUpperCase(Locale.ROOT) + op.substring(1), path, content));
        ObjectNode single = body(op, path, content);
        single.set("Operations", single.path("Operations").get(0));
        bodies.put(", one operation without list", single);
        ObjectNode lower = body(op, path, content);
        lower.set("operations", lower.remove("Operations"));
        lower.remove("schemas");
        bodies.put(", lower case", lower);
        return bodies;
    }

    static ObjectNode body(String op, @Nullable String path, @Nullable JsonNode value) {
        ObjectNode body = JSON.objectNode();
        body.putArray("schemas").add(PATCH);
        ObjectNode operation = body.putArray("Operations").addObject().put("op", op);
        if (path != null) {
            operation.put("path", path);
        }
        if (value != null) {
            operation.set("value", value);
        }
        return body;
    }

    private static List<JsonNode> elements(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        return elements;
    }

    private static JsonNode each(JsonNode list, UnaryOperator<JsonNode> of) {
        return JSON.arrayNode().addAll(elements(list).stream().map(of).toList());
    }

    private static ObjectNode object(String name, JsonNode value) {
        return JSON.objectNode().set(name, value);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static JsonNode text(JsonNode json) {
        return JSON.textNode(new String(ScimJson.write(json), StandardCharsets.UTF_8));
    }
}
