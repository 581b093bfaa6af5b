package dev.rollcall.server.guard;

import dev.rollcall.core.store.SqlErrors;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens when the database is lost: every request is answered with 503 at once instead of waiting in a queue that cannot move; once
 * a test change commits again, a few requests are let through to see whether they succeed too. Failures that are the client's fault
 * do not count, nor does a busy pool: where a failure may have several causes, a {@link Proof} decides.
 */
public final class DatabaseCircuit {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCircuit.class);

    /** Outcomes looked at, how many there must be before it may open, and how many probes are let through. */
    private static final int WINDOW = 20;

    private static final int LEAST = 10;
    private static final int PROBES = 3;

    private static final long BETWEEN_PROOFS_MILLIS = 1_000;

    private final CircuitBreaker breaker;
    private volatile Proof proof = new Proof(Future::succeededFuture);

    /** The database was lost a moment ago and is not asked. Cheap: it has no stack trace. */
    public static final class OpenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private OpenException() {
            super("the database is not asked: its circuit is open", null, false, false);
        }
    }

    /**
     * Makes a closed circuit.
     *
     * @param pause how long it stays open at most before it lets a probe through, proof or not
     */
    public DatabaseCircuit(Duration pause) {
        breaker = CircuitBreaker.of(
                "database",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(LEAST)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .waitDurationInOpenState(pause)
                        .writableStackTraceEnabled(false)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.atWarn()
                        .addKeyValue("circuit", event.getStateTransition().getToState())
                        .log("database circuit changed"));
    }

    /**
     * Gives the circuit a way to find out by itself how the database is, and lets it look while it is open.
     *
     * @param write commits a small change
     */
    public void prove(Vertx vertx, Supplier<Future<Void>> write) {
        proof = new Proof(write);
        vertx.setPeriodic(BETWEEN_PROOFS_MILLIS, timer -> {
            if (isOpen()) {
                proof.give().onSuccess(proved -> letProbesThrough());
            }
        });
    }

    /** Succeeds when a change could be committed within the last second or can be now; after two seconds it fails. */
    public Future<Void> proof() {
        return proof.give();
    }

    /** Asks the database, or fails at once with {@link OpenException}. */
    public <T> Future<T> call(Supplier<Future<T>> ask) {
        if (!breaker.tryAcquirePermission()) {
            return Future.failedFuture(new OpenException());
        }
        long start = System.nanoTime();
        return start(ask).onComplete(done -> {
            long nanos = System.nanoTime() - start;
            if (done.failed() && SqlErrors.isLost(done.cause())) {
                breaker.onError(nanos, TimeUnit.NANOSECONDS, done.cause());
            } else {
                breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            }
            if (done.failed() && SqlErrors.kind(done.cause()) == SqlErrors.Kind.UNAVAILABLE) {
                proof.give().onFailure(failure -> lost());
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

    /** The database is known to be lost: opens at once. */
    public synchronized void lost() {
        if (breaker.getState() != State.OPEN) {
            breaker.transitionToOpenState();
        }
    }

    private synchronized void letProbesThrough() {
        if (breaker.getState() == State.OPEN) {
            breaker.transitionToHalfOpenState();
        }
    }

    /** {@code closed}, {@code open} or {@code half_open}. */
    public String state() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }

    public boolean isOpen() {
        return breaker.getState() == State.OPEN;
    }
}
