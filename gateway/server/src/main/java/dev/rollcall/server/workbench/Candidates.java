package dev.rollcall.server.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proposes mappings that could be meant, from the names and values that were really received. */
final class Candidates {

    private static final String USUAL_SEPARATOR = ",";
    private static final List<String> SEPARATORS = List.of(";", ",", "|", " ");
    /** What the function {@code to-boolean} reads, in any letter case. */
    private static final Set<String> TO_BOOLEAN = Set.of(
            "true", "yes", "y", "on", "1", "active", "enabled", "false", "no", "n", "off", "0", "inactive", "disabled");

    private static final Set<String> READ_AS_ACTIVE = Set.of("true", "false");

    private final boolean ofUsers;
    private final Received received;
    private final List<Candidate> all = new ArrayList<>();

    private Candidates(boolean ofUsers, Received received) {
        this.ofUsers = ofUsers;
        this.received = received;
    }

    /** All of one type, those first that say more. */
    static List<Candidate> of(boolean ofUsers, Received received) {
        Candidates candidates = new Candidates(ofUsers, received);
        received.names().forEach(candidates::name);
        candidates.together();
        return candidates.all;
    }

    private void name(String name) {
        String attribute = Vocabulary.attribute(ofUsers, name);
        if (attribute == null) {
            return;
        }
        if (attribute.equals(Vocabulary.ACTIVE)) {
            active(name);
        } else if (attribute.equals(Vocabulary.MEMBERS)) {
            members(name);
        } else if (!attribute.equalsIgnoreCase(name)) {
            ObjectNode mapping = Json.object().put("to", attribute).put("from", name);
            boolean isOfOne = received.get(name).values().stream().anyMatch(JsonNode::isArray);
            if (isOfOne) {
                mapping.put("apply", "primary-value");
            }
            add(mapping, "The client sends " + attribute + " under the name " + name + ".");
        }
    }

    private void add(ObjectNode mapping, String about) {
        all.add(Candidate.mapping(ofUsers, mapping, about));
    }

    private void active(String name) {
        boolean isOwn = name.equalsIgnoreCase(Vocabulary.ACTIVE);
        Map<String, Boolean> words = new LinkedHashMap<>();
        for (JsonNode value : received.get(name).values()) {
            if (value.isContainerNode() || value.isNull()) {
                return;
            }
            String word = value.asText().strip();
            Boolean active = Vocabulary.active(word);
            if (active == null) {
                return;
            }
            words.put(word, Vocabulary.isOpposite(name) != active);
        }
        boolean isRead = words.keySet().stream().allMatch(word -> TO_BOOLEAN.contains(word.toLowerCase(Locale.ROOT)));
        boolean isPlain =
                words.keySet().stream().allMatch(word -> READ_AS_ACTIVE.contains(word.toLowerCase(Locale.ROOT)));
        if (words.isEmpty() || (isOwn && isPlain)) {
            return;
        }
        ObjectNode mapping = Json.object().put("to", Vocabulary.ACTIVE).put("from", name);
        if (isRead) {
            ArrayNode apply = mapping.putArray("apply").add("to-boolean");
            if (Vocabulary.isOpposite(name)) {
                apply.add("not");
            }
        } else {
            ObjectNode values = mapping.putObject("values");
            words.forEach(values::put);
        }
        add(mapping, "The client says by " + name + " whether a user is active.");
    }

    private void members(String name) {
        boolean isOwn = name.equals(Vocabulary.MEMBERS);
        Set<String> keys = new LinkedHashSet<>();
        String separator = null;
        boolean hasTexts = false;
        for (JsonNode value : received.get(name).values()) {
            if (value.isTextual()) {
                hasTexts = true;
                separator = separator == null ? separator(value.textValue()) : separator;
            }
            for (JsonNode element : value.isObject() ? Json.object().arrayNode().add(value) : value) {
                if (element.isObject() && !element.has("value")) {
                    element.properties().stream()
                            .filter(member -> isId(member.getValue()))
                            .forEach(member -> keys.add(member.getKey()));
                }
            }
        }
        String about = "The client sends the members of a group under the name " + name;
        for (String key : keys) {
            ObjectNode mapping = Json.object().put("to", Vocabulary.MEMBERS).put("from", name);
            mapping.putObject("apply")
                    .putObject("rename-member")
                    .put("member", key)
                    .put("to", "value");
            add(mapping, about + ", each with its id under " + key + ".");
        }
        if (!keys.isEmpty()) {
            return;
        }
        ObjectNode mapping = Json.object().put("to", Vocabulary.MEMBERS).put("from", name);
        if (hasTexts) {
            ArrayNode apply = mapping.putArray("apply");
            apply.addObject().put("split", separator == null ? USUAL_SEPARATOR : separator);
            apply.addObject().put("values-as", "value");
            add(mapping, about + ", as one text.");
        } else if (!isOwn) {
            mapping.putArray("apply").addObject().put("values-as", "value");
            add(mapping, about + ".");
        }
    }

    private static @Nullable String separator(String text) {
        return SEPARATORS.stream().filter(text::contains).findFirst().orElse(null);
    }

    private static boolean isId(JsonNode value) {
        return value.isTextual() && value.textValue().matches("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}");
    }

    /** What several names say together: a candidate of all mappings whose attributes differ, for a client that has a language of its own. */
    private void together() {
        Map<String, ObjectNode> first = new LinkedHashMap<>();
        for (Candidate candidate : all) {
            JsonNode mapping = candidate
                    .line()
                    .path(ofUsers ? "user" : "group")
                    .path("attributes")
                    .get(0);
            first.putIfAbsent(mapping.path("to").asText(), (ObjectNode) mapping);
        }
        if (first.size() < 2) {
            return;
        }
        ObjectNode line = Json.object();
        ArrayNode attributes = line.putObject(ofUsers ? "user" : "group").putArray("attributes");
        first.values().forEach(attributes::add);
        all.add(Candidate.line("mapping", line, "The client has names of its own for several attributes."));
    }
}
