package dev.rollcall.delivery.ssf;

import dev.rollcall.delivery.feed.FeedWatch;
import dev.rollcall.delivery.ssf.Outbox.Waiting;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** One poll: looks, and waits for tokens when there are none (RFC 8936 section 2.2). Used by one request. */
public final class Poll implements AutoCloseable {

    /** A notice that was written at another node is found so late at the latest. */
    private static final Duration FOR_OTHERS = Duration.ofSeconds(5);

    private final FeedWatch watch;
    private final UUID about;
    private final Supplier<Future<Waiting>> look;
    private volatile FeedWatch.Waiter waiter;
    private volatile boolean closed;

    /**
     * Makes one.
     *
     * @param about the organisation
     * @param look finds what waits now
     */
    public Poll(FeedWatch watch, UUID about, Supplier<Future<Waiting>> look) {
        this.watch = watch;
        this.about = about;
        this.look = look;
        this.waiter = watch.waiter(about);
    }

    /**
     * What waits, or comes within this time.
     *
     * @return nothing when nothing came
     */
    public Future<Waiting> next(Duration patience) {
        return next(System.nanoTime() + patience.toNanos());
    }

    private Future<Waiting> next(long end) {
        waiter.close();
        FeedWatch.Waiter fresh = watch.waiter(about);
        waiter = fresh;
        return look.get().compose(found -> {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!found.tokens().isEmpty() || found.more() || closed || watch.isClosed() || left.toNanos() <= 0) {
                return Future.succeededFuture(found);
            }
            return fresh.woken(left.compareTo(FOR_OTHERS) < 0 ? left : FOR_OTHERS)
                    .compose(v -> next(end));
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
