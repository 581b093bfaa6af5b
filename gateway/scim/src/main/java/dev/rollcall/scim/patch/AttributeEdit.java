package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.resource.ActiveFlag;
import dev.rollcall.scim.resource.Place;
import dev.rollcall.scim.resource.ValueReader;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import org.jspecify.annotations.Nullable;

/**
 * Adds, replaces or removes one attribute in the object that holds it: a resource, an extension, or, for a sub-attribute, a
 * complex value (RFC 7644 sections 3.5.2.1 to 3.5.2.3).
 */
final class AttributeEdit {

    /** An element is hashed whole to be compared, and each new one may be held against all. */
    private static final int COMPARED = 4;

    private final ValueReader values;
    private final WorkBudget budget;

    AttributeEdit(ValueReader values, WorkBudget budget) {
        this.values = values;
        this.budget = budget;
    }

    /**
     * Applies an operation.
     *
     * @param value null for a remove without value
     * @throws ScimException 400 mutability or invalidValue, with the place
     */
    void apply(ObjectNode holder, Attribute attribute, PatchOp op, @Nullable JsonNode value, Place place) {
        requireWritable(attribute, place);
        if (op == PatchOp.REMOVE || value == null) {
            remove(holder, attribute, value, place);
        } else if (attribute.multiValued()) {
            if (op == PatchOp.ADD) {
                ArrayNode list = list(holder, attribute);
                ArrayNode added = newElements(attribute, value, place);
                budget.spend(list, COMPARED + added.size() / COMPARED);
                ListEdit.add(list, attribute, added);
                ValueReader.requireBounded(attribute, list, place);
                dropIfEmpty(holder, attribute);
            } else {
                set(holder, attribute, values.read(attribute, value, place), place);
            }
        } else if (attribute.isComplex() && value instanceof ObjectNode members) {
            merge(holder, attribute, op, members, place);
        } else {
            set(holder, attribute, values.read(attribute, value, place), place);
        }
    }

    /** Sub-attributes that are not named stay as they are. */
    void merge(ObjectNode holder, Attribute attribute, PatchOp op, ObjectNode members, Place place) {
        ObjectNode merged = holder.get(attribute.name()) instanceof ObjectNode present
                ? present.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        mergeInto(merged, attribute, op, members, place);
        set(holder, attribute, merged.isEmpty() ? null : merged, place);
    }

    void mergeInto(ObjectNode element, Attribute attribute, PatchOp op, ObjectNode members, Place place) {
        values.members(members, attribute::subAttribute, place, (sub, value, at) -> apply(element, sub, op, value, at));
        ValueReader.requireReferenceType(attribute, element, place);
    }

    static void requireWritable(Attribute attribute, Place place) {
        if (attribute.mutability() == Mutability.READ_ONLY) {
            throw mutability(place + " is read-only.");
        }
    }

    /** Whether a user is active is always known: a removal would be answered with success and change nothing. */
    private static void requireOtherThanActive(Attribute attribute, Place place) {
        if (ActiveFlag.is(attribute)) {
            throw mutability(place + " always has a value and cannot be removed. Replace it with true or false.");
        }
    }

    static ScimException mutability(String detail) {
        return ScimError.badRequest(ScimType.MUTABILITY, detail).exception();
    }

    private void remove(ObjectNode holder, Attribute attribute, @Nullable JsonNode value, Place place) {
        if (attribute.required()) {
            throw mutability(place + " is required and cannot be removed.");
        }
        if (attribute.multiValued() && value != null) {
            ValueReader.requireBounded(attribute, value, place);
            ListedParts listed = ListedParts.of(attribute, listed(attribute, value, place));
            ArrayNode list = list(holder, attribute);
            budget.spend(list, listed.shapes());
            ListEdit.remove(list, listed);
            dropIfEmpty(holder, attribute);
        } else {
            set(holder, attribute, null, place);
        }
    }

    void set(ObjectNode holder, Attribute attribute, @Nullable JsonNode value, Place place) {
        if (value == null) {
            requireOtherThanActive(attribute, place);
        }
        JsonNode present = holder.get(attribute.name());
        if (attribute.mutability() == Mutability.IMMUTABLE && present != null && !present.equals(value)) {
            throw mutability(place + " cannot be changed once it has a value.");
        }
        if (value != null) {
            holder.set(attribute.name(), value);
        } else {
            holder.remove(attribute.name());
        }
    }

    /** What an add brings: a list, or a single new value. */
    private ArrayNode newElements(Attribute attribute, JsonNode value, Place place) {
        if (value.isArray()) {
            return values.read(attribute, value, place) instanceof ArrayNode elements
                    ? elements
                    : JsonNodeFactory.instance.arrayNode();
        }
        return listOfOne(values.one(attribute, value, place));
    }

    /** What a remove names; a bare string stands for the element of that {@code value}. */
    private ArrayNode listed(Attribute attribute, JsonNode value, Place place) {
        Iterable<JsonNode> sent = value.isArray() ? value : listOfOne(value);
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : sent) {
            boolean bare = attribute.isComplex() && element.isTextual();
            JsonNode full = bare ? JsonNodeFactory.instance.objectNode().set("value", element) : element;
            JsonNode canonical = values.one(attribute, full, place);
            if (canonical != null) {
                listed.add(canonical);
            }
        }
        return listed;
    }

    private static ArrayNode listOfOne(@Nullable JsonNode element) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        return element == null ? list : list.add(element);
    }

    private static ArrayNode list(ObjectNode holder, Attribute attribute) {
        return holder.withArray(attribute.name());
    }

    private static void dropIfEmpty(ObjectNode holder, Attribute attribute) {
        if (holder.path(attribute.name()).isEmpty()) {
            holder.remove(attribute.name());
        }
    }
}
