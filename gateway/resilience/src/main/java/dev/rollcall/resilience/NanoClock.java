package dev.rollcall.resilience;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A {@link Timing} as a clock that never goes back; its date means nothing. */
final class NanoClock extends Clock {

    private final Timing timing;

    NanoClock(Timing timing) {
        this.timing = timing;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(timing.nanos());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
