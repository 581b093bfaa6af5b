package dev.rollcall.scim.spelling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.resource.Deviations;
import dev.rollcall.scim.resource.Place;
import dev.rollcall.scim.schema.Attribute;
import java.util.Map;

/**
 * Gives a value the shape that its attribute has: out of a list of one, out of or into an object with a {@code value}, out of JSON
 * in a text, a number into a text. A value without such a plain meaning stays as it is, so that the client is told about it. Values
 * that have the right shape already are not copied.
 */
final class Shapes {

    private static final String VALUE = "value";

    private final Deviations deviations;

    Shapes(Deviations deviations) {
        this.deviations = deviations;
    }

    /** The value of an attribute: of a multi-valued one the list, or the element that stands in its place. */
    JsonNode value(Attribute attribute, JsonNode sent, Place place) {
        if (!attribute.multiValued()) {
            return one(attribute, unlisted(sent, place), place);
        }
        JsonNode list = attribute.isComplex() ? ScimJson.parsed(sent, '[') : sent;
        if (!(list instanceof ArrayNode elements)) {
            return one(attribute, list, place);
        }
        ArrayNode copy = null;
        for (int i = 0; i < elements.size(); i++) {
            JsonNode element = one(attribute, elements.get(i), place);
            if (copy == null && !element.equals(elements.get(i))) {
                copy = firstOf(elements, i);
            }
            if (copy != null) {
                copy.add(element);
            }
        }
        return copy == null ? list : copy;
    }

    /** One element of a multi-valued attribute, which may stand in a list of one. */
    JsonNode element(Attribute attribute, JsonNode sent, Place place) {
        return one(attribute, unlisted(sent, place), place);
    }

    private JsonNode unlisted(JsonNode sent, Place place) {
        if (!sent.isArray() || sent.size() != 1) {
            return sent;
        }
        deviations.report(
                DeviationRule.LIST_OF_ONE,
                place.attribute() + " has a single value; it arrived in a list of one and was taken out of it.");
        return sent.get(0);
    }

    private JsonNode one(Attribute attribute, JsonNode sent, Place place) {
        return attribute.isComplex() ? complex(attribute, sent, place) : simple(attribute, sent, place);
    }

    private JsonNode complex(Attribute attribute, JsonNode sent, Place place) {
        if (sent instanceof ObjectNode object) {
            return members(attribute, object, place);
        }
        if (!attribute.multiValued() && ScimJson.parsed(sent, '{') instanceof ObjectNode object) {
            deviations.report(
                    DeviationRule.JSON_IN_TEXT,
                    place.attribute() + " arrived as JSON inside a text, which was " + "parsed.");
            return members(attribute, object, place);
        }
        Attribute value = attribute.subAttribute(VALUE);
        boolean isBare = (sent.isTextual() && !sent.textValue().isBlank()) || sent.isNumber();
        if (value == null || !isBare) {
            return sent;
        }
        deviations.report(
                DeviationRule.BARE_VALUE,
                place.attribute() + " arrived as a bare value; {\"value\": ...} is the form of the RFC.");
        return members(attribute, JsonNodeFactory.instance.objectNode().set(VALUE, sent), place);
    }

    private ObjectNode members(Attribute attribute, ObjectNode sent, Place place) {
        ObjectNode copy = null;
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            Attribute sub = attribute.subAttribute(member.getKey());
            if (sub == null) {
                continue;
            }
            JsonNode shaped = value(sub, member.getValue(), place.child(sub.name()));
            if (!shaped.equals(member.getValue())) {
                copy = copy == null ? JsonNodeFactory.instance.objectNode().setAll(sent) : copy;
                copy.set(member.getKey(), shaped);
            }
        }
        return copy == null ? sent : copy;
    }

    private JsonNode simple(Attribute attribute, JsonNode sent, Place place) {
        JsonNode bare = sent;
        if (sent instanceof ObjectNode object && object.path(VALUE).isValueNode()) {
            deviations.report(
                    DeviationRule.WRAPPED_VALUE,
                    place.attribute() + " is a simple value; it arrived inside an object and was taken out of it.");
            bare = object.get(VALUE);
        }
        boolean isText = attribute.type() == Attribute.Type.STRING || attribute.type() == Attribute.Type.REFERENCE;
        // What is beyond all numbers, such as 1e400, has no spelling to write: it is refused as no text.
        if (!isText || !bare.isNumber() || !Double.isFinite(bare.doubleValue())) {
            return bare;
        }
        deviations.report(
                DeviationRule.NUMBER_FOR_TEXT,
                place.attribute() + " is a text; it arrived as a number and was converted.");
        return TextNode.valueOf(
                bare.isIntegralNumber() ? bare.asText() : bare.decimalValue().toPlainString());
    }

    private static ArrayNode firstOf(ArrayNode elements, int count) {
        ArrayNode first = JsonNodeFactory.instance.arrayNode(elements.size());
        for (int i = 0; i < count; i++) {
            first.add(elements.get(i));
        }
        return first;
    }
}
