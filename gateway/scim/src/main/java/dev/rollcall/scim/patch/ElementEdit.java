package dev.rollcall.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.patch.PatchOperation.Unmatched;
import dev.rollcall.scim.resource.Place;
import dev.rollcall.scim.resource.ValueReader;
import dev.rollcall.scim.schema.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies an operation to those elements of a multi-valued attribute that a value filter or a sub-attribute selects. */
final class ElementEdit {

    /** Sub-attributes that describe a value (RFC 7643 section 2.4) and mean nothing where there is none. */
    private static final Set<String> LABELS = Set.of("type", "primary", "display");

    private final Mode mode;
    private final ValueReader values;
    private final AttributeEdit attributes;
    private final WorkBudget budget;

    ElementEdit(Mode mode, ValueReader values, AttributeEdit attributes, WorkBudget budget) {
        this.mode = mode;
        this.values = values;
        this.attributes = attributes;
        this.budget = budget;
    }

    /**
     * Applies {@code attribute[filter]} or {@code attribute[filter].sub}; without filter, to all elements.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 noTarget when an add or replace finds no element, and may make none; in a
     *     strict directory also when a remove finds none
     */
    void apply(
            ObjectNode holder,
            Attribute attribute,
            @Nullable Attribute sub,
            @Nullable Filter filter,
            PatchOperation operation,
            Place place) {
        AttributeEdit.requireWritable(attribute, place);
        ElementMatcher matcher = filter == null ? null : ElementMatcher.of(attribute, filter);
        JsonNode elements = holder.path(attribute.name());
        budget.spend(elements, matcher == null ? 1 : matcher.cost());
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        List<JsonNode> touched = new ArrayList<>();
        for (JsonNode element : elements) {
            if (matcher == null || matcher.matches(element)) {
                JsonNode edited = edit(element, attribute, sub, filter, operation, place);
                touched.add(element);
                if (edited != null) {
                    kept.add(edited);
                    touched.set(touched.size() - 1, edited);
                }
            } else {
                kept.add(element);
            }
        }
        if (touched.isEmpty() && operation.op() == PatchOp.REMOVE && filter != null && mode == Mode.STRICT) {
            throw noTarget(attribute, place);
        }
        if (touched.isEmpty() && operation.op() != PatchOp.REMOVE) {
            ObjectNode stamped = newElement(attribute, filter, operation, place);
            JsonNode edited = edit(stamped, attribute, sub, null, asAdd(operation), place);
            if (edited != null) {
                kept.add(edited);
                touched.add(edited);
            }
        }
        ListEdit.keepOnePrimary(kept, touched);
        store(holder, attribute, kept);
    }

    /**
     * Applies {@code attribute[filter]} or {@code attribute[filter].sub} where the attribute has one value, which the filter may
     * match as it would the element of a list.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 noTarget when an add or replace finds another value than the filter wants
     */
    void applyToOne(
            ObjectNode holder,
            Attribute attribute,
            @Nullable Attribute sub,
            Filter filter,
            PatchOperation operation,
            Place place) {
        ObjectNode listed = JsonNodeFactory.instance.objectNode();
        JsonNode present = holder.get(attribute.name());
        if (present != null) {
            listed.putArray(attribute.name()).add(present);
            if (operation.op() != PatchOp.REMOVE
                    && !ElementMatcher.of(attribute, filter).matches(present)) {
                throw noTarget(attribute, place);
            }
        }
        apply(listed, attribute, sub, filter, operation, place);
        attributes.set(holder, attribute, listed.path(attribute.name()).get(0), place);
    }

    private static void store(ObjectNode holder, Attribute attribute, ArrayNode elements) {
        ValueReader.dropRepeated(attribute, elements);
        if (elements.isEmpty()) {
            holder.remove(attribute.name());
        } else {
            holder.set(attribute.name(), elements);
        }
    }

