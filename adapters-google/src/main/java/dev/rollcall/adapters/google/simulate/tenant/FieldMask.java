package dev.rollcall.adapters.google.simulate.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code fields} parameter of Google's APIs: a response contains only the fields that are named. That includes the
 * token of the next page: if it is not named, it is missing.
 */
public record FieldMask(Map<String, FieldMask> fields) {

    public static JsonNode apply(@Nullable String mask, JsonNode body) {
        return mask == null || mask.isBlank() || mask.equals("*")
                ? body
                : new Reader(mask).read().filtered(body);
    }

    private JsonNode filtered(JsonNode node) {
        if (fields.isEmpty()) {
            return node;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode filtered = list.arrayNode();
            list.forEach(element -> filtered.add(filtered(element)));
            return filtered;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode filtered = object.objectNode();
        fields.forEach((name, inner) -> {
            JsonNode value = object.get(name);
            if (value != null) {
                filtered.set(name, inner.filtered(value));
            }
        });
        return filtered;
    }

    /** Reads {@code a,b(c,d/e)}. */
    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        FieldMask read() {
            Map<String, FieldMask> fields = new LinkedHashMap<>();
            while (at < text.length() && text.charAt(at) != ')') {
                int from = at;
                while (at < text.length() && ",()/".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                String name = text.substring(from, at).strip();
                FieldMask inner = new FieldMask(Map.of());
                if (at < text.length() && text.charAt(at) == '(') {
                    at++;
                    inner = read();
                    at++;
                } else if (at < text.length() && text.charAt(at) == '/') {
                    at++;
                    inner = read();
                }
                fields.put(name, inner);
                if (at < text.length() && text.charAt(at) == ',') {
                    at++;
                }
            }
            return new FieldMask(fields);
        }
    }
}
