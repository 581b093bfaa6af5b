package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Mutability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of attributes into canonical form; for whole resources and for the values of a PATCH alike. One instance a
 * request.
 */
public final class ValueReader {

    private final Mode mode;
    private final Deviations deviations;

    public ValueReader(Mode mode, Deviations deviations) {
        this.mode = mode;
        this.deviations = deviations;
    }

    /**
     * Reads the value of an attribute: of a multi-valued one the whole list.
     *
     * @return the canonical value, sharing simple values with the input; null when it means unassigned, and for write-only
     *     attributes, which are checked and dropped
     * @throws dev.rollcall.scim.error.ScimException 400 invalidValue or invalidSyntax, with the place
     */
    public @Nullable JsonNode read(Attribute attribute, JsonNode value, Place place) {
        if (value.isNull()) {
            return null;
        }
        JsonNode canonical = attribute.multiValued() ? list(attribute, value, place) : one(attribute, value, place);
        if (attribute.mutability() != Mutability.WRITE_ONLY) {
            return canonical;
        }
        if (mode == Mode.TOLERANT) {
            deviations.report(
                    DeviationRule.NOT_KEPT, place.attribute() + " is write-only; it was checked and not kept.");
        }
        return null;
    }

    /** Reads one element of a multi-valued attribute, or the value of a single-valued one; null when it is unassigned. */
    public @Nullable JsonNode one(Attribute attribute, JsonNode value, Place place) {
        if (value.isNull()) {
            return null;
        }
        if (mode == Mode.TOLERANT && ActiveFlag.is(attribute) && !value.isBoolean() && ActiveFlag.isOff(value)) {
            deviations.report(
                    DeviationRule.TEXT_FOR_BOOLEAN,
                    place.attribute() + " arrived as a " + (value.isTextual() ? "text" : "number")
                            + "; it was read as false.");
            return BooleanNode.FALSE;
        }
        SimpleValues.require(attribute, value, place);
        return attribute.isComplex() ? complex(attribute, (ObjectNode) value, place) : value;
    }

    /** What happens to a name that no schema knows: ignored and reported, or refused. */
    public void unknown(String name) {
        if (mode == Mode.STRICT) {
            throw ScimError.badRequest(
                            ScimType.INVALID_SYNTAX,
                            "\"" + name + "\" is in none of the schemas of this resource type; see /Schemas.")
                    .exception();
        }
        deviations.unknownAttribute(name);
    }

    /** Takes the members of an object one by one. */
    public interface MemberVisitor {
        void visit(Attribute attribute, JsonNode value, Place place);
    }

