package dev.rollcall.adapters.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.spi.simulate.QueryText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests that a client sends for each occasion, described as data: the part {@code speaks} of a preset, laid over the usual
 * client of {@code presets/speech.json}. In texts {@code {name}} stands for a value; {@code [{"each": ..., "be": ...}]} for a list
 * with one element for each member.
 */
record Speech(ObjectNode json) {

    /** Members of a group that a request is about. */
    static final String SOME = "some";

    /** All members that the group has then. */
    static final String ALL = "all";

    /**
     * One request.
     *
     * @param json with {@code send}: method and target, encoded as on the wire, with placeholders
     */
    record Turn(JsonNode json) {

        String method() {
            return line().substring(0, line().indexOf(' '));
        }

        private String line() {
            return json.path("send").asText();
        }

        /** The target with values in it: in quotes as the literal of a filter, elsewhere as they are; encoded. */
        String target(Map<String, String> values) {
            String target = line().substring(line().indexOf(' ') + 1);
            for (Map.Entry<String, String> value : values.entrySet()) {
                String name = "{" + value.getKey() + "}";
                String literal = QueryText.literal(value.getValue());
                target = target.replace(
                                "%22" + name, "%22" + QueryText.percent(literal.substring(1, literal.length() - 1)))
                        .replace(name, QueryText.percent(value.getValue()));
            }
            return target;
        }

        boolean hasBody() {
            return json.has("body");
        }

        ObjectNode body(Map<String, String> values, Map<String, List<Map<String, String>>> members) {
            return (ObjectNode) filled(json.path("body"), values, members);
        }

        /** Whether the request is sent once for each member, with {@code {member}} and {@code {memberName}}. */
        boolean isForEachMember() {
            return json.path("forEachMember").asBoolean();
        }

        /** The attribute by which the client itself looks for its hit in a whole list; null where a filter finds it. */
        Optional<String> chosenBy() {
            return Optional.ofNullable(json.path("choose").textValue());
        }
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    String contentType() {
        return json.path("contentType").asText("application/scim+json");
    }

    boolean hasGroups() {
        return json.path("group").has("create");
    }

    /** The requests for a word such as {@code user.create}, in order; empty where the client has none. */
    List<Turn> turns(String kind, String word) {
        List<Turn> turns = new ArrayList<>();
        (kind.isEmpty() ? json : json.path(kind)).path(word).forEach(turn -> turns.add(new Turn(turn)));
        return turns;
    }

    /** Whether a group is created together with its members. */
    boolean createsWithMembers() {
        return turns("group", "create").stream()
                .anyMatch(turn -> turn.json().path("body").has("members"));
    }

    private static JsonNode filled(
            JsonNode node, Map<String, String> values, Map<String, List<Map<String, String>>> members) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(member ->
                            copy.set(text(member.getKey(), values), filled(member.getValue(), values, members)));
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : list) {
                if (element.has("each")) {
                    members.getOrDefault(element.path("each").asText(), List.of())
                            .forEach(member -> copy.add(filled(element.path("be"), member, members)));
                } else {
                    copy.add(filled(element, values, members));
                }
            }
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(text(node.textValue(), values)) : node;
    }

    private static String text(String template, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }
}
