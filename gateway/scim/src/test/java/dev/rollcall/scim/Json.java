package dev.rollcall.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** JSON literals for tests, written with single quotes. */
public final class Json {

    private Json() {}

    public static JsonNode value(String text) {
        return ScimJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public static ObjectNode object(String text) {
        return (ObjectNode) value(text);
    }
}
