package dev.rollcall.resilience;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The limits within which one other party is called.
 *
 * @param patience how long one attempt may take before it fails with a {@link java.util.concurrent.TimeoutException}
 * @param atOnce how many attempts may be under way at the same time, 1 or more
 * @param rate how many attempts may begin in a time; empty for as many as wanted
 */
public record Limits(Duration patience, int atOnce, Breaker breaker, Retries retries, Optional<Rate> rate) {

    /** One attempt at a time is judged; nothing is tried again. */
    public static Limits of(Duration patience, int atOnce) {
        return new Limits(patience, atOnce, Breaker.NEVER, Retries.NONE, Optional.empty());
    }

    /** The same with this circuit breaker. */
    public Limits with(Breaker other) {
        return new Limits(patience, atOnce, other, retries, rate);
    }

    /** The same with these retries. */
    public Limits with(Retries other) {
        return new Limits(patience, atOnce, breaker, other, rate);
    }

    /** The same with this rate. */
    public Limits with(Rate other) {
        return new Limits(patience, atOnce, breaker, retries, Optional.of(other));
    }

    /**
     * When a party is given a rest because it fails.
     *
     * @param window how many of the latest outcomes are looked at
     * @param least how many of them there must be before they count, at most {@code window}
     * @param percent which share of failures opens the circuit, above 0 and at most 100
     * @param rest how long it stays open before {@code probes} attempts are let through to see
     * @param counts which failures count as failures of the party, and not of the caller
     */
    public record Breaker(
            int window, int least, float percent, Duration rest, int probes, Predicate<Throwable> counts) {

        /** The circuit stays closed, whatever fails. */
        public static final Breaker NEVER = new Breaker(1, 1, 100, Duration.ofSeconds(1), 1, failure -> false);
    }

    /**
     * Whether and when a failed attempt is made again.
     *
     * @param attempts how many in all, the first included
     * @param first the longest pause after the first failure; the pauses double, and each is drawn evenly between none and its longest
     *     ("full jitter")
     * @param longest what no pause exceeds; a party that asks for a longer one is not waited for, and the failure is passed on
     * @param again which failures may pass by themselves
     */
    public record Retries(int attempts, Duration first, Duration longest, Predicate<Throwable> again) {

        /** One attempt and no more. */
        public static final Retries NONE = new Retries(1, Duration.ZERO, Duration.ZERO, failure -> false);
    }

    /**
     * How often.
     *
     * @param calls how many attempts may begin in each {@code period}
     * @param patience how long an attempt may wait for its turn before it is refused
     */
    public record Rate(int calls, Duration period, Duration patience) {}
}
