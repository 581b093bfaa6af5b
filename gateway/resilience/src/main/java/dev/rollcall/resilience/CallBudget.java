package dev.rollcall.resilience;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.vertx.core.Vertx;

/**
 * Limits how often one party may be called. Belongs to one guard, or is shared by all guards whose calls the party counts together.
 * Thread-safe.
 */
public final class CallBudget {

    private final RateLimiter limiter;

    CallBudget(String name, Limits.Rate often, Timing timing) {
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(often.calls())
                .limitRefreshPeriod(often.period())
                .timeoutDuration(often.patience())
                .build();
        limiter = new AtomicRateLimiter(name, config, timing::nanos);
    }

    /**
     * Makes turns that several guards can share.
     *
     * @param name of the party, for logs
     */
    public static CallBudget of(Vertx vertx, String name, Limits.Rate often) {
        return new CallBudget(name, often, Timing.of(vertx));
    }

    /** Nanoseconds until the turn that is taken now; negative when that would be too long to wait, and none is taken. */
    long take() {
        return limiter.reservePermission();
    }
}
