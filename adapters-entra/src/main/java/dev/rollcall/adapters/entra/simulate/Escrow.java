package dev.rollcall.adapters.entra.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps objects that failed, as Entra does: each is tried again in the next cycle, then 6, 12 and 24 hours after the first failure,
 * then once a day. Thread-safe.
 */
final class Escrow<T> {

    private static final List<Duration> RHYTHM =
            List.of(Duration.ZERO, Duration.ofHours(6), Duration.ofHours(12), Duration.ofHours(24));
    private static final Duration DAILY = Duration.ofDays(1);

    private record Entry(Instant first, Instant last, int failures, Instant due) {}

    private final Map<T, Entry> entries = new ConcurrentHashMap<>();

    /** Whether an object is left alone at that time. */
    boolean holds(T object, Instant now) {
        Entry entry = entries.get(object);
        return entry != null && entry.due().isAfter(now);
    }

    /** Several failures of one object at one time count once. */
    void failed(T object, Instant now) {
        entries.merge(
                object,
                new Entry(now, now, 1, now),
                (before, first) -> before.last().equals(now) ? before : again(before, now));
    }

    private static Entry again(Entry before, Instant now) {
        int failures = before.failures() + 1;
        Instant due =
                failures > RHYTHM.size() ? now.plus(DAILY) : before.first().plus(RHYTHM.get(failures - 1));
        return new Entry(before.first(), now, failures, due.isAfter(now) ? due : now);
    }

    /** What was answered in a way that no later try can mend is never tried again. */
    void abandon(T object, Instant now) {
        entries.put(object, new Entry(now, now, 1, Instant.MAX));
    }

    /** The object is in step again, unless it failed at this very time elsewhere. */
    void through(T object, Instant now) {
        entries.computeIfPresent(object, (key, entry) -> entry.last().equals(now) ? entry : null);
    }
}
