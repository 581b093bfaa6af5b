package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a PATCH that locks somebody out: in tolerant mode nothing that stands beside it may keep it from counting. */
public final class Deactivation {

    private static final String ACTIVE = "active";

    private Deactivation() {}

    /** Whether one of the operations sets {@code active} to false, written as a boolean or as a text. */
    public static boolean isIn(PatchRequest patch) {
        return patch.operations().stream().anyMatch(Deactivation::isIn);
    }

    static boolean isIn(PatchOperation operation) {
        PatchPath path = operation.path();
        JsonNode value = operation.value();
        if (operation.op() == PatchOp.REMOVE || value == null) {
            return false;
        }
        if (path != null) {
            return path.filter() == null && isActive(path.attribute()) && isFalse(value);
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (isActive(member.getKey()) && isFalse(member.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isActive(AttributePath path) {
        return path.subAttribute() == null
                && isUserSchema(path.schema())
                && path.attribute().equalsIgnoreCase(ACTIVE);
    }

    private static boolean isActive(String key) {
        return key.equalsIgnoreCase(ACTIVE)
                || key.equalsIgnoreCase(CoreTypes.USER.schema().id() + ":" + ACTIVE);
    }

    private static boolean isUserSchema(@Nullable String urn) {
        return urn == null || urn.equalsIgnoreCase(CoreTypes.USER.schema().id());
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() ? !value.booleanValue() : value.asText().equalsIgnoreCase("false");
    }
}
