package dev.rollcall.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What JSON has and its schema does not know. The published schemas of answers are open, so that a field can be added without breaking
 * a client; a test wants to learn of a field that is not described.
 */
final class Undescribed {

    private final JsonNode document;
    private final List<String> found = new ArrayList<>();

    private Undescribed(JsonNode document) {
        this.document = document;
    }

    /** Where it is, such as {@code items[0].color}. */
    static List<String> in(JsonNode document, JsonNode schema, JsonObject json) {
        Undescribed search = new Undescribed(document);
        search.walk("", json, List.of(schema));
        return search.found;
    }

    private void walk(String place, Object value, List<JsonNode> schemas) {
        List<JsonNode> parts = new ArrayList<>();
        schemas.forEach(schema -> gather(schema, parts));
        if (parts.stream().anyMatch(JsonNode::isBoolean)) {
            return;
        }
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, Object> member : object) {
                String here = place.isEmpty() ? member.getKey() : place + "." + member.getKey();
                List<JsonNode> described = described(member.getKey(), parts);
                if (described.isEmpty()) {
                    found.add(here);
                } else {
                    walk(here, member.getValue(), described);
                }
            }
        } else if (value instanceof JsonArray list) {
            List<JsonNode> items = parts.stream()
                    .filter(part -> part.has("items"))
                    .map(part -> part.path("items"))
                    .toList();
            for (int i = 0; i < list.size(); i++) {
                walk(place + "[" + i + "]", list.getValue(i), items);
            }
        }
    }

    /** The schema and all that it is made of; true stands for one that takes everything. */
    private void gather(JsonNode schema, List<JsonNode> into) {
        into.add(schema);
        if (schema.has("$ref")) {
            gather(document.at(schema.path("$ref").asText().substring(1)), into);
        }
        for (String whole : List.of("allOf", "oneOf", "anyOf")) {
            schema.path(whole).forEach(part -> gather(part, into));
        }
    }

    private static List<JsonNode> described(String name, List<JsonNode> parts) {
        List<JsonNode> described = new ArrayList<>();
        for (JsonNode part : parts) {
            JsonNode known = part.path("properties").path(name);
            JsonNode others = part.path("additionalProperties");
            if (!known.isMissingNode()) {
                described.add(known);
            } else if (others.isObject() || others.asBoolean()) {
                described.add(others);
            }
        }
        return described;
    }
}
