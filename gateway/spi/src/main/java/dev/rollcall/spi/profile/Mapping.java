package dev.rollcall.spi.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 */
record Mapping(
        String to,
        List<String> from,
        List<Call> apply,
        Map<String, JsonNode> values,
        @Nullable JsonNode constant,
        @Nullable JsonNode byDefault,
        boolean copy,
        boolean inResponses) {

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

    /** What becomes of a value that was sent. */
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
