package dev.rollcall.pull.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a directory, with its present state or its result.
 *
 * @param kind {@code users}, {@code full}, {@code preview}, or {@code hints}: users of whom the provider said that they changed
 * @param askedBy who asked for it; null when it was due
 * @param state {@code waiting}, {@code running}, {@code complete}, {@code incomplete} or {@code stopped}
 * @param circuit whether the provider is called: {@code closed}, {@code open} or {@code half_open}; null before it has begun
 * @param counts numbers by name
 * @param notes sentences
 */
public record PassRecord(
        UUID id,
        String kind,
        @Nullable String askedBy,
        String state,
        String phase,
        @Nullable String circuit,
        JsonNode counts,
        JsonNode notes,
        Instant asked,
        @Nullable Instant started,
        @Nullable Instant ended) {

    /** Whether it reads those alone of whom the provider said something. */
    public boolean isOfHints() {
        return kind.equals("hints");
    }

    /** Whether it only finds out what would change. */
    public boolean isPreview() {
        return kind.equals("preview");
    }
}
