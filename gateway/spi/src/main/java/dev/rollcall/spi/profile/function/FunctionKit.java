package dev.rollcall.spi.profile.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.profile.function.NamedFunction.Example;
import dev.rollcall.spi.profile.function.NamedFunction.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Building blocks of the named functions. */
final class FunctionKit {

    /** A text that would become longer is left as it is: no function makes a small request a large one. */
    private static final int LONGEST = 10_000;

    static final Shape TEXT = new Shape.Text(200);
    static final Shape LENGTH = new Shape.Whole(0, 1_000);

    private FunctionKit() {}

    static Parameter parameter(String name, Shape shape) {
        return new Parameter(name, shape);
    }

    /** An example; each part is JSON. */
    static Example example(String in, String argument, String out) {
        return new Example(json(in), json(argument), json(out));
    }

    static Example example(String in, String out) {
        return new Example(json(in), NullNode.getInstance(), json(out));
    }

    private static JsonNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One that works on texts, and on each text of a list. */
    static NamedFunction text(String name, String about, UnaryOperator<String> body, Example... examples) {
        return new NamedFunction(name, about, List.of(), List.of(examples), (value, none) -> eachText(value, body));
    }

    /** One that works on texts, and on each text of a list, with a text as its argument. */
    static NamedFunction text(
            String name, String about, String parameter, BinaryOperator<String> body, Example... examples) {
        return new NamedFunction(
                name,
                about,
                List.of(parameter(parameter, TEXT)),
                List.of(examples),
                (value, argument) -> eachText(value, text -> body.apply(text, argument.asText())));
    }

    /** One that works on texts, and on each text of a list. */
    static NamedFunction text(
            String name, String about, List<Parameter> parameters, TextBody body, Example... examples) {
        return new NamedFunction(
                name,
                about,
                parameters,
                List.of(examples),
                (value, argument) -> eachText(value, text -> body.apply(text, argument)));
    }

    /** What becomes of a text. */
    @FunctionalInterface
    interface TextBody {
        String apply(String text, JsonNode argument);
    }

    /** One that works on a list; what is no list is one element. */
    static NamedFunction list(
            String name, String about, List<Parameter> parameters, ListBody body, Example... examples) {
        return new NamedFunction(
                name, about, parameters, List.of(examples), (value, argument) -> body.apply(elements(value), argument));
    }

    /** What becomes of a list. */
    @FunctionalInterface
    interface ListBody {
        JsonNode apply(ArrayNode list, JsonNode argument);
    }

    /** One that works on an object, and on each object of a list. */
    static NamedFunction object(
            String name, String about, List<Parameter> parameters, ObjectBody body, Example... examples) {
        return new NamedFunction(
                name,
                about,
                parameters,
                List.of(examples),
                (value, argument) -> each(
                        value,
                        element -> element instanceof ObjectNode object ? body.apply(object, argument) : element));
    }

    /** What becomes of an object, which is not changed. */
    @FunctionalInterface
    interface ObjectBody {
        JsonNode apply(ObjectNode object, JsonNode argument);
    }

    static JsonNode eachText(JsonNode value, UnaryOperator<String> body) {
        return each(
                value, element -> element.isTextual() ? bounded(element, body.apply(element.textValue())) : element);
    }

    private static JsonNode bounded(JsonNode before, String after) {
        return after.length() > LONGEST && after.length() > before.textValue().length()
                ? before
                : TextNode.valueOf(after);
    }

    private static JsonNode each(JsonNode value, UnaryOperator<JsonNode> body) {
        if (!value.isArray()) {
            return body.apply(value);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode(value.size());
        value.forEach(element -> list.add(body.apply(element)));
        return list;
    }

    private static ArrayNode elements(JsonNode value) {
        return value instanceof ArrayNode list
                ? list
                : JsonNodeFactory.instance.arrayNode().add(value);
    }
}
