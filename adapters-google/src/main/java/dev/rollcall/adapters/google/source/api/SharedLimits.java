package dev.rollcall.adapters.google.source.api;

import dev.rollcall.resilience.CallBudget;
import dev.rollcall.resilience.Circuit;
import dev.rollcall.resilience.Guard.Shared;
import dev.rollcall.resilience.Limits;
import dev.rollcall.resilience.Places;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Limits that several readers share. Google counts calls per minute by Cloud project and by the user for whom they are
 * made, and simultaneous calls by account: readers of several directories that have these in common share one rate and
 * one number of places. Whether calls to Google are paused is remembered for each directory, from one reading to the
 * next. Thread-safe.
 */
public final class SharedLimits {

    /** Calls of one account that are under way at the same time. */
    static final int AT_ONCE = 16;

    /** How long a call waits for its turn, and for its place. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Directories whose circuit is kept; beyond that the one that was read longest ago begins with a closed one. */
    private static final int KEPT = 10_000;

    private static final String NAME = "directory";

    private final Lent<CallBudget> turns = new Lent<>();
    private final Lent<Places> places = new Lent<>();
    private final Map<String, Circuit> circuits = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Circuit> eldest) {
            return size() > KEPT;
        }
    };

    /** Things that exist as long as somebody has them. */
    private static final class Lent<T> {

        private final Map<String, T> things = new LinkedHashMap<>();
        private final Map<String, Integer> readers = new LinkedHashMap<>();

        T take(String key, Supplier<T> make) {
            readers.merge(key, 1, Integer::sum);
            return things.computeIfAbsent(key, unseen -> make.get());
        }

        void giveBack(String key) {
            if (readers.merge(key, -1, Integer::sum) <= 0) {
                readers.remove(key);
                things.remove(key);
            }
        }
    }

    /** Those of what is set; to be given back by {@link #giveBack}. */
    synchronized Shared take(Vertx vertx, GoogleSettings settings, Limits limits) {
        return new Shared(
                turns.take(settings.quotaUser(), () -> CallBudget.of(vertx, NAME, rate(settings))),
                places.take(settings.account(), () -> Places.of(vertx, NAME, AT_ONCE, PATIENCE)),
                circuit(vertx, settings.source().connection(), limits));
    }

    private Circuit circuit(Vertx vertx, String connection, Limits limits) {
        Supplier<Circuit> closed = () -> Circuit.of(vertx, NAME, limits.breaker());
        return connection.isEmpty() ? closed.get() : circuits.computeIfAbsent(connection, unseen -> closed.get());
    }

    private static Limits.Rate rate(GoogleSettings settings) {
        int perSecond = Math.max(1, settings.source().pace().callsPerMinute() / 60);
        return new Limits.Rate(perSecond, Duration.ofSeconds(1), PATIENCE);
    }

    synchronized void giveBack(GoogleSettings settings) {
        turns.giveBack(settings.quotaUser());
        places.giveBack(settings.account());
    }
}
