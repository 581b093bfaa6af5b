package dev.rollcall.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many calls to one party may be under way at the same time. Belongs to one guard, or is shared by all guards whose
 * calls the party counts together. Calls that wait get their places in the order in which they came; no thread waits. Thread-safe.
 */
public final class Places {

    private final Bulkhead bulkhead;
    private final Duration patience;
    private final Timing timing;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** One who waits for a place. */
    private static final class Waiting {
        private final Runnable go;
        private @Nullable Runnable stopWaiting;

        Waiting(Runnable go) {
            this.go = go;
        }
    }

    Places(String name, int atOnce, Duration patience, Timing timing) {
        this.bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(atOnce)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        this.patience = patience;
        this.timing = timing;
    }

    /**
     * Makes places that several guards can share.
     *
     * @param name of the party, for logs
     * @param atOnce how many, 1 or more
     * @param patience how long a call may wait for one; zero when it is refused at once
     */
    public static Places of(Vertx vertx, String name, int atOnce, Duration patience) {
        return new Places(name, atOnce, patience, Timing.of(vertx));
    }

    /**
     * Takes a place, now or later.
     *
     * @param go is run with the place, which must be given back by {@link #giveBack}
     * @param refused is run when there was none in time
     */
    void take(Runnable go, Runnable refused) {
        boolean isFree;
        boolean waits = false;
        synchronized (waiting) {
            isFree = waiting.isEmpty() && bulkhead.tryAcquirePermission();
            if (!isFree && !patience.isZero()) {
                waits = true;
                Waiting one = new Waiting(go);
                one.stopWaiting = timing.after(patience, () -> giveUp(one, refused));
                waiting.add(one);
            }
        }
        if (isFree) {
            go.run();
        } else if (!waits) {
            refused.run();
        }
    }

    private void giveUp(Waiting one, Runnable refused) {
        boolean waited;
        synchronized (waiting) {
            waited = waiting.remove(one);
        }
        if (waited) {
            refused.run();
        }
    }

    /** Gives a place back: to the one who has waited longest, if any does. */
    void giveBack() {
        Waiting next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                bulkhead.onComplete();
                return;
            }
        }
        if (next.stopWaiting != null) {
            next.stopWaiting.run();
        }
        next.go.run();
    }
}
