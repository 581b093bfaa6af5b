package dev.rollcall.resilience;

import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.core.functions.Either;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Computes the pause before the next attempt: the time that the party asked for, plus a random time, drawn evenly below a limit
 * that doubles each time.
 */
final class FullJitter implements IntervalBiFunction<Object> {

    private static final long GIVE_UP = -1;
    private static final int MOST_DOUBLINGS = 30;

    private final Limits.Retries retries;
    private final RandomGenerator random;

    FullJitter(Limits.Retries retries, RandomGenerator random) {
        this.retries = retries;
        this.random = random;
    }

    /** In milliseconds; negative when it would be longer than the longest pause that is waited for. */
    @Override
    public Long apply(Integer attempt, Either<Throwable, Object> outcome) {
        long longest = retries.longest().toMillis();
        long asked = outcome.isLeft() ? asked(outcome.getLeft()).toMillis() : 0;
        if (asked > longest) {
            return GIVE_UP;
        }
        long doubled = retries.first().toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        long limit = Math.min(doubled, longest);
        return Math.min(longest, asked + random.nextLong(limit + 1));
    }

    private static Duration asked(Throwable failure) {
        Optional<Duration> wait = failure instanceof RetryAfter party ? party.retryAfter() : Optional.empty();
        return wait.orElse(Duration.ZERO);
    }
}
