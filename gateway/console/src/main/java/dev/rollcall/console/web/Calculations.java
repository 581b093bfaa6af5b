package dev.rollcall.console.web;

import dev.rollcall.console.api.ApiProblem;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works out what pages show when that may take longer than a page may. Each question is worked out only once at a time, and all
 * pages that asked before the work began share its result: no page shows a result that was begun before the page was requested. A
 * result is given to each claim once, and forgotten after a few seconds. There is one for all event loops of a node; thread-safe.
 */
public final class Calculations {

    /** Pages ask again each second. */
    private static final long KEPT_MILLIS = Duration.ofSeconds(10).toMillis();

    /** At once: the core works out as many, beside what it is there for. */
    private static final int AT_ONCE = 4;

    /** Pages that wait. Another one waits as well, and is taken when there is room. */
    private static final int MOST = 500;

    private final Vertx vertx;
    private final Map<Claim, Calculation> claims = new HashMap<>();
    private final Map<Question, Calculation> queued = new LinkedHashMap<>();
    private final Set<Question> running = new HashSet<>();

    public Calculations(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * What is asked.
     *
     * @param rights of those who ask: others may not see what is found
     */
    record Question(String rights, String what) {}

    private record Claim(Question question, String id) {}

    private record Calculation(Supplier<? extends Future<?>> how, Promise<Object> result) {}

    /**
     * Asks, or asks again.
     *
     * @param claim of the page, and of no other
     * @param patience how many milliseconds the page may wait
     * @return after that time at most, empty when it is not ready; fails as what was asked fails
     */
    <T> Future<Optional<T>> ask(Question question, String claim, long patience, Supplier<Future<T>> how) {
        Claim mine = new Claim(question, claim);
        Calculation calculation = claimed(mine, how);
        if (calculation == null) {
            return Future.succeededFuture(Optional.empty());
        }
        advance();
        Promise<Optional<T>> told = Promise.promise();
        Context here = vertx.getOrCreateContext();
        long timer = vertx.setTimer(patience, late -> told.tryComplete(Optional.empty()));
        calculation
                .result()
                .future()
                .onComplete(done -> here.runOnContext(turn -> {
                    vertx.cancelTimer(timer);
                    if (!told.future().isComplete()) {
                        forget(mine);
                        tell(told, done);
                    }
                }));
        return told.future();
    }

    private static <T> void tell(Promise<Optional<T>> told, AsyncResult<Object> found) {
        if (found.succeeded()) {
            @SuppressWarnings("unchecked") // To the same question there is the same type.
            T value = (T) found.result();
            told.tryComplete(Optional.of(value));
        } else if (found.cause() instanceof ApiProblem problem && problem.isSignedOut()) {
            // The session that it was asked with has ended, while that of another who waits runs on: they ask again.
            told.tryComplete(Optional.empty());
        } else {
            told.tryFail(found.cause());
        }
    }

    /** What works it out for a claim: what does so already, or one that has not begun, or a new one; null when there is no room. */
    private synchronized @Nullable Calculation claimed(Claim claim, Supplier<? extends Future<?>> how) {
        Calculation known = claims.get(claim);
        if (known != null) {
            return known;
        }
        if (claims.size() >= MOST) {
            return null;
        }
        Calculation calculation =
                queued.computeIfAbsent(claim.question(), unseen -> new Calculation(how, Promise.promise()));
        claims.put(claim, calculation);
        return calculation;
    }

    private synchronized void forget(Claim claim) {
        claims.remove(claim);
    }

    private synchronized void forget(Calculation calculation) {
        claims.values().removeIf(calculation::equals);
    }

    /** Begins what there is room for, the oldest first. */
    private void advance() {
        for (Map.Entry<Question, Calculation> next = next(); next != null; next = next()) {
            begin(next.getKey(), next.getValue());
        }
    }

    private synchronized Map.@Nullable Entry<Question, Calculation> next() {
        Iterator<Map.Entry<Question, Calculation>> all = queued.entrySet().iterator();
        while (running.size() < AT_ONCE && all.hasNext()) {
            Map.Entry<Question, Calculation> next = all.next();
            if (running.add(next.getKey())) {
                all.remove();
                return Map.entry(next.getKey(), next.getValue());
            }
        }
        return null;
    }

    private void begin(Question question, Calculation calculation) {
        Future<?> found;
        try {
            found = calculation.how().get();
        } catch (RuntimeException e) {
            found = Future.failedFuture(e);
        }
        found.onComplete(done -> {
            ended(question);
            vertx.setTimer(KEPT_MILLIS, later -> forget(calculation));
            if (done.succeeded()) {
                calculation.result().complete(done.result());
            } else {
                calculation.result().fail(done.cause());
            }
            advance();
        });
    }

    private synchronized void ended(Question question) {
        running.remove(question);
    }
}
