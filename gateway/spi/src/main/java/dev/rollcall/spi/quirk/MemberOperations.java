package dev.rollcall.spi.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.RawRequest.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads members of SCIM 1.1, each with an {@code operation} of its own: members to delete are removed, the others added. */
public final class MemberOperations implements Quirk.OfBody {

    private static final String MEMBERS = "members";
    private static final String OPERATION = "operation";

    @Override
    public String why() {
        return "Members of a group carry an operation of their own, add or delete, as in SCIM 1.1; they become"
                + " operations on the group's members.";
    }

    @Override
    public List<String> evidence() {
        return List.of("ONELOGIN-02");
    }

    @Override
    public Set<Method> methods() {
        return EnumSet.of(Method.PATCH);
    }

    @Override
    public Optional<JsonNode> apply(Method method, ResourceType type, JsonNode body) {
        return type.coreAttribute(MEMBERS) == null ? Optional.empty() : EachOperation.of(body, MemberOperations::apart);
    }

    private static @Nullable List<ObjectNode> apart(ObjectNode operation) {
        JsonNode path = PatchWithoutEnvelope.member(operation, "path");
        JsonNode value = PatchWithoutEnvelope.member(operation, "value");
        if ((path != null && !path.isNull()) || !(value instanceof ObjectNode attributes)) {
            return null;
        }
        JsonNode members = PatchWithoutEnvelope.member(attributes, MEMBERS);
        if (!(members instanceof ArrayNode list) || !hasOperations(list)) {
            return null;
        }
        List<ObjectNode> operations = new ArrayList<>();
        ObjectNode others = attributes.deepCopy();
        others.properties().removeIf(member -> member.getKey().equalsIgnoreCase(MEMBERS));
        if (!others.isEmpty()) {
            operations.add(operation.deepCopy().set("value", others));
        }
        add(operations, "remove", list, true);
        add(operations, "add", list, false);
        return operations;
    }

    private static boolean hasOperations(ArrayNode members) {
        for (JsonNode member : members) {
            if (member.has(OPERATION)) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<ObjectNode> operations, String op, ArrayNode members, boolean deleted) {
        ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
        for (JsonNode member : members) {
            if (deleted == "delete".equalsIgnoreCase(member.path(OPERATION).asText())) {
                chosen.add(
                        member instanceof ObjectNode object ? object.deepCopy().without(OPERATION) : member);
            }
        }
        if (!chosen.isEmpty()) {
            operations.add(JsonNodeFactory.instance
                    .objectNode()
                    .put("op", op)
                    .put("path", MEMBERS)
                    .set("value", chosen));
        }
    }
}
