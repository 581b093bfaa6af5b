package dev.rollcall.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats JSON for people to read, one line for each value, and marks the lines that another text does not have. */
public final class Pretty {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String NOTHING = "(nothing)";

    private Pretty() {}

    /**
     * A line of a text.
     *
     * @param differs whether the other text has no such line
     */
    public record Line(String text, boolean differs) {}

    /** With a line for each value; {@code (nothing)} for what is not there. */
    public static String of(@Nullable JsonNode json) {
        if (json == null || json.isMissingNode() || json.isNull()) {
            return NOTHING;
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            return json.toString();
        }
    }

    /** On one line; {@code (nothing)} for what is not there. */
    public static String line(@Nullable JsonNode json) {
        return json == null || json.isMissingNode() || json.isNull() ? NOTHING : json.toString();
    }

    /** The lines of a text, each compared with those of another one. */
    public static List<Line> lines(String text, String other) {
        List<String> left = new ArrayList<>(other.lines().map(Pretty::bare).toList());
        return text.lines()
                .map(line -> new Line(line, !left.remove(bare(line))))
                .toList();
    }

    /** Without what depends on the neighbours of a line. */
    private static String bare(String line) {
        String stripped = line.strip();
        return stripped.endsWith(",") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }
}
