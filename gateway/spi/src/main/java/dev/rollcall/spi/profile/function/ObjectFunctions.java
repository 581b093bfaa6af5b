package dev.rollcall.spi.profile.function;

import static dev.rollcall.spi.profile.function.FunctionKit.TEXT;
import static dev.rollcall.spi.profile.function.FunctionKit.example;
import static dev.rollcall.spi.profile.function.FunctionKit.list;
import static dev.rollcall.spi.profile.function.FunctionKit.object;
import static dev.rollcall.spi.profile.function.FunctionKit.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Functions on objects, and on each object of a list. */
final class ObjectFunctions {

    static final List<NamedFunction> ALL = List.of(
            list(
                    "values-as",
                    "Turns each element that is a text or a number into an object with this member, whose value is a"
                            + " text.",
                    List.of(parameter("member", TEXT)),
                    ObjectFunctions::valuesAs,
                    example("[\"u1\", 7]", "\"value\"", "[{\"value\": \"u1\"}, {\"value\": \"7\"}]")),
            object(
                    "pick",
                    "Replaces an object by one of its members; an object without that member stays as it is.",
                    List.of(parameter("member", TEXT)),
                    (object, member) -> object.has(member.asText()) ? object.get(member.asText()) : object,
                    example("{\"id\": \"u1\", \"name\": \"Ada\"}", "\"id\"", "\"u1\"")),
            object(
                    "rename-member",
                    "Gives a member of an object another name.",
                    List.of(parameter("member", TEXT), parameter("to", TEXT)),
                    (object, argument) -> renamed(
                            object,
                            argument.path("member").asText(),
                            argument.path("to").asText()),
                    example(
                            "[{\"userId\": \"u1\"}]",
                            "{\"member\": \"userId\", \"to\": \"value\"}",
                            "[{\"value\": \"u1\"}]")),
            object(
                    "without-member",
                    "Removes a member.",
                    List.of(parameter("member", TEXT)),
                    (object, member) -> object.deepCopy().without(member.asText()),
                    example("[{\"value\": \"u1\", \"name\": \"Ada\"}]", "\"name\"", "[{\"value\": \"u1\"}]")),
            object(
                    "with-member",
                    "Adds a member to an object that does not have it.",
                    List.of(parameter("member", TEXT), parameter("value", new Shape.Anything())),
                    (object, argument) -> object.has(argument.path("member").asText())
                            ? object
                            : object.deepCopy().set(argument.path("member").asText(), argument.path("value")),
                    example(
                            "[{\"value\": \"a@x.example\"}]",
                            "{\"member\": \"type\", \"value\": \"work\"}",
                            "[{\"value\": \"a@x.example\", \"type\": \"work\"}]")));

    private ObjectFunctions() {}

    private static JsonNode valuesAs(ArrayNode list, JsonNode member) {
        ArrayNode objects = JsonNodeFactory.instance.arrayNode(list.size());
        for (JsonNode element : list) {
            boolean isBare = element.isTextual() || element.isNumber();
            objects.add(isBare ? objects.objectNode().put(member.asText(), element.asText()) : element);
        }
        return objects;
    }

    private static ObjectNode renamed(ObjectNode object, String from, String to) {
        if (!object.has(from) || object.has(to)) {
            return object;
        }
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            renamed.set(member.getKey().equals(from) ? to : member.getKey(), member.getValue());
        }
        return renamed;
    }
}
