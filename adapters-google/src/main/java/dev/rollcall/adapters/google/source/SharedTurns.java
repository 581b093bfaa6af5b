package dev.rollcall.adapters.google.source;

import dev.rollcall.resilience.Limits;
import dev.rollcall.resilience.Turns;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The turns of calls. Google counts them by Cloud project and by the user whom they are made for: readers of several directories that
 * have both in common share them. Thread-safe.
 */
final class SharedTurns {

    /** How long a call waits for its turn. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Lent> lent = new ConcurrentHashMap<>();

    /** Turns, and how many readers have them. */
    private record Lent(Turns turns, int readers) {}

    /** The turns of what is set; to be given back by {@link #giveBack}. */
    Turns take(Vertx vertx, GoogleSettings settings) {
        return lent.compute(
                        settings.quotaUser(),
                        (user, had) -> had == null
                                ? new Lent(Turns.of(vertx, "directory", rate(settings)), 1)
                                : new Lent(had.turns(), had.readers() + 1))
                .turns();
    }

    private static Limits.Rate rate(GoogleSettings settings) {
        int perSecond = Math.max(1, settings.source().pace().callsPerMinute() / 60);
        return new Limits.Rate(perSecond, Duration.ofSeconds(1), PATIENCE);
    }

    void giveBack(GoogleSettings settings) {
        lent.computeIfPresent(
                settings.quotaUser(),
                (user, had) -> had.readers() == 1 ? null : new Lent(had.turns(), had.readers() - 1));
    }
}
