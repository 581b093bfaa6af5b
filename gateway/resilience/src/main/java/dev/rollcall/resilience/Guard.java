package dev.rollcall.resilience;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Stands before all calls to one other party. Each attempt needs a place among those under way, a closed circuit, and a turn within
 * the rate; it then has {@link Limits#patience} to end. An attempt that fails is repeated as {@link Limits.Retries} say. No thread
 * waits. Thread-safe.
 */
public final class Guard {

    private final String name;
    private final Limits limits;
    private final Timing timing;
    private final Places places;
    private final Circuit circuit;
    private final Optional<CallBudget> turns;
    private final TimeLimiter patience;
    private final Retry retry;

    /**
     * What several guards have in common because the party counts their calls together.
     *
     * @param turns in place of a rate of their own
     * @param circuit kept beyond one guard
     */
    public record Shared(CallBudget turns, Places places, Circuit circuit) {}

    /**
     * Makes a guard with a closed circuit.
     *
     * @param name of the party, for logs
     */
    public static Guard of(Vertx vertx, String name, Limits limits) {
        return new Guard(name, limits, Timing.of(vertx), RandomGenerator.getDefault());
    }

    /** The same with what it shares with other guards, in place of a rate, places and a circuit of its own. */
    public static Guard of(Vertx vertx, String name, Limits limits, Shared shared) {
        return new Guard(name, limits, Timing.of(vertx), RandomGenerator.getDefault(), shared);
    }

    /**
     * Makes a guard for a test.
     *
     * @param random draws the pauses; must be thread-safe
     */
    public Guard(String name, Limits limits, Timing timing, RandomGenerator random) {
        this(
                name,
                limits,
                timing,
                random,
                limits.rate().map(often -> new CallBudget(name, often, timing)),
                new Places(name, limits.atOnce(), Duration.ZERO, timing),
                new Circuit(name, limits.breaker(), timing));
    }

    Guard(String name, Limits limits, Timing timing, RandomGenerator random, Shared shared) {
        this(name, limits, timing, random, Optional.of(shared.turns()), shared.places(), shared.circuit());
    }

    private Guard(
            String name,
            Limits limits,
            Timing timing,
            RandomGenerator random,
            Optional<CallBudget> turns,
            Places places,
            Circuit circuit) {
        this.name = name;
        this.limits = limits;
        this.timing = timing;
        this.places = places;
        this.circuit = circuit;
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
        Promise<T> ended = Promise.promise();
        places.take(() -> placed(ask, ended), () -> ended.fail(refused(RefusedException.Reason.TOO_MANY_AT_ONCE)));
        return ended.future();
    }

    private <T> void placed(Supplier<Future<T>> ask, Promise<T> ended) {
        if (!circuit.take()) {
            places.giveBack();
            ended.fail(refused(RefusedException.Reason.RESTING));
            return;
        }
        long turn = turns.map(CallBudget::take).orElse(0L);
        if (turn < 0) {
            circuit.giveBack();
            places.giveBack();
            ended.fail(refused(RefusedException.Reason.TOO_OFTEN));
        } else if (turn == 0) {
            begin(ask, ended);
        } else {
            timing.after(Duration.ofNanos(turn), () -> begin(ask, ended));
        }
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
            long nanos = timing.nanos() - start;
            if (done.succeeded()) {
                patience.onSuccess();
                circuit.succeeded(nanos);
            } else {
                patience.onError(done.cause());
                circuit.failed(nanos, done.cause());
            }
            places.giveBack();
        });
    }

    private static <T> Future<T> start(Supplier<Future<T>> ask) {
        try {
            return ask.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private RefusedException refused(RefusedException.Reason reason) {
        return new RefusedException(name, reason);
    }

    /** Whether a call would be refused because the party is given a rest; once that is over, one finds out. */
    public boolean isResting() {
        return circuit.isResting();
    }

    /** The state of the circuit: {@code closed}, {@code open} or {@code half_open}. */
    public String state() {
        return circuit.state();
    }
}
