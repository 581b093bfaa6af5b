package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a POST or PUT into the canonical form that everything behind it relies on: attribute names and URNs in the
 * schema's spelling, values of the schema's types, no nulls or empty arrays, no read-only attributes, no passwords, no
 * {@code schemas}.
 */
public final class ResourceReader {

    private final ResourceType type;
    private final ValueReader values;
    private final Deviations deviations;
    private final boolean leavesOut;
    private final Set<AttributePath> leftOut = new LinkedHashSet<>();

    private ResourceReader(ResourceType type, Mode mode, Deviations deviations, boolean leavesOut) {
        this.type = type;
        this.values = new ValueReader(mode, deviations);
        this.deviations = deviations;
        this.leavesOut = leavesOut;
    }

    /**
     * What was read.
     *
     * @param resource canonical
     * @param deviations what was accepted against the RFC
     * @param leftOut attributes of the body that are not in the resource because they could not be used, and required ones that
     *     it lacks; always empty but beside a deactivation
     */
    public record Result(ObjectNode resource, List<Deviation> deviations, Set<AttributePath> leftOut) {
        public Result {
            leftOut = Set.copyOf(leftOut);
        }
    }

    /**
     * Reads a body. The body is not changed; the result shares simple values with it.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidSyntax or invalidValue; the detail names the attribute and what
     *     would be accepted
     */
    public static Result read(ResourceType type, JsonNode body, Mode mode) {
        Deviations deviations = new Deviations();
        ObjectNode object = requireObject(type, body);
        SchemasCheck.check(type, object, mode, deviations);
        ResourceReader reader = new ResourceReader(type, mode, deviations, false);
        ObjectNode resource = reader.resource(object);
        RequiredAttributes.require(type, resource);
        return new Result(resource, deviations.list(), Set.of());
    }

    /**
     * Reads a body that locks a user out, for a tolerant directory: what stands in it and cannot be used is left out.
     *
     * @param body of a PUT, in its plain spelling; as {@link #read}
     */
    public static Result readDeactivation(ResourceType type, ObjectNode body) {
        Deviations deviations = new Deviations();
        SchemasCheck.check(type, body, Mode.TOLERANT, deviations);
        ResourceReader reader = new ResourceReader(type, Mode.TOLERANT, deviations, true);
        ObjectNode resource = reader.resource(body);
        for (AttributePath missing : RequiredAttributes.missing(type, resource)) {
            if (reader.leftOut.add(missing)) {
                deviations.leftOutBesideDeactivation(missing + " is required and is missing or empty.");
            }
            without(resource, missing);
        }
        return new Result(resource, deviations.list(), reader.leftOut);
    }

    private static void without(ObjectNode resource, AttributePath path) {
        JsonNode holder = path.schema() == null ? resource : resource.path(path.schema());
        if (holder instanceof ObjectNode object) {
            object.remove(path.attribute());
        }
    }

    private static ObjectNode requireObject(ResourceType type, JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw ScimError.badRequest(
                        ScimType.INVALID_SYNTAX, "The request body must be a JSON object, a " + type.name() + ".")
                .exception();
    }

    /** Reads one attribute; where something may be left out, that is done instead of failing. */
    private void attempt(@Nullable Schema extension, Attribute attribute, Runnable reading) {
        if (!leavesOut) {
            reading.run();
            return;
        }
        try {
            reading.run();
        } catch (ScimException e) {
            leftOut.add(new AttributePath(extension == null ? null : extension.id(), attribute.name(), null));
            deviations.leftOutBesideDeactivation(e.error().detail());
        }
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
                                "The extension " + extension.id() + " appears twice in the body.")
                        .exception();
            }
            resource.set(extension.id(), canonical);
        }
        return resource;
    }

    private void core(ObjectNode sent, String name, Attribute attribute, JsonNode value, ObjectNode into) {
        Place place = Place.of(attribute.name());
        attempt(null, attribute, () -> {
            values.requireOneSpelling(sent, name, attribute, place);
            if (attribute.mutability() != Mutability.READ_ONLY
                    && !attribute.name().equals(SchemasCheck.NAME)) {
                values.put(attribute, value, place, into);
            }
        });
    }

    private @Nullable ObjectNode extension(Schema extension, JsonNode value) {
        Place place = Place.of(extension.id());
        if (value.isNull()) {
            return null;
        }
        if (!(value instanceof ObjectNode sent)) {
            if (leavesOut) {
                leaveOut(extension, place);
                return null;
            }
            throw SimpleValues.wrongKind(value, place, "an object");
        }
        ObjectNode canonical = JsonNodeFactory.instance.objectNode();
        values.members(
                sent,
                extension::attribute,
                place,
                (attribute, sentValue, at) ->
                        attempt(extension, attribute, () -> values.put(attribute, sentValue, at, canonical)));
        return canonical.isEmpty() ? null : canonical;
    }

    private void leaveOut(Schema extension, Place place) {
        extension
                .attributes()
                .forEach(attribute -> leftOut.add(new AttributePath(extension.id(), attribute.name(), null)));
        deviations.leftOutBesideDeactivation(place + " must be an object of attributes.");
    }
}
