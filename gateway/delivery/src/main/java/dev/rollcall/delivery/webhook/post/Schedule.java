package dev.rollcall.delivery.webhook.post;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides when a delivery that failed is tried again (Standard Webhooks 1.0.0, "Deliverability and reliability"): ten attempts in
 * 75 hours.
 */
public final class Schedule {

    /** Before the second attempt, the third and so on. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    public static final int ATTEMPTS = PAUSES.size() + 1;

    /** What an endpoint may ask for at the most. */
    private static final Duration LONGEST = Duration.ofHours(24);

    /** A pause is this share longer at the most, so that what failed together does not come back together. */
    private static final double JITTER = 0.2;

    private Schedule() {}

    /**
     * The pause before the next attempt; empty when there is none.
     *
     * @param attempts how many were made
     * @param asked how long the endpoint wants to be left alone
     */
    public static Optional<Duration> pause(int attempts, Optional<Duration> asked, RandomGenerator random) {
        if (attempts >= ATTEMPTS) {
            return Optional.empty();
        }
        Duration usual = PAUSES.get(attempts - 1);
        Duration least = asked.filter(pause -> pause.compareTo(usual) > 0).orElse(usual);
        Duration bounded = least.compareTo(LONGEST) > 0 ? LONGEST : least;
        return Optional.of(bounded.plusMillis((long) (bounded.toMillis() * JITTER * random.nextDouble())));
    }
}
