package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.resource.Place;
import dev.rollcall.scim.resource.RequiredAttributes;
import dev.rollcall.scim.resource.ValueReader;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies a PATCH to a canonical resource (RFC 7644 section 3.5.2): operation after operation, all or none. This class finds the
 * target of each operation; {@link AttributeEdit} and {@link ElementEdit} change it. In tolerant mode a deactivation takes effect
 * whatever else the request contains: an operation that cannot be applied is then left out and reported.
 */
public final class PatchApplier {

    private final ResourceType type;
    private final Mode mode;
    private final Deviations deviations = new Deviations();
    private final ValueReader values;
    private final AttributeEdit attributes;
    private final ElementEdit elements;
    private final boolean leavesOut;
    private final WorkBudget budget = new WorkBudget();
    private final ObjectNode resource;
    private final Undo undo;
    private @Nullable ScimException leftOut;

    private PatchApplier(ResourceType type, ObjectNode resource, Mode mode, boolean leavesOut) {
        this.type = type;
        this.mode = mode;
        this.leavesOut = leavesOut;
        this.resource = resource;
        this.undo = new Undo(resource, budget);
        this.values = new ValueReader(mode, deviations);
        this.attributes = new AttributeEdit(values, budget);
        this.elements = new ElementEdit(mode, values, attributes, budget);
    }

    /**
     * The resource after a PATCH.
     *
     * @param resource a new canonical resource
     * @param changed whether it differs from the one before
     */
    public record Result(ObjectNode resource, boolean changed, List<Deviation> deviations) {}

    /**
     * Applies a PATCH in its plain spelling.
     *
     * @param current canonical resource; not changed
     * @throws dev.rollcall.scim.error.ScimException 400 with the keyword that RFC 7644 table 9 has for it; nothing is applied
     */
    public static Result apply(ResourceType type, ObjectNode current, PatchRequest patch, Mode mode) {
        boolean leavesOut = mode == Mode.TOLERANT && Deactivation.isIn(type, patch);
        PatchApplier applier = new PatchApplier(type, current.deepCopy(), mode, leavesOut);
        Result result = applier.apply(current, patch);
        if (applier.leftOut != null && result.resource().path("active").asBoolean(true)) {
            throw applier.leftOut;
        }
        return result;
    }

    /**
     * Applies what stands beside the taking away of members in the PATCH of a group in a tolerant directory: what cannot be
     * applied is left out and reported.
     *
     * @param current canonical resource; not changed
     */
    public static Result applyBesideRemoval(ResourceType type, ObjectNode current, PatchRequest patch) {
        return new PatchApplier(type, current.deepCopy(), Mode.TOLERANT, true).apply(current, patch);
    }

    private Result apply(ObjectNode current, PatchRequest patch) {
        for (PatchOperation operation : patch.operations()) {
            attempt(resource, () -> apply(resource, operation));
        }
        RequiredAttributes.require(type, resource);
        return new Result(resource, !resource.equals(current), deviations.list());
    }

    /** Edits the resource; where something may be left out, that is done instead of failing. */
    private void attempt(ObjectNode resource, Runnable edit) {
        if (!leavesOut) {
            edit.run();
            return;
        }
        int before = undo.mark();
        try {
            edit.run();
            if (undo.mark() > before) {
                for (String name : undo.since(before)) {
                    RequiredAttributes.require(type, resource, name);
                }
            }
        } catch (ScimException e) {
            undo.backTo(before);
            leftOut = leftOut == null ? e : leftOut;
            deviations.leftOutBesideDeactivation(e.error().detail());
        }
    }

    private void apply(ObjectNode resource, PatchOperation operation) {
        PatchPath path = operation.path();
        if (path == null) {
            applyMembers(resource, operation);
            return;
        }
        Resolved target = resolve(path.attribute());
        if (target == null) {
            applyToSchema(resource, path, operation);
        } else if (!isIgnored(target, operation.op())) {
            inHolder(resource, target, holder -> applyAt(holder, target, path, operation));
        }
    }

    private void applyAt(ObjectNode holder, Resolved target, PatchPath path, PatchOperation operation) {
        Attribute attribute = target.attribute();
        Attribute sub = target.subAttribute();
        Filter filter = path.filter();
        Place place = place(target);
        if (filter != null && !attribute.multiValued() && mode == Mode.STRICT) {
            throw ScimError.badRequest(
                            ScimType.INVALID_PATH, place + " has a single value, so its path cannot have a filter.")
                    .exception();
        }
        if (filter != null && ignoresUnknownName(attribute, filter)) {
            return;
        }
        if (filter != null && !attribute.multiValued()) {
            elements.applyToOne(holder, attribute, sub, filter, operation, place);
        } else if (filter != null || (sub != null && attribute.multiValued())) {
            elements.apply(holder, attribute, sub, filter, operation, place);
        } else if (sub != null) {
            AttributeEdit.requireWritable(attribute, place);
            inObject(
                    holder,
                    attribute.name(),
                    object ->
                            attributes.apply(object, sub, operation.op(), operation.value(), place.child(sub.name())));
        } else {
            attributes.apply(holder, attribute, operation.op(), operation.value(), place);
        }
    }

    private boolean ignoresUnknownName(Attribute attribute, Filter filter) {
        String unknown = mode == Mode.STRICT ? null : ElementMatcher.unknownName(attribute, filter);
        if (unknown == null) {
            return false;
        }
        deviations.unknownAttribute(attribute.name() + "." + unknown);
        return true;
    }

