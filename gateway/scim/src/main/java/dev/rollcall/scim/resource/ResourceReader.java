package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a POST or PUT into the canonical form that everything behind it relies on: attribute names and URNs in the
 * schema's spelling, values of the schema's types, no nulls or empty arrays, no read-only attributes, no passwords, no
 * {@code schemas}.
 */
public final class ResourceReader {

    private final ResourceType type;
    private final ValueReader values;

    private ResourceReader(ResourceType type, ValueReader values) {
        this.type = type;
        this.values = values;
    }

    /** The canonical resource and what was accepted against the RFC. */
    public record Result(ObjectNode resource, List<Deviation> deviations) {}

    /**
     * Reads a body. The body is not changed; the result shares simple values with it.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidSyntax or invalidValue; the detail names the attribute and what
     *     would be accepted
     */
    public static Result read(ResourceType type, JsonNode body, Mode mode) {
        if (!(body instanceof ObjectNode object)) {
            throw ScimError.badRequest(
                            ScimType.INVALID_SYNTAX, "The request body must be a JSON object, a " + type.name() + ".")
                    .exception();
        }
        Deviations deviations = new Deviations();
        SchemasCheck.check(type, object, mode, deviations);
        ObjectNode resource = new ResourceReader(type, new ValueReader(mode, deviations)).resource(object);
        RequiredAttributes.require(type, resource);
        return new Result(resource, deviations.list());
    }

    private ObjectNode resource(ObjectNode sent) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : sent.properties()) {
            String name = field.getKey();
            Attribute attribute = type.coreAttribute(name);
            if (attribute != null) {
                core(sent, name, attribute, field.getValue(), resource);
                continue;
            }
            Schema extension = type.extension(name);
            if (extension == null) {
                values.unknown(Place.of(name).toString());
                continue;
            }
            ObjectNode canonical = extension(extension, field.getValue());
            if (canonical == null) {
                continue;
            }
            if (resource.has(extension.id())) {
                throw ScimError.badRequest(
                                ScimType.INVALID_SYNTAX,
                                "The extension " + extension.id() + " stands twice in the body.")
                        .exception();
            }
            resource.set(extension.id(), canonical);
        }
        return resource;
    }

    private void core(ObjectNode sent, String name, Attribute attribute, JsonNode value, ObjectNode into) {
        Place place = Place.of(attribute.name());
        values.requireOneSpelling(sent, name, attribute, place);
        if (attribute.mutability() != Mutability.READ_ONLY && !attribute.name().equals(SchemasCheck.NAME)) {
            values.put(attribute, value, place, into);
        }
    }

    private @Nullable ObjectNode extension(Schema extension, JsonNode value) {
        Place place = Place.of(extension.id());
        if (value.isNull()) {
            return null;
        }
        if (!(value instanceof ObjectNode sent)) {
            throw SimpleValues.wrongKind(value, place, "an object");
        }
        ObjectNode canonical = JsonNodeFactory.instance.objectNode();
        values.members(
                sent,
                extension::attribute,
                place,
                (attribute, sentValue, at) -> values.put(attribute, sentValue, at, canonical));
        return canonical.isEmpty() ? null : canonical;
    }
}
