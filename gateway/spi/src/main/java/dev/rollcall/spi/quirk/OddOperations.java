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

/** Reads {@code delete} as {@code remove}, and an operation that does not say what it does but has a value as a replacement. */
public final class OddOperations implements Quirk.OfBody {

    @Override
    public String why() {
        return "Operations are called delete instead of remove, or have a value but no op; the former are"
                + " read as remove, the latter as replace.";
    }

    @Override
    public List<String> evidence() {
        return List.of("CUSTOM-11");
    }

    @Override
    public Set<Method> methods() {
        return EnumSet.of(Method.PATCH);
    }

    @Override
    public Optional<JsonNode> apply(Method method, ResourceType type, JsonNode body) {
        return EachOperation.of(body, OddOperations::plain);
    }

    private static @Nullable List<ObjectNode> plain(ObjectNode operation) {
        JsonNode op = PatchWithoutEnvelope.member(operation, "op");
        if (op == null && PatchWithoutEnvelope.member(operation, "value") != null) {
            return List.of(operation.deepCopy().put("op", "replace"));
        }
        if (op == null || !"delete".equalsIgnoreCase(op.textValue())) {
            return null;
        }
        ObjectNode removal = operation.objectNode();
        for (Map.Entry<String, JsonNode> member : operation.properties()) {
            removal.set(
                    member.getKey(),
                    member.getKey().equalsIgnoreCase("op") ? removal.textNode("remove") : member.getValue());
        }
        return List.of(removal);
    }
}
