package dev.rollcall.spi.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.RawRequest.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Unwraps a value from an object under the same name as the path: path {@code members}, value {@code {"members": [...]}}. */
public final class ValueUnderItsName implements Quirk.OfBody {

    @Override
    public String why() {
        return "The value of an operation is wrapped in another object under the name of its path; it is unwrapped.";
    }

    @Override
    public List<String> evidence() {
        return List.of("CUSTOM-14", "CONNID-04");
    }

    @Override
    public Set<Method> methods() {
        return EnumSet.of(Method.PATCH);
    }

    @Override
    public Optional<JsonNode> apply(Method method, ResourceType type, JsonNode body) {
        return EachOperation.of(body, ValueUnderItsName::taken);
    }

    private static @Nullable List<ObjectNode> taken(ObjectNode operation) {
        JsonNode path = PatchWithoutEnvelope.member(operation, "path");
        JsonNode value = PatchWithoutEnvelope.member(operation, "value");
        if (path == null || !path.isTextual() || !(value instanceof ObjectNode object) || object.size() != 1) {
            return null;
        }
        Map.Entry<String, JsonNode> only = object.properties().iterator().next();
        if (!only.getKey().equalsIgnoreCase(path.textValue().strip())) {
            return null;
        }
        ObjectNode changed = operation.objectNode();
        for (Map.Entry<String, JsonNode> member : operation.properties()) {
            changed.set(
                    member.getKey(), member.getKey().equalsIgnoreCase("value") ? only.getValue() : member.getValue());
        }
        return List.of(changed);
    }
}
