package dev.rollcall.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Converts JSON to CEL values and back, up to a limit of weight. */
final class JsonValues {

    private int left;

    JsonValues(int most) {
        this.left = most;
    }

    /** More weight than there may be, or a value that JSON has not. */
    static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason, null, false, false);
        }
    }

    private void weigh(long weight) {
        left -= (int) Math.min(weight, Integer.MAX_VALUE / 2);
        if (left < 0) {
            throw new Unusable("is too large");
        }
    }

    /** Names of attributes are found in any letter case. */
    Object read(JsonNode json) {
        weigh(1);
        switch (json.getNodeType()) {
            case STRING -> {
                weigh(json.textValue().length());
                return json.textValue();
            }
            case BOOLEAN -> {
                return json.booleanValue();
            }
            case NUMBER -> {
                return json.isIntegralNumber() && json.canConvertToLong()
                        ? (Object) json.longValue()
                        : (Object) json.doubleValue();
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                json.forEach(element -> list.add(read(element)));
                return Collections.unmodifiableList(list);
            }
            case OBJECT -> {
                Map<String, Object> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                json.properties().forEach(member -> {
                    weigh(member.getKey().length());
                    map.put(member.getKey(), read(member.getValue()));
                });
                return Collections.unmodifiableMap(map);
            }
            default -> {
                return NullValue.NULL_VALUE;
            }
        }
    }

    JsonNode write(Object value) {
        weigh(1);
        if (value instanceof String text) {
            weigh(text.length());
            return TextNode.valueOf(text);
        }
        if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        if (value instanceof Long number) {
            return number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE
                    ? IntNode.valueOf(number.intValue())
                    : LongNode.valueOf(number);
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return DoubleNode.valueOf(number);
        }
        if (value instanceof NullValue) {
            return NullNode.getInstance();
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> array.add(write(element)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        throw new Unusable(
                "is not a JSON value: a text, number, true, false, null, list, or object with texts as " + "names");
    }

    private ObjectNode object(Map<?, ?> map) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new Unusable("has a name that is not a text");
            }
            weigh(text.length());
            object.set(text, write(value));
        });
        return object;
    }
}
