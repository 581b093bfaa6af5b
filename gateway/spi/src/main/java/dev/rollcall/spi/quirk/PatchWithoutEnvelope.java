package dev.rollcall.spi.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.RawRequest.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PATCH without {@code Operations}: the changed attributes themselves, as in SCIM 1.1, one operation, or a list of operations. The
 * changed attributes become one replacement without path.
 */
public final class PatchWithoutEnvelope implements Quirk.OfBody {

    private static final Set<String> NO_CHANGE = Set.of("schemas", "id", "meta");

    @Override
    public String why() {
        return "The body of a PATCH is the changed attributes, one operation or a list of operations, without"
                + " the envelope that the RFC asks for; it is read as the request that it stands for.";
    }

    @Override
    public List<String> evidence() {
        return List.of("CONNID-07", "CUSTOM-12", "ONELOGIN-02");
    }

    @Override
    public Set<Method> methods() {
        return EnumSet.of(Method.PATCH);
    }

    @Override
    public Optional<JsonNode> apply(Method method, ResourceType type, JsonNode body) {
        if (body.isArray()) {
            return isOperations(body) ? Optional.of(request((ArrayNode) body)) : Optional.empty();
        }
        if (!(body instanceof ObjectNode object) || object.isEmpty() || member(object, "Operations") != null) {
            return Optional.empty();
        }
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        JsonNode op = member(object, "op");
        boolean isOperation =
                op != null && op.isTextual() && (member(object, "path") != null || member(object, "value") != null);
        if (isOperation) {
            return Optional.of(request(operations.add(object.deepCopy())));
        }
        cleared(object)
                .forEach(name -> operations.addObject().put("op", "remove").put("path", name.asText()));
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (NO_CHANGE.stream().noneMatch(member.getKey()::equalsIgnoreCase)) {
                changes.set(member.getKey(), member.getValue());
            }
        }
        if (!changes.isEmpty()) {
            operations.addObject().put("op", "replace").set("value", changes);
        }
        return Optional.of(request(operations));
    }

    private static boolean isOperations(JsonNode list) {
        for (JsonNode element : list) {
            if (!(element instanceof ObjectNode operation) || member(operation, "op") == null) {
                return false;
            }
        }
        return !list.isEmpty();
    }

    /** What SCIM 1.1 clears before it writes: {@code meta.attributes}. */
    private static ArrayNode cleared(ObjectNode object) {
        JsonNode meta = member(object, "meta");
        return meta != null && meta.path("attributes") instanceof ArrayNode names
                ? names
                : JsonNodeFactory.instance.arrayNode();
    }

    private static ObjectNode request(ArrayNode operations) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putArray("schemas").add(PatchRequest.SCHEMA);
        return request.set("Operations", operations);
    }

    static @Nullable JsonNode member(ObjectNode object, String name) {
        JsonNode exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return null;
    }
}
