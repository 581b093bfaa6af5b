package dev.rollcall.spi.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings and secrets with which a reader is opened.
 *
 * @param values what was entered, by the name of its field, secrets too
 * @param account the provider's id of the customer whose directory it was at the first success; null before that. A reader that
 *     finds another one reads nothing
 * @param origin replaces the origin of every address of the provider, for a stand-in of it; null for the provider itself. Set by
 *     the operator alone
 * @param pace how the provider is called
 * @param connection names the directory for what is known of the provider from one reading to the next, such as that it is given a
 *     rest; empty when nothing is to be kept
 * @param identity where the gateway gets a token about itself from, a file or a URL; null when its cloud gives none. Set by the
 *     operator alone
 */
public record SourceSettings(
        ObjectNode values,
        @Nullable String account,
        @Nullable String origin,
        Pace pace,
        String connection,
        @Nullable String identity) {

    /**
     * How the provider is called; set by the operator alone.
     *
     * @param callsPerMinute how many calls may begin in a minute
     * @param firstPause the longest pause before a failed call is repeated for the first time; later ones double
     */
    public record Pace(int callsPerMinute, Duration firstPause) {}

    public SourceSettings {
        values = values.deepCopy();
    }

    /** Of which nothing is kept, and without a token about the gateway. */
    public SourceSettings(ObjectNode values, @Nullable String account, @Nullable String origin, Pace pace) {
        this(values, account, origin, pace, "", null);
    }

    /** The text, or null when it is absent, null or blank. */
    public @Nullable String text(String name) {
        JsonNode value = values.path(name);
        return value.isTextual() && !value.textValue().isBlank()
                ? value.textValue().strip()
                : null;
    }

    /** The text. */
    public String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** The texts that are not blank; none when it is absent. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        values.path(name).forEach(value -> {
            if (value.isTextual() && !value.textValue().isBlank()) {
                texts.add(value.textValue().strip());
            }
        });
        return List.copyOf(texts);
    }

    public boolean flag(String name) {
        return values.path(name).asBoolean(false);
    }

    /** Without what was entered: it holds secrets. */
    @Override
    public String toString() {
        return "SourceSettings[account=" + account + ", origin=" + origin + "]";
    }
}
