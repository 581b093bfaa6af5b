package dev.rollcall.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of the machine, and what a test adds to it. */
public final class PassingTime implements InstantSource {

    private volatile Duration passed = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(passed);
    }

    public void pass(Duration time) {
        passed = passed.plus(time);
    }
}
