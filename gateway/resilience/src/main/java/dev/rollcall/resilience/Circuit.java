package dev.rollcall.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Decides whether another party is called or calls are paused for a while. Belongs to one guard, or is kept by code that makes a
 * guard for each piece of work, so that each new guard knows how the last one fared. Thread-safe.
 */
public final class Circuit {

    private final CircuitBreaker breaker;
    private final Limits.Breaker limits;
    private final Timing timing;
    private volatile long opened;

    Circuit(String name, Limits.Breaker limits, Timing timing) {
        this.limits = limits;
        this.timing = timing;
        breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(limits.window())
                        .minimumNumberOfCalls(limits.least())
                        .failureRateThreshold(limits.percent())
                        .permittedNumberOfCallsInHalfOpenState(limits.probes())
                        .waitDurationInOpenState(limits.rest())
                        .recordException(limits.counts())
                        .clock(new NanoClock(timing))
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher().onStateTransition(changed -> opened = timing.nanos());
    }

    /**
     * Makes a closed one.
     *
     * @param name of the party, for logs
     */
    public static Circuit of(Vertx vertx, String name, Limits.Breaker limits) {
        return new Circuit(name, limits, Timing.of(vertx));
    }

    boolean take() {
        return breaker.tryAcquirePermission();
    }

    void giveBack() {
        breaker.releasePermission();
    }

    void succeeded(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, Throwable failure) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
    }

    /** Whether a call would be refused because the party is given a rest; once that is over, one finds out. */
    public boolean isResting() {
        return breaker.getState() == CircuitBreaker.State.OPEN
                && timing.nanos() - opened < limits.rest().toNanos();
    }

    /** Its state: {@code closed}, {@code open} or {@code half_open}. */
    public String state() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }
}
