package dev.rollcall.server.quota;

import java.time.Duration;

/**
 * Allows a number of uses in a period, at once or one after another: each use becomes available again when its share of the period
 * has passed. Thread-safe.
 */
final class Rate {

    private final int limit;
    private final double nanosOfOne;
    private double left;
    private long since;

    Rate(int limit, Duration per, long now) {
        this.limit = limit;
        this.nanosOfOne = (double) per.toNanos() / limit;
        this.left = limit;
        this.since = now;
    }

    /**
     * Uses one.
     *
     * @param now of a clock that never goes back, in nanoseconds
     * @return 0 when there was one, else after how many nanoseconds there will be
     */
    synchronized long take(long now) {
        left = Math.min(limit, left + (now - since) / nanosOfOne);
        since = now;
        if (left >= 1) {
            left--;
            return 0;
        }
        return Math.max(1, (long) ((1 - left) * nanosOfOne));
    }
}
