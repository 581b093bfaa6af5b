package dev.rollcall.core.lane;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again, never twice at a time: the next run starts an interval after the last one has ended, varied a little
 * so that several nodes do not work in step. A run that fails is logged, and the next one takes place as usual.
 */
public final class Ticker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    /** A turn that takes longer is not waited for: whatever it hangs on, the next one comes. */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final long millis;
    private final Supplier<Future<?>> turn;
    private volatile boolean closed;

    /** Makes one that does not run yet. */
    public Ticker(Vertx vertx, Duration interval, Supplier<Future<?>> turn) {
        this.vertx = vertx;
        this.millis = interval.toMillis();
        this.turn = turn;
    }

    public void start() {
        long delay = Math.max(1, millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1));
        vertx.setTimer(delay, timer -> {
            if (!closed) {
                takeTurn().onComplete(done -> start());
            }
        });
    }

    private Future<?> takeTurn() {
        try {
            return turn.get()
                    .timeout(LONGEST_TURN.toMillis(), TimeUnit.MILLISECONDS)
                    .onFailure(Ticker::tell);
        } catch (RuntimeException e) {
            tell(e);
            return Future.failedFuture(e);
        }
    }

    private static void tell(Throwable failure) {
        LOG.atWarn().setCause(failure).log("a turn of a background task failed; the next one comes");
    }

    @Override
    public void close() {
        closed = true;
    }
}
