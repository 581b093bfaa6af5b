package dev.rollcall.scim.spelling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.patch.PatchOp;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.patch.PatchRequest;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.resource.Place;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the operations of a PATCH into their plain spelling: with the path of an attribute, or without path and with an object of
 * attributes. That a schema's URN as path means the attributes of that schema holds in strict mode too (RFC 7644 section 3.10).
 */
final class PlainPatch {

    private final ResourceType type;
    private final Mode mode;
    private final Deviations deviations;
    private final List<ScimException> unusable;
    private final List<PatchOperation> plain = new ArrayList<>();

    PlainPatch(ResourceType type, Mode mode, Deviations deviations, List<ScimException> unusable) {
        this.type = type;
        this.mode = mode;
        this.deviations = deviations;
        this.unusable = unusable;
    }

    PatchRequest patch(PatchRequest patch) {
        for (PatchOperation operation : patch.operations()) {
            try {
                add(operation);
            } catch (ScimException e) {
                if (mode == Mode.STRICT) {
                    throw e;
                }
                unusable.add(e);
            }
        }
        return new PatchRequest(plain);
    }

    private void add(PatchOperation operation) {
        PatchPath path = operation.path();
        if (path == null) {
            addAttributes(operation, operation.value());
            return;
        }
        Resolved target = type.resolve(path.attribute());
        Schema named = target == null && path.filter() == null ? schema(path.toString()) : null;
        if (named != null) {
            addSchema(operation, named);
        } else if (target == null || mode == Mode.STRICT) {
            plain.add(operation);
        } else {
            plain.add(with(operation, path, shaped(operation, path, target)));
        }
    }

    private @Nullable JsonNode shaped(PatchOperation operation, PatchPath path, Resolved target) {
        JsonNode value = operation.value();
        if (value == null) {
            return null;
        }
        Attribute attribute = target.attribute();
        Attribute sub = target.subAttribute();
        Shapes shapes = new Shapes(deviations);
        Place place = Names.place(target.extension(), attribute);
        if (sub != null) {
            return shapes.value(sub, value, place.child(sub.name()));
        }
        return path.filter() == null ? shapes.value(attribute, value, place) : shapes.element(attribute, value, place);
    }

    private @Nullable Schema schema(String urn) {
        return type.schema().id().equalsIgnoreCase(urn) ? type.schema() : type.extension(urn);
    }

    private void addSchema(PatchOperation operation, Schema schema) {
        boolean isCore = schema.id().equals(type.schema().id());
        JsonNode sent = operation.value();
        JsonNode value = sent == null || mode == Mode.STRICT ? sent : ScimJson.object(sent);
        if (operation.op() == PatchOp.REMOVE) {
            removeOfSchema(operation, schema, isCore, value);
        } else if (value instanceof ObjectNode members) {
            addAttributes(
                    with(operation, null, members),
                    isCore ? members : JsonNodeFactory.instance.objectNode().set(schema.id(), members));
        } else if (isCore) {
            throw ScimError.badRequest(
                            ScimType.INVALID_VALUE,
                            "The path names a schema, so the value must be an object of attributes.")
                    .exception();
        } else {
            plain.add(with(operation, operation.path(), value));
        }
    }

    /** A whole extension may be removed; of the core schema, or where a value says which, only what is named. */
    private void removeOfSchema(PatchOperation operation, Schema schema, boolean isCore, @Nullable JsonNode value) {
        if (mode == Mode.TOLERANT && value instanceof ObjectNode members && !members.isEmpty()) {
            for (Map.Entry<String, JsonNode> member : members.properties()) {
                removeMember(schema, isCore, member.getKey(), member.getValue());
            }
        } else if (isCore) {
            throw ScimError.badRequest(
                            ScimType.INVALID_PATH,
                            "The path names the whole core schema, which cannot be removed. Name the attributes to"
                                    + " remove.")
                    .exception();
        } else {
            plain.add(operation);
        }
    }

    /** Of an attribute with parts only those that are named below it. */
    private void removeMember(Schema schema, boolean isCore, String key, JsonNode value) {
        PatchPath named = Names.path(isCore ? null : schema, key);
        PatchPath path =
                named == null ? new PatchPath(new AttributePath(isCore ? null : schema.id(), key, null), null) : named;
        AttributePath attribute = path.attribute();
        Resolved target = attribute.subAttribute() == null && path.filter() == null ? type.resolve(attribute) : null;
        if (target == null
                || target.attribute().multiValued()
                || !(value instanceof ObjectNode parts)
                || parts.isEmpty()) {
            plain.add(new PatchOperation(PatchOp.REMOVE, path, null));
            return;
        }
        parts.fieldNames()
                .forEachRemaining(part -> plain.add(new PatchOperation(
                        PatchOp.REMOVE, new PatchPath(attribute.withSubAttribute(part), null), null)));
    }

    private void addAttributes(PatchOperation operation, @Nullable JsonNode value) {
        if (mode == Mode.STRICT || !(value instanceof ObjectNode members)) {
            plain.add(with(operation, null, value));
            return;
        }
        Names names = new Names(type, new Shapes(deviations), deviations, unusable);
        names.addAll(members);
        if (!names.object().isEmpty() || names.further().isEmpty()) {
            plain.add(with(operation, null, names.object()));
        }
        for (Names.Further further : names.further()) {
            plain.add(with(operation, further.path(), further.value()));
        }
    }

    private static PatchOperation with(PatchOperation operation, @Nullable PatchPath path, @Nullable JsonNode value) {
        return new PatchOperation(operation.op(), path, value, operation.unmatched());
    }
}
