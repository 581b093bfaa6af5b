package dev.rollcall.server.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.Json;
import dev.rollcall.spi.RawRequest.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects the paths of attributes that were really received for one resource type, with how often, which kinds of values, and some
 * examples.
 */
final class Received {

    private static final Set<String> ENVELOPE = Set.of("schemas", "operations", "id", "meta");
    private static final int DEPTH = 3;
    private static final int PATHS = 200;
    private static final int VALUES = 50;

    /** What was received under one path. */
    static final class Path {

        private int count;
        private final Set<String> kinds = new TreeSet<>();
        private final Set<JsonNode> values = new LinkedHashSet<>();

        List<JsonNode> values() {
            return List.copyOf(values);
        }

        private void add(JsonNode value) {
            count++;
            kinds.add(value.getNodeType().name().toLowerCase(Locale.ROOT));
            if (values.size() < VALUES) {
                values.add(value);
            }
        }
    }

    private final Map<String, Path> paths = new TreeMap<>();

    /** Those of the requests to an endpoint. */
    static Received of(List<Recorded> requests, String endpoint) {
        Received received = new Received();
        for (Recorded one : requests) {
            JsonNode body = one.sent().body();
            if (!one.sent().endpoint().equals(endpoint) || body == null) {
                continue;
            }
            if (one.sent().method() == Method.PATCH) {
                received.patch(body);
            }
            received.object("", body, 0);
        }
        return received;
    }

    private void patch(JsonNode body) {
        JsonNode operations = body.isArray() ? body : any(body, "operations");
        if (operations == null && any(body, "op") != null) {
            operations = Json.object().arrayNode().add(body);
        }
        for (JsonNode operation : operations == null ? Json.object() : operations) {
            JsonNode path = any(operation, "path");
            JsonNode value = any(operation, "value");
            if (path != null
                    && path.isTextual()
                    && value != null
                    && !path.textValue().isBlank()) {
                add(path.textValue().strip(), value);
            } else if (value != null) {
                object("", value, 0);
            }
        }
    }

    private static @Nullable JsonNode any(JsonNode object, String name) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return null;
    }

    private void object(String place, JsonNode body, int depth) {
        JsonNode object = body.isArray() && body.size() == 1 ? body.get(0) : body;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            if (depth == 0 && ENVELOPE.contains(name.toLowerCase(Locale.ROOT))) {
                continue;
            }
            add(place + name, member.getValue());
            if (member.getValue().isObject() && depth < DEPTH) {
                object(place + name + ".", member.getValue(), depth + 1);
            }
        }
    }

    private void add(String path, JsonNode value) {
        if (path.length() <= PATHS && (paths.size() < PATHS || paths.containsKey(path))) {
            paths.computeIfAbsent(path, none -> new Path()).add(value);
        }
    }

    /** In the order of the alphabet. */
    List<String> names() {
        return new ArrayList<>(paths.keySet());
    }

    /** What was received under a path that {@link #names} has. */
    Path get(String path) {
        return paths.getOrDefault(path, new Path());
    }

    /** Paths, counts and kinds; no values. */
    ArrayNode json() {
        ArrayNode list = Json.object().arrayNode();
        paths.forEach((path, received) -> {
            ObjectNode one = list.addObject().put("path", path).put("count", received.count);
            ArrayNode kinds = one.putArray("kinds");
            received.kinds.forEach(kinds::add);
        });
        return list;
    }
}
