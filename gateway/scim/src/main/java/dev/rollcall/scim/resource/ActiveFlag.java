package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recognises {@code active} of a user, the attribute that gives access and takes it away. It always has a value: it is set, never
 * removed.
 */
public final class ActiveFlag {

    private static final Attribute ACTIVE =
            Objects.requireNonNull(CoreTypes.USER.schema().attribute("active"));

    private ActiveFlag() {}

    public static boolean is(@Nullable Attribute attribute) {
        return ACTIVE.equals(attribute);
    }

    public static boolean isNamed(String key) {
        return key.equalsIgnoreCase(ACTIVE.name());
    }

    /** Whether this value locks a user out: false, written as a boolean or as a text; or 0, as a number or as a text. */
    public static boolean isOff(JsonNode value) {
        if (value.isBoolean()) {
            return !value.booleanValue();
        }
        if (value.isIntegralNumber()) {
            return value.asText().equals("0");
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        return text.equals("0") || text.equalsIgnoreCase("false");
    }
}
