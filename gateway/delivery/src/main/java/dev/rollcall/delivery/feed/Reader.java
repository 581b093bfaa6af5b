package dev.rollcall.delivery.feed;

import io.vertx.core.Future;
import java.time.Duration;

/** Reads a feed from one position to the next, and waits at its end for new events. Used by one reader at a time. */
public final class Reader implements AutoCloseable {

    private final Feed feed;
    private final FeedWatch watch;
    private FeedWatch.Waiter waiter;
    private volatile boolean closed;

    public Reader(Feed feed, FeedWatch watch) {
        this.feed = feed;
        this.watch = watch;
        this.waiter = watch.waiter(feed.about());
    }

    /**
     * The next events behind a cursor.
     *
     * @param patience how long to wait when there are none; the stretch is empty when none came
     */
    public Future<Stretch> next(long cursor, int limit, Duration patience) {
        return next(cursor, limit, System.nanoTime() + patience.toNanos());
    }

    private Future<Stretch> next(long cursor, int limit, long end) {
        waiter.close();
        FeedWatch.Waiter fresh = watch.waiter(feed.about());
        waiter = fresh;
        return feed.read(cursor, limit).compose(stretch -> {
            long left = end - System.nanoTime();
            if (!stretch.events().isEmpty() || left <= 0 || closed || watch.isClosed()) {
                return Future.succeededFuture(stretch);
            }
            if (stretch.more()) {
                return next(stretch.end(), limit, end);
            }
            return fresh.woken(Duration.ofNanos(left)).compose(v -> next(stretch.end(), limit, end));
        });
    }

    /** Ends a wait that is under way. */
    @Override
    public void close() {
        closed = true;
        waiter.wake();
        waiter.close();
    }
}
