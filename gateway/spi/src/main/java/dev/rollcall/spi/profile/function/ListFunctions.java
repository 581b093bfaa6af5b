package dev.rollcall.spi.profile.function;

import static dev.rollcall.spi.profile.function.FunctionKit.LENGTH;
import static dev.rollcall.spi.profile.function.FunctionKit.TEXT;
import static dev.rollcall.spi.profile.function.FunctionKit.example;
import static dev.rollcall.spi.profile.function.FunctionKit.list;
import static dev.rollcall.spi.profile.function.FunctionKit.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Functions on lists; a value that is no list is taken for a list of one. */
final class ListFunctions {

    static final List<NamedFunction> ALL = List.of(
            new NamedFunction(
                    "split",
                    "Splits a text into a list, without blanks around its parts and without empty parts.",
                    List.of(parameter("by", TEXT)),
                    List.of(example("\"admin, sales,\"", "\",\"", "[\"admin\", \"sales\"]")),
                    ListFunctions::split),
            list(
                    "join",
                    "Joins a list of texts into one text.",
                    List.of(parameter("by", new Shape.Text(20))),
                    (list, by) -> TextNode.valueOf(
                            stream(list).map(JsonNode::asText).collect(Collectors.joining(by.asText()))),
                    example("[\"Ada\", \"Lovelace\"]", "\" \"", "\"Ada Lovelace\"")),
            list(
                    "list",
                    "Turns a value that is not a list into a list of one.",
                    List.of(),
                    (list, none) -> list,
                    example("\"admin\"", "[\"admin\"]")),
            list(
                    "first",
                    "The first element, or null if the list is empty.",
                    List.of(),
                    (list, none) -> list.isEmpty() ? NullNode.getInstance() : list.get(0),
                    example("[\"a\", \"b\"]", "\"a\"")),
            list(
                    "last",
                    "The last element, or null if the list is empty.",
                    List.of(),
                    (list, none) -> list.isEmpty() ? NullNode.getInstance() : list.get(list.size() - 1),
                    example("[\"a\", \"b\"]", "\"b\"")),
            list(
                    "at-most",
                    "The given number of elements from the beginning.",
                    List.of(parameter("length", LENGTH)),
                    (list, length) -> {
                        ArrayNode some = JsonNodeFactory.instance.arrayNode();
                        stream(list).limit(length.asInt()).forEach(some::add);
                        return some;
                    },
                    example("[1, 2, 3]", "2", "[1, 2]")),
            list(
                    "unique",
                    "Each element once.",
                    List.of(),
                    (list, none) -> {
                        Set<JsonNode> once = new LinkedHashSet<>();
                        list.forEach(once::add);
                        return JsonNodeFactory.instance.arrayNode().addAll(once);
                    },
                    example("[\"a\", \"b\", \"a\"]", "[\"a\", \"b\"]")),
            list(
                    "without-empty",
                    "Removes empty texts, nulls, and empty lists and objects.",
                    List.of(),
                    (list, none) -> only(list, element -> !isEmpty(element)),
                    example("[\"a\", \"\", null, {}]", "[\"a\"]")),
            list(
                    "where",
                    "The elements whose member has this text, in any letter case.",
                    List.of(parameter("member", TEXT), parameter("is", TEXT)),
                    (list, argument) -> only(
                            list,
                            element -> element.path(argument.path("member").asText())
                                    .asText()
                                    .equalsIgnoreCase(argument.path("is").asText())),
                    example(
                            "[{\"type\": \"Work\", \"value\": \"a\"}, {\"type\": \"home\", \"value\": \"b\"}]",
                            "{\"member\": \"type\", \"is\": \"work\"}",
                            "[{\"type\": \"Work\", \"value\": \"a\"}]")),
            list(
                    "primary-value",
                    "The value of the primary element, or of the first if none is primary.",
                    List.of(),
                    (list, none) -> primary(list),
                    example(
                            "[{\"value\": \"a@x.example\"}, {\"value\": \"b@x.example\", \"primary\": true}]",
                            "\"b@x.example\""),
                    example("[\"a@x.example\"]", "\"a@x.example\"")));

    private ListFunctions() {}

    private static JsonNode split(JsonNode value, JsonNode by) {
        if (!value.isTextual()) {
            return value;
        }
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        String rest = value.textValue();
        String mark = by.asText();
        for (int at = 0; at <= rest.length(); ) {
            int end = rest.indexOf(mark, at);
            String part = rest.substring(at, end < 0 ? rest.length() : end).strip();
            if (!part.isEmpty()) {
                parts.add(part);
            }
            at = end < 0 ? rest.length() + 1 : end + mark.length();
        }
        return parts;
    }

    private static JsonNode primary(ArrayNode list) {
        JsonNode chosen = stream(list)
                .filter(element -> element.path("primary").asBoolean())
                .findFirst()
                .orElse(list.isEmpty() ? NullNode.getInstance() : list.get(0));
        return chosen.isObject() ? chosen.path("value").deepCopy() : chosen;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.textValue().isBlank());
    }

    private static ArrayNode only(ArrayNode list, Predicate<JsonNode> which) {
        ArrayNode some = JsonNodeFactory.instance.arrayNode();
        stream(list).filter(which).forEach(some::add);
        return some;
    }

    private static java.util.stream.Stream<JsonNode> stream(ArrayNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
