package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.expression.Expression;
import dev.rollcall.expression.ExpressionFailure;
import dev.rollcall.spi.profile.function.NamedFunction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one attribute gets its value.
 *
 * @param to the attribute as a path of SCIM: {@code userName}, {@code name.givenName}, {@code emails[type eq "work"].value}
 * @param from names under which the client sends it; the first that is there counts
 * @param apply functions, in their order
 * @param values by the value that is sent, in lower case; applied before the functions
 * @param constant what it always is in POST and PUT, or null
 * @param byDefault what it is in a POST that does not send it, or null
 * @param copy whether what is sent stays where it stands, too
 * @param inResponses whether responses show it under the first of {@code from}, too
 * @param when the condition under which the mapping counts, or null
 * @param expression what works out the value last, or null
 */
record Mapping(
        String to,
        List<String> from,
        List<Call> apply,
        Map<String, JsonNode> values,
        @Nullable JsonNode constant,
        @Nullable JsonNode byDefault,
        boolean copy,
        boolean inResponses,
        @Nullable Expression when,
        @Nullable Expression expression) {

    /** A function with its argument. */
    record Call(NamedFunction function, JsonNode argument) {}

    Mapping {
        from = List.copyOf(from);
        apply = List.copyOf(apply);
        values = Map.copyOf(values);
    }

    boolean isSentAs(String name) {
        return from.stream().anyMatch(name::equalsIgnoreCase);
    }

    /**
     * Whether the mapping counts for a request.
     *
     * @param sent what was sent for it, or null for nothing
     * @param attribute finds an attribute of the request
     * @throws ExpressionFailure that cannot be worked out
     */
    boolean counts(@Nullable JsonNode sent, Function<String, @Nullable JsonNode> attribute) {
        return when == null || when.holds(sent, attribute);
    }

    /**
     * What becomes of a value that was sent.
     *
     * @param attribute finds an attribute of the request
     * @throws ExpressionFailure the expression cannot be worked out
     */
    JsonNode value(JsonNode sent, Function<String, @Nullable JsonNode> attribute) {
        JsonNode value = value(sent);
        return expression == null ? value : expression.evaluate(value, attribute);
    }

    /**
     * What the expression gives where nothing was sent; null for no value. It works out an attribute that stands under its own name, or
     * nowhere; of another name there is nothing to work out.
     *
     * @param attribute finds an attribute of the request
     * @throws ExpressionFailure the expression cannot be worked out
     */
    @Nullable
    JsonNode computed(Function<String, @Nullable JsonNode> attribute) {
        JsonNode value = expression == null || !isSentAs(to) ? null : expression.evaluate(null, attribute);
        return value == null || value.isNull() ? null : value;
    }

    /** What becomes of a value that was sent, without the expression. */
    JsonNode value(JsonNode sent) {
        JsonNode value = values.isEmpty() ? sent : translated(sent);
        for (Call call : apply) {
            if (value.isNull() || value.isMissingNode()) {
                break;
            }
            value = call.function().apply(value, call.argument());
        }
        return value;
    }

    private JsonNode translated(JsonNode sent) {
        if (sent.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode(sent.size());
            sent.forEach(element -> list.add(translated(element)));
            return list;
        }
        JsonNode instead = sent.isValueNode() ? values.get(sent.asText().strip().toLowerCase(Locale.ROOT)) : null;
        return instead == null ? sent : instead;
    }
}
