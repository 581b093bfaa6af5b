package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks required attributes and sub-attributes (RFC 7643 section 2.2); a text without a visible character does not
 * count as a value.
 */
public final class RequiredAttributes {

    private RequiredAttributes() {}

    /**
     * Requires them of a canonical resource.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidValue naming the missing attribute
     */
    public static void require(ResourceType type, ObjectNode resource) {
        requireOf(type.schema(), null, resource);
        for (ResourceType.Extension extension : type.extensions()) {
            requireExtension(extension, resource);
        }
    }

    /**
     * The same of one attribute, or of one extension by its URN: for when nothing else has changed.
     *
     * @throws dev.rollcall.scim.error.ScimException as {@link #require(ResourceType, ObjectNode)}
     */
    public static void require(ResourceType type, ObjectNode resource, String name) {
        Attribute attribute = type.schema().attribute(name);
        if (attribute != null) {
            requireAttribute(attribute, null, resource);
        }
        for (ResourceType.Extension extension : type.extensions()) {
            if (extension.schema().id().equals(name)) {
                requireExtension(extension, resource);
            }
        }
    }

    private static void requireExtension(ResourceType.Extension extension, ObjectNode resource) {
        String urn = extension.schema().id();
        JsonNode values = resource.get(urn);
        if (values != null) {
            requireOf(extension.schema(), Place.of(urn), values);
        } else if (extension.required()) {
            throw SimpleValues.invalid("The extension " + urn + " is required and is missing.");
        }
    }

    static boolean isPresent(@Nullable JsonNode value) {
        return value != null && !(value.isTextual() && value.textValue().isBlank());
    }

    /**
     * The required attributes that a canonical resource lacks; of a required extension that is missing, all of its required ones.
     */
    static List<AttributePath> missing(ResourceType type, ObjectNode resource) {
        List<AttributePath> missing = new ArrayList<>();
        addMissing(missing, null, type.schema(), resource);
        for (ResourceType.Extension extension : type.extensions()) {
            String urn = extension.schema().id();
            if (extension.required() || resource.has(urn)) {
                addMissing(missing, urn, extension.schema(), resource.path(urn));
            }
        }
        return missing;
    }

    private static void addMissing(List<AttributePath> missing, @Nullable String urn, Schema schema, JsonNode values) {
        for (Attribute attribute : schema.attributes()) {
            if (attribute.required() && !isPresent(values.get(attribute.name()))) {
                missing.add(new AttributePath(urn, attribute.name(), null));
            }
        }
    }

    /** Whether an element, not yet canonical, has no value for a sub-attribute that it must have. */
    static boolean lacksOne(Attribute attribute, JsonNode sent) {
        if (!(sent instanceof ObjectNode object)) {
            return false;
        }
        for (Attribute sub : attribute.subAttributes()) {
            if (sub.required()
                    && object.properties().stream()
                            .noneMatch(member -> member.getKey().equalsIgnoreCase(sub.name())
                                    && !member.getValue().isNull()
                                    && isPresent(member.getValue()))) {
                return true;
            }
        }
        return false;
    }

    static void requireSubAttributes(Attribute attribute, JsonNode value, Place place) {
        for (Attribute sub : attribute.subAttributes()) {
            if (sub.required() && !isPresent(value.get(sub.name()))) {
                throw SimpleValues.invalid(place.child(sub.name()) + " is required and is missing or empty.");
            }
        }
    }

    private static void requireOf(Schema schema, @Nullable Place parent, JsonNode values) {
        for (Attribute attribute : schema.attributes()) {
            requireAttribute(attribute, parent, values);
        }
    }

    private static void requireAttribute(Attribute attribute, @Nullable Place parent, JsonNode values) {
        JsonNode value = values.get(attribute.name());
        if (attribute.required() && !isPresent(value)) {
            throw SimpleValues.invalid(place(parent, attribute) + " is required and is missing or empty.");
        }
        if (value != null && attribute.isComplex()) {
            requireInside(attribute, value, place(parent, attribute));
        }
    }

    private static void requireInside(Attribute attribute, JsonNode value, Place place) {
        if (!value.isArray()) {
            requireSubAttributes(attribute, value, place);
            return;
        }
        for (JsonNode element : value) {
            requireSubAttributes(attribute, element, place);
        }
    }

    private static Place place(@Nullable Place parent, Attribute attribute) {
        return parent == null ? Place.of(attribute.name()) : parent.child(attribute.name());
    }
}
