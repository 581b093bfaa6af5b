package dev.rollcall.spi.profile.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One function that a profile can name: from the value that was sent to the value that is read. It is total: a value for which it
 * has no meaning is left as it is, and its result is at most a little longer than its input.
 *
 * @param name kebab-case, for good
 * @param about what it does, a sentence
 * @param parameters none, one (the argument is its value) or several (the argument is an object of them)
 * @param examples at least one
 */
public record NamedFunction(String name, String about, List<Parameter> parameters, List<Example> examples, Body body) {

    /** A part of the argument. */
    record Parameter(String name, Shape shape) {}

    /**
     * What it makes of one value.
     *
     * @param argument null where the function takes none
     */
    public record Example(JsonNode in, JsonNode argument, JsonNode out) {}

    /** What the function does. */
    @FunctionalInterface
    interface Body {
        JsonNode apply(JsonNode value, JsonNode argument);
    }

    public NamedFunction {
        parameters = List.copyOf(parameters);
        examples = List.copyOf(examples);
    }

    /** Applies it to a value that is there. */
    public JsonNode apply(JsonNode value, JsonNode argument) {
        return body.apply(value, argument);
    }

    Shape argument() {
        return parameters.size() == 1
                ? parameters.get(0).shape()
                : new Shape.Members(parameters.stream()
                        .map(parameter -> new Shape.Member(parameter.name(), parameter.name(), parameter.shape(), true))
                        .toList());
    }

    /** The call of its first example, as a profile spells it. */
    public JsonNode call() {
        return parameters.isEmpty()
                ? JsonNodeFactory.instance.textNode(name)
                : JsonNodeFactory.instance
                        .objectNode()
                        .set(name, examples.get(0).argument());
    }

    ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("description", about);
        if (parameters.isEmpty()) {
            return schema.put("const", name);
        }
        schema.put("type", "object");
        schema.putObject("properties").set(name, argument().schema());
        schema.putArray("required").add(name);
        return schema.put("additionalProperties", false);
    }
}
