package dev.rollcall.console.api.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a directory's client differs from the RFC, as one version of its profile describes it.
 *
 * @param number counted from 1; null where there is none yet
 * @param effective what it comes to with all that it extends; null in a list of versions
 */
public record ClientProfile(
        @Nullable Integer number,
        @Nullable String by,
        @Nullable String at,
        JsonNode document,
        @Nullable JsonNode effective,
        @Nullable List<String> quirks,
        @Nullable List<String> habits) {

    /**
     * What a request is read as with a profile; nothing was carried out.
     *
     * @param refused why it would be refused; null where it would not
     */
    public record Trial(
            List<Firing> quirks,
            List<Note> deviations,
            @Nullable JsonNode command,
            @Nullable Refusal refused) {}

    public record Firing(
            String quirk,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    public record Note(String rule, String detail) {}

    public record Refusal(int status, String detail) {}

    /** 0 where there is none yet. */
    public int version() {
        Integer counted = number;
        return counted == null ? 0 : counted;
    }
}
