package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.resource.ActiveFlag;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import java.util.Map;

/**
 * Recognises a write, in its plain spelling, that takes access away: one that locks a user out, or one that takes members out of a
 * group. In tolerant mode, nothing else in the same request may prevent it from taking effect.
 */
public final class Deactivation {

    private static final String MEMBERS = "members";

    private Deactivation() {}

    /** Whether the body of a POST or PUT sets {@code active} to false. */
    public static boolean isIn(ResourceType type, ObjectNode body) {
        return hasActive(type) && deactivates(body);
    }

    /** Whether one of the operations sets {@code active} to false, or may take members out of a group. */
    public static boolean isIn(ResourceType type, PatchRequest patch) {
        return patch.operations().stream().anyMatch(operation -> isIn(type, operation));
    }

    private static boolean isIn(ResourceType type, PatchOperation operation) {
        PatchPath path = operation.path();
        JsonNode value = operation.value();
        if (path != null && isMembers(type, path)) {
            return operation.op() != PatchOp.ADD;
        }
        if (operation.op() == PatchOp.REMOVE || value == null) {
            return false;
        }
        if (path == null) {
            return (hasActive(type) && deactivates(value))
                    || (operation.op() == PatchOp.REPLACE && hasMembers(type) && value.has(MEMBERS));
        }
        Resolved target = type.resolve(path.attribute());
        return target != null
                && target.extension() == null
                && ActiveFlag.is(target.attribute())
                && ActiveFlag.isOff(value);
    }

    private static boolean isMembers(ResourceType type, PatchPath path) {
        Resolved target = type.resolve(path.attribute().withSubAttribute(null));
        return target != null
                && target.extension() == null
                && target.attribute().name().equals(MEMBERS);
    }

    private static boolean deactivates(JsonNode attributes) {
        for (Map.Entry<String, JsonNode> member : attributes.properties()) {
            if (ActiveFlag.isNamed(member.getKey()) && ActiveFlag.isOff(member.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasActive(ResourceType type) {
        return type.schema().attributes().stream().anyMatch(ActiveFlag::is);
    }

    private static boolean hasMembers(ResourceType type) {
        return type.schema().attribute(MEMBERS) != null;
    }
}
