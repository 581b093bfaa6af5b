package dev.rollcall.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Stands before all calls to one other party. Each attempt needs a place among those under way, a circuit that is closed, and its turn
 * by the rate; it then has {@link Limits#patience} to end. What fails is tried again as {@link Limits.Retries} say. No thread waits.
 * Thread-safe.
 */
public final class Guard {

    private final String name;
    private final Limits limits;
    private final Timing timing;
    private final Bulkhead places;
    private final CircuitBreaker circuit;
    private final Optional<Turns> turns;
    private final TimeLimiter patience;
    private final Retry retry;
    private volatile long opened;

    /**
     * Makes a guard with a closed circuit.
     *
     * @param name of the party, for logs
     */
    public static Guard of(Vertx vertx, String name, Limits limits) {
        return new Guard(name, limits, Timing.of(vertx), RandomGenerator.getDefault());
    }

    /** The same with turns that are shared with other guards, in place of a rate of its own. */
    public static Guard of(Vertx vertx, String name, Limits limits, Turns shared) {
        return new Guard(name, limits, Timing.of(vertx), RandomGenerator.getDefault(), Optional.of(shared));
    }

    /**
     * Makes a guard for a test.
     *
     * @param random draws the pauses; must be thread-safe
     */
    public Guard(String name, Limits limits, Timing timing, RandomGenerator random) {
        this(name, limits, timing, random, limits.rate().map(often -> new Turns(name, often, timing)));
    }

    Guard(String name, Limits limits, Timing timing, RandomGenerator random, Optional<Turns> turns) {
        this.name = name;
        this.limits = limits;
        this.timing = timing;
        places = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(limits.atOnce())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        circuit = CircuitBreaker.of(name, circuit(limits.breaker(), timing));
        circuit.getEventPublisher().onStateTransition(changed -> opened = timing.nanos());
        this.turns = turns;
        patience = TimeLimiter.of(
                name,
                TimeLimiterConfig.custom().timeoutDuration(limits.patience()).build());
        retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(limits.retries().attempts())
                        .retryOnException(limits.retries().again())
                        .intervalBiFunction(new FullJitter(limits.retries(), random))
                        .build());
    }

    private static CircuitBreakerConfig circuit(Limits.Breaker breaker, Timing timing) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(breaker.window())
                .minimumNumberOfCalls(breaker.least())
                .failureRateThreshold(breaker.percent())
                .permittedNumberOfCallsInHalfOpenState(breaker.probes())
                .waitDurationInOpenState(breaker.rest())
                .recordException(breaker.counts())
                .clock(new NanoClock(timing))
                .writableStackTraceEnabled(false)
                .build();
    }

    /**
     * Makes the call.
     *
     * @param ask begins one attempt; called once for each, on the thread of the caller or of the timer before it
     * @return the answer of the last attempt; {@link RefusedException} when it was not made, and
     *     {@link java.util.concurrent.TimeoutException} when it took too long: the attempt itself is then left to its own end
     */
    public <T> Future<T> call(Supplier<Future<T>> ask) {
        Promise<T> answer = Promise.promise();
        next(ask, retry.asyncContext(), answer);
        return answer.future();
    }

    private <T> void next(Supplier<Future<T>> ask, Retry.AsyncContext<Object> attempts, Promise<T> answer) {
        attempt(ask).onComplete(done -> {
            if (done.succeeded()) {
                attempts.onComplete();
                answer.complete(done.result());
                return;
            }
            long millis = done.cause() instanceof RefusedException ? -1 : attempts.onError(done.cause());
            if (millis < 0) {
                answer.fail(done.cause());
            } else {
                timing.after(Duration.ofMillis(millis), () -> next(ask, attempts, answer));
            }
        });
    }

    private <T> Future<T> attempt(Supplier<Future<T>> ask) {
        if (!places.tryAcquirePermission()) {
            return refused(RefusedException.Reason.TOO_MANY_AT_ONCE);
        }
        if (!circuit.tryAcquirePermission()) {
            places.releasePermission();
            return refused(RefusedException.Reason.RESTING);
        }
        long turn = turns.map(Turns::take).orElse(0L);
        if (turn < 0) {
            circuit.releasePermission();
            places.releasePermission();
            return refused(RefusedException.Reason.TOO_OFTEN);
        }
        Promise<T> ended = Promise.promise();
        if (turn == 0) {
            begin(ask, ended);
        } else {
            timing.after(Duration.ofNanos(turn), () -> begin(ask, ended));
        }
        return ended.future();
    }

    private <T> void begin(Supplier<Future<T>> ask, Promise<T> ended) {
        long start = timing.nanos();
        Runnable stopWaiting = timing.after(
                limits.patience(), () -> ended.tryFail(TimeLimiter.createdTimeoutExceptionWithName(name, null)));
        start(ask).onComplete(done -> {
            if (done.succeeded()) {
                ended.tryComplete(done.result());
            } else {
                ended.tryFail(done.cause());
            }
        });
        ended.future().onComplete(done -> {
            stopWaiting.run();
            places.onComplete();
            long nanos = timing.nanos() - start;
            if (done.succeeded()) {
                patience.onSuccess();
                circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
            } else {
                patience.onError(done.cause());
                circuit.onError(nanos, TimeUnit.NANOSECONDS, done.cause());
            }
        });
    }

    private static <T> Future<T> start(Supplier<Future<T>> ask) {
        try {
            return ask.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private <T> Future<T> refused(RefusedException.Reason reason) {
        return Future.failedFuture(new RefusedException(name, reason));
    }

    /** Whether a call would be refused because the party is given a rest; once that is over, one finds out. */
    public boolean isResting() {
        return circuit.getState() == CircuitBreaker.State.OPEN
                && timing.nanos() - opened < limits.breaker().rest().toNanos();
    }

    /** The state of the circuit: {@code closed}, {@code open} or {@code half_open}. */
    public String state() {
        return circuit.getState().name().toLowerCase(Locale.ROOT);
    }
}
