package dev.rollcall.server.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a body with what is expected of it: of an object only the members that are named, of a list every element in any order.
 * A text may contain placeholders; {@code "{{any}}"} alone matches any value, {@code "{{absent}}"} matches a value that is not
 * there.
 */
final class ExpectedBody {

    private static final String ABSENT = "{{absent}}";
    private static final String ANY = "{{any}}";

    private final boolean exactly;
    private final Map<String, String> known;

    /**
     * A comparison.
     *
     * @param exactly whether an object may hold nothing beyond what is named
     * @param known learns what is taken
     */
    ExpectedBody(boolean exactly, Map<String, String> known) {
        this.exactly = exactly;
        this.known = known;
    }

    /** Where the body differs and how, or empty. */
    Optional<String> difference(JsonNode expected, JsonNode actual) {
        return difference("", expected, actual);
    }

    private Optional<String> difference(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            return actual.isObject() ? ofObject(path, expected, actual) : otherwise(path, "an object", actual);
        }
        if (expected.isArray()) {
            return actual.isArray() ? ofList(path, expected, actual) : otherwise(path, "a list", actual);
        }
        if (expected.isTextual()) {
            return ofText(path, expected.textValue(), actual);
        }
        return sameValue(expected, actual) ? Optional.empty() : otherwise(path, expected.toString(), actual);
    }

    private Optional<String> ofObject(String path, JsonNode expected, JsonNode actual) {
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            JsonNode found = actual.path(field.getKey());
            Optional<String> difference = difference(path + "/" + field.getKey(), field.getValue(), found);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return actual.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> exactly && !expected.has(name))
                .findFirst()
                .map(name -> path + "/" + name + " was not expected");
    }

    /** What an element takes counts only when it is the one that fits. */
    private Optional<String> ofList(String path, JsonNode expected, JsonNode actual) {
        if (expected.size() != actual.size()) {
            return otherwise(path, expected.size() + " elements", actual);
        }
        List<JsonNode> left = new ArrayList<>();
        actual.forEach(left::add);
        for (JsonNode element : expected) {
            if (!takeOneLike(element, left)) {
                return otherwise(path, "an element like " + element, actual);
            }
        }
        return Optional.empty();
    }

    private boolean takeOneLike(JsonNode element, List<JsonNode> left) {
        for (JsonNode candidate : left) {
            Map<String, String> learned = new HashMap<>(known);
            if (new ExpectedBody(exactly, learned)
                    .difference(element, candidate)
                    .isEmpty()) {
                known.putAll(learned);
                return left.remove(candidate);
            }
        }
        return false;
    }

    private Optional<String> ofText(String path, String expected, JsonNode actual) {
        if (expected.equals(ABSENT)) {
            return actual.isMissingNode() ? Optional.empty() : otherwise(path, "nothing", actual);
        }
        if (actual.isMissingNode()) {
            return otherwise(path, expected, actual);
        }
        if (expected.equals(ANY)) {
            return Optional.empty();
        }
        Optional<Map<String, String>> taken =
                actual.isTextual() ? new Template(expected).match(actual.textValue(), known) : Optional.empty();
        taken.ifPresent(known::putAll);
        return taken.isPresent() ? Optional.empty() : otherwise(path, "\"" + expected + "\"", actual);
    }

    /** 1 and 1.0 are the same number. */
    private static boolean sameValue(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return expected.equals(actual);
    }

    private static Optional<String> otherwise(String path, String expected, JsonNode actual) {
        String found = actual instanceof MissingNode ? "nothing" : actual.toString();
        return Optional.of((path.isEmpty() ? "the body" : path) + " is " + found + ", expected " + expected);
    }
}
