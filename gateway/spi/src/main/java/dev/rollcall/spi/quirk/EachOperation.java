package dev.rollcall.spi.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rewrites the operations of a PATCH before its envelope is read. */
final class EachOperation {

    private EachOperation() {}

    /**
     * Rewrites operation by operation.
     *
     * @param rule gives what takes the operation's place, or null to leave it alone
     * @return empty when all were left alone, or the body has no operations
     */
    static Optional<JsonNode> of(JsonNode body, Function<ObjectNode, @Nullable List<ObjectNode>> rule) {
        if (!(body instanceof ObjectNode object)) {
            return Optional.empty();
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase("Operations")) {
                ArrayNode changed = operations(member.getValue(), rule);
                return changed == null
                        ? Optional.empty()
                        : Optional.of(copy(object).set(member.getKey(), changed));
            }
        }
        return Optional.empty();
    }

    private static @Nullable ArrayNode operations(
            JsonNode list, Function<ObjectNode, @Nullable List<ObjectNode>> rule) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        boolean fired = false;
        for (JsonNode element :
                list.isArray() ? list : JsonNodeFactory.instance.arrayNode().add(list)) {
            List<ObjectNode> instead = element instanceof ObjectNode operation ? rule.apply(operation) : null;
            fired |= instead != null;
            if (instead == null) {
                all.add(element);
            } else {
                all.addAll(instead);
            }
        }
        return fired ? all : null;
    }

    private static ObjectNode copy(ObjectNode object) {
        return JsonNodeFactory.instance.objectNode().setAll(object);
    }
}
