package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import org.jspecify.annotations.Nullable;

/** Required attributes (RFC 7643 section 2.2); the empty string is no value. Sub-attributes are checked as they are read. */
public final class RequiredAttributes {

    private RequiredAttributes() {}

    /**
     * Requires them of a canonical resource.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidValue naming the missing attribute
     */
    public static void require(ResourceType type, ObjectNode resource) {
        requireOf(type.schema(), "", resource);
        for (ResourceType.Extension extension : type.extensions()) {
            String urn = extension.schema().id();
            JsonNode values = resource.get(urn);
            if (values != null) {
                requireOf(extension.schema(), urn + ":", values);
            } else if (extension.required()) {
                throw SimpleValues.invalid("The extension " + urn + " is required and is missing.");
            }
        }
    }

    static boolean isPresent(@Nullable JsonNode value) {
        return value != null && !(value.isTextual() && value.textValue().isEmpty());
    }

    private static void requireOf(Schema schema, String prefix, JsonNode values) {
        for (Attribute attribute : schema.attributes()) {
            if (attribute.required() && !isPresent(values.get(attribute.name()))) {
                throw SimpleValues.invalid(prefix + attribute.name() + " is required and is missing or empty.");
            }
        }
    }
}