    /**
     * Visits those members of an object that may be written: names in any letter case, read-only ones left out, unknown ones
     * reported or refused.
     *
     * @param lookup the attribute of a name, or null
     */
    public void members(
            ObjectNode object, Function<String, @Nullable Attribute> lookup, Place place, MemberVisitor visitor) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Attribute attribute = lookup.apply(field.getKey());
            if (attribute == null) {
                unknown(place.child(field.getKey()).attribute());
                continue;
            }
            Place memberPlace = place.child(attribute.name());
            requireOneSpelling(object, field.getKey(), attribute, memberPlace);
            if (attribute.mutability() != Mutability.READ_ONLY) {
                visitor.visit(attribute, field.getValue(), memberPlace);
            }
        }
    }

    void requireOneSpelling(ObjectNode object, String name, Attribute attribute, Place place) {
        if (!name.equals(attribute.name())) {
            requireOneSpelling(object, attribute, place);
        }
    }

    void put(Attribute attribute, JsonNode value, Place place, ObjectNode into) {
        JsonNode canonical = read(attribute, value, place);
        if (canonical != null) {
            into.set(attribute.name(), canonical);
        }
    }

    private static void requireOneSpelling(ObjectNode object, Attribute attribute, Place place) {
        int spellings = 0;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(attribute.name())) {
                spellings++;
            }
        }
        if (spellings > 1) {
            throw ScimError.badRequest(
                            ScimType.INVALID_SYNTAX,
                            place + " appears twice in the same object; names are not case-sensitive.")
                    .exception();
        }
    }

    private @Nullable JsonNode list(Attribute attribute, JsonNode value, Place place) {
        ArrayNode canonical = JsonNodeFactory.instance.arrayNode();
        if (value.isArray()) {
            requireBounded(attribute, value, place);
            int index = 0;
            for (JsonNode sent : value) {
                JsonNode element = element(attribute, sent, place.element(index++));
                if (element != null) {
                    canonical.add(element);
                }
            }
            int all = canonical.size();
            dropRepeated(attribute, canonical);
            if (mode == Mode.TOLERANT && canonical.size() < all) {
                deviations.report(
                        DeviationRule.REPEATED_ELEMENT, place.attribute() + " has an element twice; it was kept once.");
            }
            if (canonical.isEmpty() && !value.isEmpty() && attribute.identifiedByValue()) {
                throw SimpleValues.invalid(place
                        + " has elements, but none of them has a value. Send an empty list if there are"
                        + " none.");
            }
            keepOnePrimary(canonical, place);
        } else {
            if (mode == Mode.STRICT) {
                throw SimpleValues.wrongKind(value, place, "a list");
            }
            JsonNode element = one(attribute, value, place);
            deviations.report(
                    DeviationRule.SINGLE_VALUE,
                    place.attribute() + " is a list; the single value was read as a list of one.");
            if (element != null) {
                canonical.add(element);
            }
        }
        return canonical.isEmpty() ? null : canonical;
    }

    /** One element of a list; null when it says nothing, which is left out and told, or in strict mode refused. */
    private @Nullable JsonNode element(Attribute attribute, JsonNode sent, Place place) {
        if (mode == Mode.STRICT) {
            if (sent.isNull()) {
                throw SimpleValues.invalid(place + " must not be null; leave the element out.");
            }
            return one(attribute, sent, place);
        }
        JsonNode element =
                sent.isNull() || RequiredAttributes.lacksOne(attribute, sent) ? null : one(attribute, sent, place);
        if (element == null) {
            deviations.report(
                    DeviationRule.EMPTY_ELEMENT,
                    place.attribute() + " has an element without a value; it was left out.");
        }
        return element;
    }

    /** Drops every element that repeats an earlier one (RFC 7643 section 2.4); what it adds goes into the former. */
    public static void dropRepeated(Attribute attribute, ArrayNode canonical) {
        Map<Object, JsonNode> distinct = new HashMap<>();
        List<JsonNode> kept = new ArrayList<>(canonical.size());
        for (JsonNode element : canonical) {
            if (isNew(attribute, element, distinct)) {
                kept.add(element);
            }
        }
        if (kept.size() < canonical.size()) {
            canonical.removeAll();
            canonical.addAll(kept);
        }
    }

    private static boolean isNew(Attribute attribute, JsonNode element, Map<Object, JsonNode> distinct) {
        JsonNode same = element.has("value") ? distinct.putIfAbsent(attribute.identity(element), element) : null;
        if (same instanceof ObjectNode object && !attribute.identifiedByValue()) {
            object.setAll((ObjectNode) element);
        }
        return same == null;
    }

    /**
     * Requires that a list is no longer than {@link ValueLimits#VALUES}, unless it is one of members.
     *
     * @throws dev.rollcall.scim.error.ScimException 400 invalidValue
     */
    public static void requireBounded(Attribute attribute, JsonNode list, Place place) {
        if (list.size() > ValueLimits.VALUES && !attribute.identifiedByValue()) {
            throw SimpleValues.invalid(ValueLimits.tooMany(place, list.size()));
        }
    }

    private void keepOnePrimary(ArrayNode elements, Place place) {
        boolean seen = false;
        for (JsonNode element : elements) {
            if (!element.path("primary").asBoolean(false)) {
                continue;
            }
            if (seen) {
                if (mode == Mode.STRICT) {
                    throw SimpleValues.invalid(place + " has more than one primary value; at most one is accepted.");
                }
                deviations.report(
                        DeviationRule.SEVERAL_PRIMARIES,
                        place.attribute() + " has several primary values; the first was kept.");
                ((ObjectNode) element).set("primary", BooleanNode.FALSE);
            }
            seen = true;
        }
    }

    private @Nullable ObjectNode complex(Attribute attribute, ObjectNode sent, Place place) {
        ObjectNode canonical = JsonNodeFactory.instance.objectNode();
        members(sent, attribute::subAttribute, place, (sub, value, at) -> put(sub, value, at, canonical));
        RequiredAttributes.requireSubAttributes(attribute, canonical, place);
        requireReferenceType(attribute, canonical, place);
        return canonical.isEmpty() ? null : canonical;
    }

    /**
     * Requires that the {@code type} beside a {@code $ref} is the name of a resource type that may be referred to (RFC 7643
     * section 2.4), and gives it that spelling.
     *
     * @param element canonical value of the attribute
     * @throws dev.rollcall.scim.error.ScimException 400 invalidValue with those that are accepted
     */
    public static void requireReferenceType(Attribute attribute, ObjectNode element, Place place) {
        JsonNode type = element.get("type");
        Attribute reference = type == null ? null : attribute.subAttribute("$ref");
        if (type == null || reference == null) {
            return;
        }
        for (String accepted : reference.referenceTypes()) {
            if (accepted.equalsIgnoreCase(type.textValue())) {
                element.set("type", TextNode.valueOf(accepted));
                return;
            }
        }
        throw SimpleValues.invalid(
                place.child("type") + " must be one of: " + String.join(", ", reference.referenceTypes()) + ".");
    }
}