    /** The element as the operation leaves it; null when it is gone. */
    private @Nullable JsonNode edit(
            JsonNode element,
            Attribute attribute,
            @Nullable Attribute sub,
            @Nullable Filter filter,
            PatchOperation operation,
            Place place) {
        JsonNode value = operation.value();
        if (sub != null) {
            ObjectNode edited = ((ObjectNode) element).deepCopy();
            attributes.apply(edited, sub, operation.op(), value, place.child(sub.name()));
            ValueReader.requireReferenceType(attribute, edited, place);
            return edited.isEmpty() || (clears(operation) && isLabelAlone(edited)) ? null : edited;
        }
        if (operation.op() == PatchOp.REMOVE || value == null || value.isNull()) {
            return null;
        }
        JsonNode single = value.isArray() && value.size() == 1 ? value.get(0) : value;
        if (operation.op() == PatchOp.ADD && single instanceof ObjectNode members && element.isObject()) {
            ObjectNode edited = ((ObjectNode) element).deepCopy();
            attributes.mergeInto(edited, attribute, PatchOp.ADD, members, place);
            return edited;
        }
        JsonNode replacement = values.one(attribute, single, place);
        if (attribute.identifiedByValue()
                && replacement != null
                && !replacement.path("value").equals(element.path("value"))) {
            throw AttributeEdit.mutability(
                    place.child("value") + " cannot be changed. Remove the old value and add the new one.");
        }
        if (mode == Mode.TOLERANT && filter != null && replacement instanceof ObjectNode object) {
            filter.conjuncts().forEach(term -> keep(object, attribute, term, element));
        }
        return replacement;
    }

    /** What the filter found an element by is not lost because the value in its place does not repeat it. */
    private static void keep(ObjectNode replacement, Attribute attribute, Filter term, JsonNode element) {
        if (term instanceof Filter.Comparison comparison && comparison.op() == CompareOp.EQ) {
            Attribute sub = ElementMatcher.find(attribute, comparison.path());
            JsonNode present = sub == null ? null : element.get(sub.name());
            if (sub != null && present != null && !replacement.has(sub.name())) {
                replacement.set(sub.name(), present);
            }
        }
    }

    private static boolean clears(PatchOperation operation) {
        return operation.op() == PatchOp.REMOVE
                || operation.value() == null
                || operation.value().isNull();
    }

    /**
     * Whether a removal has left nothing but what the value was called. The RFC says no more than that the sub-attribute goes, so a
     * strict directory keeps the element; elsewhere an address without an address would count as the person's.
     */
    private boolean isLabelAlone(ObjectNode element) {
        return mode == Mode.TOLERANT
                && element.properties().stream().allMatch(field -> LABELS.contains(field.getKey()));
    }

    /** What stands in the filter must not be lost when the new element takes the value. */
    private static PatchOperation asAdd(PatchOperation operation) {
        return new PatchOperation(PatchOp.ADD, operation.path(), operation.value());
    }

    private ObjectNode newElement(Attribute attribute, @Nullable Filter filter, PatchOperation operation, Place place) {
        ObjectNode element = JsonNodeFactory.instance.objectNode();
        if (filter == null) {
            return element;
        }
        boolean mayCreate =
                operation.unmatched() == Unmatched.CREATE || (mode == Mode.TOLERANT && operation.op() == PatchOp.ADD);
        if (!mayCreate || !filter.conjuncts().stream().allMatch(term -> stamp(element, attribute, term, place))) {
            throw noTarget(attribute, place);
        }
        return element;
    }

    private static ScimException noTarget(Attribute attribute, Place place) {
        return ScimError.badRequest(
                        ScimType.NO_TARGET,
                        "The filter in the path matches none of the " + attribute.name()
                                + ". To add a value, add the complete value with the path " + place + ".")
                .exception();
    }

    /** Gives the element what an equality says; false when the term is none. */
    private boolean stamp(ObjectNode element, Attribute attribute, Filter term, Place place) {
        if (!attribute.isComplex() || !(term instanceof Filter.Comparison comparison)) {
            return false;
        }
        Attribute sub = ElementMatcher.find(attribute, comparison.path());
        if (sub == null || comparison.op() != CompareOp.EQ || comparison.value().isNull()) {
            return false;
        }
        attributes.apply(element, sub, PatchOp.ADD, comparison.value(), place.child(sub.name()));
        return true;
    }
}
