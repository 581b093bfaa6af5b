package dev.rollcall.server.workbench;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The time by which the work on one request has to end; what is done by then is the answer, which says that there is more. */
final class Deadline {

    /** For everything that a request asks of recorded ones. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final LongSupplier nanos;
    private final long end;

    private Deadline(LongSupplier nanos, long end) {
        this.nanos = nanos;
        this.end = end;
    }

    /**
     * From now on.
     *
     * @param nanos a clock that never goes back, such as that of {@link System#nanoTime}
     */
    static Deadline in(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + time.toNanos());
    }

    boolean isOver() {
        return nanos.getAsLong() - end >= 0;
    }
}
