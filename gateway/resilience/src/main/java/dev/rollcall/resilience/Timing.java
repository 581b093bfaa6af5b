package dev.rollcall.resilience;

import io.vertx.core.Vertx;
import java.time.Duration;

/** The clock that a {@link Guard} uses, so that a test can let hours pass in an instant. */
public interface Timing {

    /** Nanoseconds since some fixed moment; never goes back. */
    long nanos();

    /**
     * Does something later, without a thread that waits.
     *
     * @return takes it back, when it has not been done yet
     */
    Runnable after(Duration wait, Runnable then);

    /** The time of the machine, by timers of the caller's event loop. */
    static Timing of(Vertx vertx) {
        return new Timing() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Runnable after(Duration wait, Runnable then) {
                long millis = Math.max(1, wait.plusNanos(999_999).toMillis());
                long timer = vertx.setTimer(millis, id -> then.run());
                return () -> vertx.cancelTimer(timer);
            }
        };
    }
}