    /** An operation without path: every member of its value is an attribute, or an extension under its URN. */
    private void applyMembers(ObjectNode resource, PatchOperation operation) {
        if (!(operation.value() instanceof ObjectNode members)) {
            throw ScimError.badRequest(
                            ScimType.INVALID_VALUE,
                            "An operation without a path must have an object of attributes as its value.")
                    .exception();
        }
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            attempt(resource, () -> applyMember(resource, operation.op(), member.getKey(), member.getValue()));
        }
    }

    private void applyMember(ObjectNode resource, PatchOp op, String name, JsonNode value) {
        Schema extension = type.extension(name);
        if (extension != null) {
            applyExtension(resource, extension, op, value);
            return;
        }
        Resolved target = resolve(AttributePath.of(name));
        if (target == null) {
            values.unknown(Place.of(name).toString());
        } else if (!isIgnored(target, op)) {
            inHolder(
                    resource, target, holder -> attributes.apply(holder, target.attribute(), op, value, place(target)));
        }
    }

    /**
     * Whether an operation aims at what nobody can write and is to be left out: read-only attributes in tolerant mode, and always
     * {@code schemas}, which follows from the attributes. A removal of either is refused where it is applied.
     */
    private boolean isIgnored(Resolved target, PatchOp op) {
        if (op == PatchOp.REMOVE) {
            if (isSchemas(target.attribute())) {
                throw AttributeEdit.mutability("schemas is derived from the attributes and cannot be removed.");
            }
            return false;
        }
        Attribute sub = target.subAttribute();
        boolean readOnly = target.attribute().mutability() == Mutability.READ_ONLY
                || (sub != null && sub.mutability() == Mutability.READ_ONLY);
        if (mode == Mode.STRICT || !(readOnly || isSchemas(target.attribute()))) {
            return isSchemas(target.attribute());
        }
        Place place = place(target);
        deviations.report(
                DeviationRule.READ_ONLY,
                (sub == null ? place : place.child(sub.name()))
                        + " is read-only; the value that was sent was left out.");
        return true;
    }

    /** A path that is the bare URN of an extension or of the core schema, or that names nothing. */
    private void applyToSchema(ObjectNode resource, PatchPath path, PatchOperation operation) {
        String name = path.toString();
        Schema extension = path.filter() == null ? type.extension(name) : null;
        if (extension != null) {
            applyExtension(resource, extension, operation.op(), operation.value());
        } else if (operation.op() != PatchOp.REMOVE && type.schema().id().equalsIgnoreCase(name)) {
            applyMembers(resource, operation);
        } else if (mode == Mode.TOLERANT) {
            deviations.unknownAttribute(path.attribute().toString());
        } else {
            throw ScimError.badRequest(
                            ScimType.INVALID_PATH,
                            "The path \"" + path.attribute() + "\" names nothing that a " + type.name() + " has.")
                    .exception();
        }
    }

    private void applyExtension(ObjectNode resource, Schema extension, PatchOp op, @Nullable JsonNode value) {
        Place place = Place.of(extension.id());
        if (op == PatchOp.REMOVE || value == null || value.isNull()) {
            inExtension(resource, extension, holder -> {
                for (Attribute attribute : extension.attributes()) {
                    if (holder.has(attribute.name())) {
                        attributes.apply(holder, attribute, PatchOp.REMOVE, null, place.child(attribute.name()));
                    }
                }
            });
        } else if (value instanceof ObjectNode members) {
            inExtension(
                    resource,
                    extension,
                    holder -> values.members(
                            members,
                            extension::attribute,
                            place,
                            (attribute, sent, at) -> attributes.apply(holder, attribute, op, sent, at)));
        } else {
            throw ScimError.badRequest(ScimType.INVALID_VALUE, place + " must be an object of attributes.")
                    .exception();
        }
    }

    /** To the letter, only core and common attributes go without a URN. */
    private @Nullable Resolved resolve(AttributePath path) {
        Resolved found = type.resolve(path);
        if (found == null || found.extension() == null || path.schema() != null) {
            return found;
        }
        if (mode == Mode.STRICT) {
            return null;
        }
        deviations.report(DeviationRule.MISSING_URN, path + " belongs to an extension; its URN was added.");
        return found;
    }

    /** What a resource is made of follows from its attributes; nobody sets it. */
    private static boolean isSchemas(Attribute attribute) {
        return attribute.name().equals("schemas");
    }

    private static Place place(Resolved target) {
        Schema extension = target.extension();
        String name = target.attribute().name();
        return extension == null ? Place.of(name) : Place.of(extension.id()).child(name);
    }

    private void inHolder(ObjectNode resource, Resolved target, Consumer<ObjectNode> edit) {
        Schema extension = target.extension();
        if (extension != null) {
            inExtension(resource, extension, edit);
            return;
        }
        if (leavesOut) {
            undo.remember(target.attribute().name());
        }
        edit.accept(resource);
    }

    private void inExtension(ObjectNode resource, Schema extension, Consumer<ObjectNode> edit) {
        if (leavesOut) {
            undo.remember(extension.id());
        }
        inObject(resource, extension.id(), edit);
    }

    /** Edits the object under that name, which comes and goes with its members. */
    private static void inObject(ObjectNode parent, String name, Consumer<ObjectNode> edit) {
        ObjectNode object =
                parent.get(name) instanceof ObjectNode present ? present : JsonNodeFactory.instance.objectNode();
        edit.accept(object);
        if (object.isEmpty()) {
            parent.remove(name);
        } else {
            parent.set(name, object);
        }
    }
}
