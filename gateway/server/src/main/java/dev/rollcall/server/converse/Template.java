package dev.rollcall.server.converse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders. {@code {{name}}} stands for a value that is known; where a text is expected, {@code {{=name}}}
 * remembers the text found there for later, and {@code {{any}}} matches any text.
 */
record Template(String text) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(=?)([A-Za-z][A-Za-z0-9]*)\\}\\}");
    private static final String ANY = "any";

    /**
     * The text with its placeholders filled in.
     *
     * @throws IllegalArgumentException one of them has no value, with the reason
     */
    String fill(Map<String, String> known) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            if (!found.group(1).isEmpty() || found.group(2).equals(ANY)) {
                throw new IllegalArgumentException(found.group() + " cannot be used in a text that is sent");
            }
            return Matcher.quoteReplacement(value(found.group(2), known));
        });
    }

    /** What a text that is as expected gives to know; empty when it is not as expected. */
    Optional<Map<String, String>> match(String actual, Map<String, String> known) {
        StringBuilder regex = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholder.find()) {
            regex.append(Pattern.quote(text.substring(end, placeholder.start())));
            String name = placeholder.group(2);
            if (!placeholder.group(1).isEmpty()) {
                regex.append("(?<").append(name).append(">.+)");
            } else {
                regex.append(name.equals(ANY) ? ".*" : Pattern.quote(value(name, known)));
            }
            end = placeholder.end();
        }
        regex.append(Pattern.quote(text.substring(end)));
        Matcher whole = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(actual);
        if (!whole.matches()) {
            return Optional.empty();
        }
        Map<String, String> taken = new HashMap<>();
        PLACEHOLDER
                .matcher(text)
                .results()
                .filter(found -> !found.group(1).isEmpty())
                .forEach(found -> taken.put(found.group(2), whole.group(found.group(2))));
        return Optional.of(taken);
    }

    private static String value(String name, Map<String, String> known) {
        String value = known.get(name);
        if (value == null) {
            throw new IllegalArgumentException("{{" + name + "}} has no value here");
        }
        return value;
    }
}
