package dev.rollcall.scim.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.DateTimes;
import java.util.Base64;

/** Checks that a JSON value is of a simple type of RFC 7643 section 2.3. */
final class SimpleValues {

    private SimpleValues() {}

    /**
     * Requires a value of the attribute's type that the database can hold.
     *
     * @throws ScimException 400 invalidValue: place, what is needed, and which kind of value was sent
     */
    static void require(Attribute attribute, JsonNode value, Place place) {
        switch (attribute.type()) {
            case STRING -> {
                requireText(value, place, "a string");
                requireLength(value, place);
            }
            case REFERENCE -> requireText(value, place, "a string");
            case BOOLEAN -> requireKind(value.isBoolean(), value, place, "a boolean, true or false");
            case INTEGER ->
                requireKind(value.isIntegralNumber() && value.canConvertToLong(), value, place, "a 64-bit integer");
            case DECIMAL ->
                requireKind(
                        value.isNumber() && Double.isFinite(value.doubleValue()), value, place, "a number in range");
            case DATE_TIME -> {
                requireText(value, place, "a time");
                if (DateTimes.instant(value.textValue()) == null) {
                    throw invalid(place + " must be a time with zone, such as 2030-01-31T12:00:00Z.");
                }
            }
            case BINARY -> {
                requireText(value, place, "a base64 string");
                if (!isBase64(value.textValue())) {
                    throw invalid(place + " must be base64.");
                }
            }
            case COMPLEX -> requireKind(value.isObject(), value, place, "an object");
        }
    }

    static ScimException invalid(String detail) {
        return ScimError.badRequest(ScimType.INVALID_VALUE, detail).exception();
    }

    static ScimException wrongKind(JsonNode value, Place place, String needed) {
        return invalid(place + " must be " + needed + "; " + kind(value) + " was sent.");
    }

    private static void requireKind(boolean suits, JsonNode value, Place place, String needed) {
        if (!suits) {
            throw wrongKind(value, place, needed);
        }
    }

    private static void requireText(JsonNode value, Place place, String needed) {
        requireKind(value.isTextual(), value, place, needed);
        String text = value.textValue();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || (Character.isSurrogate(c) && !isPairAt(text, i++))) {
                throw invalid(
                        place + " contains the character U+0000 or half of a surrogate pair, which cannot be stored.");
            }
        }
    }

    private static void requireLength(JsonNode text, Place place) {
        int length = text.textValue().length();
        if (length > ValueLimits.TEXT) {
            throw invalid(ValueLimits.tooLong(place, length, ValueLimits.TEXT));
        }
    }

    private static boolean isPairAt(String text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }

    private static boolean isBase64(String text) {
        try {
            Base64.Decoder decoder =
                    text.indexOf('-') >= 0 || text.indexOf('_') >= 0 ? Base64.getUrlDecoder() : Base64.getDecoder();
            decoder.decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String kind(JsonNode value) {
        JsonNodeType type = value.getNodeType();
        return switch (type) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            default -> "null";
        };
    }
}
