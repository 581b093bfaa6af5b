package dev.rollcall.core.lane;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether more than one organisation is at work on this node just now. An organisation on its own may use all of
 * the node; beside others, a busy one leaves room for them. Any thread may report and ask; a race costs no more than
 * one result that is a moment old.
 */
public final class ActiveOrganisations {

    private static final long JUST_NOW = Duration.ofSeconds(1).toNanos();

    /** Milliseconds; what takes seconds need not be followed by as long a pause. */
    private static final long LONGEST_PAUSE = 100;

    private final LongSupplier nanos;
    private volatile @Nullable UUID last;
    private volatile long changed;

    public ActiveOrganisations() {
        this(System::nanoTime);
    }

    public ActiveOrganisations(LongSupplier nanos) {
        this.nanos = nanos;
        this.changed = nanos.getAsLong() - JUST_NOW;
    }

    /** An organisation asks for something. */
    public void seen(UUID organization) {
        UUID before = last;
        if (!organization.equals(before)) {
            last = organization;
            if (before != null) {
                changed = nanos.getAsLong();
            }
        }
    }

    /** Whether two different organisations followed each other within the last second. */
    public boolean isPresent() {
        return nanos.getAsLong() - changed < JUST_NOW;
    }

    /**
     * How long one that has more to do leaves the node to others: alone not at all, in company as long as it had it.
     *
     * @param tookNanos how long it was at work
     * @return milliseconds
     */
    long pauseAfter(long tookNanos) {
        return isPresent() ? Math.min(TimeUnit.NANOSECONDS.toMillis(tookNanos), LONGEST_PAUSE) : 0;
    }
}
