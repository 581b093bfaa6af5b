package dev.rollcall.core.lane;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose query runs next. Queries of one organisation run side by side, up to as many as there are connections; while
 * several {@link ActiveOrganisations} share the node only two do, and when more are waiting each is followed by a pause as long as
 * it took. So a directory that asks for page after page, with hundreds of requests at once, does not make the others queue behind
 * all of them.
 */
public final class QueryScheduler {

    private static final int AT_ONCE_IN_COMPANY = 2;

    private final Vertx vertx;
    private final ActiveOrganisations company;
    private final int atOnce;
    private final int waiting;
    private final ConcurrentHashMap<UUID, Line> lines = new ConcurrentHashMap<>();

    /**
     * Opens the lines.
     *
     * @param atOnce queries of one organisation that run side by side at most
     * @param waiting how many of one organisation may wait; further ones fail with {@link LaneFull}
     */
    public QueryScheduler(Vertx vertx, ActiveOrganisations company, int atOnce, int waiting) {
        this.vertx = vertx;
        this.company = company;
        this.atOnce = atOnce;
        this.waiting = waiting;
    }

    /** Runs the query when it is the organisation's turn, on the context of the caller; fails as the query does. */
    public <T extends @Nullable Object> Future<T> take(UUID organization, Supplier<Future<T>> query) {
        company.seen(organization);
        Line line = lines.computeIfAbsent(organization, id -> new Line());
        Context context = vertx.getOrCreateContext();
        Promise<T> result = Promise.promise();
        switch (line.enter(() -> context.runOnContext(v -> run(line, query, result)))) {
            case STARTS -> run(line, query, result);
            case WAITS -> {}
            case REFUSED -> result.fail(new LaneFull(waiting));
        }
        return result.future();
    }

    private <T extends @Nullable Object> void run(Line line, Supplier<Future<T>> query, Promise<T> result) {
        long start = System.nanoTime();
        Future<T> running;
        try {
            running = query.get();
        } catch (RuntimeException e) {
            running = Future.failedFuture(e);
        }
        running.onComplete(done -> {
            end(line, System.nanoTime() - start);
            result.handle(done);
        });
    }

    private void end(Line line, long tookNanos) {
        long pause = line.isWaiting() ? company.pauseAfter(tookNanos) : 0;
        if (pause > 0) {
            vertx.setTimer(pause, timer -> line.next());
        } else {
            line.next();
        }
    }

    private enum Entry {
        STARTS,
        WAITS,
        REFUSED
    }

    /** The queries of one organisation. */
    private final class Line {

        private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
        private int running;

        private int most() {
            return company.isPresent() ? Math.min(AT_ONCE_IN_COMPANY, atOnce) : atOnce;
        }

        synchronized Entry enter(Runnable later) {
            if (queue.isEmpty() && running < most()) {
                running++;
                return Entry.STARTS;
            }
            return queue.size() < waiting && queue.add(later) ? Entry.WAITS : Entry.REFUSED;
        }

        synchronized boolean isWaiting() {
            return !queue.isEmpty();
        }

        /** One has ended; starts as many as may run now. */
        synchronized void next() {
            running--;
            while (!queue.isEmpty() && running < most()) {
                running++;
                queue.remove().run();
            }
        }
    }
}
