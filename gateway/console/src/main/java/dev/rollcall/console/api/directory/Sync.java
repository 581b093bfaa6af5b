package dev.rollcall.console.api.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reading of a directory.
 *
 * @param kind {@code full}, {@code users} or {@code preview}
 * @param state {@code waiting}, {@code running}, {@code complete}, {@code incomplete} or {@code stopped}
 * @param counts numbers by name
 */
public record Sync(
        String id,
        String kind,
        @Nullable String askedBy,
        String state,
        String phase,
        @Nullable String circuit,
        String asked,
        @Nullable String started,
        @Nullable String ended,
        Map<String, Long> counts,
        List<String> notes,
        @Nullable Long objectsPerSecond,
        @Nullable String expectedEnd) {

    public boolean isUnderWay() {
        return state.equals("waiting") || state.equals("running");
    }

    /** How much of the time until the expected end has passed, in per cent; -1 where no end is expected. */
    public int percent(Instant now) {
        String begun = started;
        String end = expectedEnd;
        if (begun == null || end == null) {
            return -1;
        }
        long passed = Duration.between(Instant.parse(begun), now).toMillis();
        long whole = Duration.between(Instant.parse(begun), Instant.parse(end)).toMillis();
        return whole <= 0 ? 100 : (int) Math.max(0, Math.min(100, 100 * passed / whole));
    }

    /** How long it has taken, in milliseconds; 0 before its end. */
    public long millis() {
        String begun = started;
        String end = ended;
        return begun == null || end == null
                ? 0
                : Duration.between(Instant.parse(begun), Instant.parse(end)).toMillis();
    }
}
