package dev.rollcall.server.guard;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out whether a change can be committed at the moment, at most once a second, however many callers ask. Thread-safe. */
public final class Proof {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final Supplier<Future<Void>> write;
    private @Nullable Future<Void> last;
    private long begun;

    /**
     * Takes what it needs.
     *
     * @param write commits a small change
     */
    public Proof(Supplier<Future<Void>> write) {
        this.write = write;
    }

    /**
     * The proof that is under way or was begun within the last second, else a new one. Fails after two seconds without
     * a word.
     */
    synchronized Future<Void> give() {
        long now = System.nanoTime();
        Future<Void> before = last;
        if (before != null && (!before.isComplete() || now - begun < GOOD_FOR.toNanos())) {
            return before;
        }
        Future<Void> fresh = write.get().timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        begun = now;
        last = fresh;
        return fresh;
    }
}
