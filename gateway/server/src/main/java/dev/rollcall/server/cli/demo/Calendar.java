package dev.rollcall.server.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still at the time to which it was set, so that everything done with it gets that time. Thread-safe. */
public final class Calendar implements InstantSource {

    private final Instant today = Instant.now();
    private volatile Instant moment;

    /** So many days ago. */
    public Calendar(int daysAgo) {
        this.moment = ago(daysAgo);
    }

    /** Goes to the working hours of a day, a little later the more has happened on it. */
    void to(int daysAgo, int happened) {
        moment = ago(daysAgo).plus(Duration.ofMinutes(7L * happened));
    }

    Instant ago(int days) {
        return today.minus(Duration.ofDays(days));
    }

    @Override
    public Instant instant() {
        return moment;
    }
}
