package dev.rollcall.server.guard;

import dev.rollcall.core.store.SqlErrors;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens when the database is lost: for a while every request is answered with 503 at once instead of waiting in a queue that
 * cannot move; then a few are let through to see whether it is back. What a client did wrong does not count, nor does a queue
 * that is full.
 */
public final class DatabaseCircuit {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCircuit.class);

    /** Outcomes looked at, how many there must be before it may open, and how many probes are let through. */
    private static final int WINDOW = 20;

    private static final int LEAST = 10;
    private static final int PROBES = 3;

    private final CircuitBreaker breaker;

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
     * @param pause how long it stays open before it lets a probe through
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

    /** Asks the database, or fails at once with {@link OpenException}. */
    public <T> Future<T> call(Supplier<Future<T>> ask) {
        if (!breaker.tryAcquirePermission()) {
            return Future.failedFuture(new OpenException());
        }
        long start = System.nanoTime();
        return start(ask).onComplete(done -> {
            long nanos = System.nanoTime() - start;
            if (done.failed() && isLost(done.cause())) {
                breaker.onError(nanos, TimeUnit.NANOSECONDS, done.cause());
            } else {
                breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
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

    /** {@code closed}, {@code open} or {@code half_open}. */
    public String state() {
        return breaker.getState().name().toLowerCase(Locale.ROOT);
    }

    public boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** No connection was had or kept; as opposed to an answer, however bad. */
    private static boolean isLost(Throwable failure) {
        String state = SqlErrors.sqlState(failure);
        if (state != null) {
            return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
        }
        SqlErrors.Kind kind = SqlErrors.kind(failure);
        return (kind == SqlErrors.Kind.RETRY || kind == SqlErrors.Kind.UNAVAILABLE)
                && !(failure instanceof ConnectionPoolTooBusyException);
    }
}
