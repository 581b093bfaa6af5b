package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Spells a schema that may be null so that every generator of clients understands it: with {@code null} among its types. The
 * fragments say {@code oneOf} null and a reference, from which old generators make code that does not compile; the schema is
 * written out in its place.
 */
public final class OrNull {

    private static final String NULL = "null";

    private final JsonNode document;

    private OrNull(JsonNode document) {
        this.document = document;
    }

    public static void spell(ObjectNode document) {
        new OrNull(document).walk(document);
    }

    private void walk(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (member.getValue() instanceof ObjectNode schema) {
                    member.setValue(spelt(schema));
                }
                walk(member.getValue());
            }
        } else {
            node.forEach(this::walk);
        }
    }

    private ObjectNode spelt(ObjectNode schema) {
        JsonNode choice = schema.path("oneOf");
        if (choice.size() == 2 && choice.path(0).path("type").asText().equals(NULL)) {
            ObjectNode written = orNull(choice.path(1));
            schema.properties().forEach(member -> {
                if (!member.getKey().equals("oneOf")) {
                    written.set(member.getKey(), member.getValue());
                }
            });
            return written;
        }
        boolean isFreeForm = schema.path("additionalProperties").asBoolean()
                && schema.path("type").isArray()
                && !schema.has("properties");
        // Without a type it is whatever JSON is, null included.
        return isFreeForm ? schema.deepCopy().without("type") : schema;
    }

    private ObjectNode orNull(JsonNode meant) {
        JsonNode found =
                meant.has("$ref") ? document.at(meant.path("$ref").asText().substring(1)) : meant;
        ObjectNode written = found.deepCopy();
        written.remove("example");
        ArrayNode types = written.arrayNode().add(written.path("type").asText()).add(NULL);
        written.set("type", types);
        if (written.path("enum") instanceof ArrayNode words) {
            words.addNull();
        }
        return written;
    }
}
