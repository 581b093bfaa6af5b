package dev.rollcall.delivery.feed;

import dev.rollcall.core.lane.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the readers that wait for events: at once when this node has given places to events, and soon after another node has. One
 * query of the node serves all waiting readers. Thread-safe.
 */
public final class FeedWatch implements AutoCloseable {

    /** Stands for the events of all organisations. */
    public static final UUID ALL = new UUID(0, 0);

    private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);
    private static final Duration FOR_OTHERS = Duration.ofMillis(400);
    private static final int MOST = 2_000;
    private static final long UNKNOWN = -1;

    private final Vertx vertx;
    private final SqlClient client;
    private final FeedTable feed = new FeedTable();
    private final Map<UUID, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Ticker ticker;
    private volatile long known = UNKNOWN;
    private volatile boolean closed;

    public FeedWatch(Vertx vertx, SqlClient client) {
        this.vertx = vertx;
        this.client = client;
        this.ticker = new Ticker(vertx, FOR_OTHERS, this::look);
    }

    public void start() {
        ticker.start();
    }

    /** Somebody who waits; made before looking for events, so that none slips in between. */
    public final class Waiter implements AutoCloseable {

        private final UUID about;
        private final Promise<Void> woken = Promise.promise();

        private Waiter(UUID about) {
            this.about = about;
        }

        /** Done when there may be new events, when this time is over, or when the node stops. */
        public Future<Void> woken(Duration patience) {
            if (closed) {
                wake();
            }
            long timer = vertx.setTimer(Math.max(1, patience.toMillis()), over -> wake());
            return woken.future().eventually(() -> {
                vertx.cancelTimer(timer);
                return Future.succeededFuture();
            });
        }

        /** Ends the waiting. */
        public void wake() {
            woken.tryComplete();
        }

        @Override
        public void close() {
            waiters.computeIfPresent(about, (id, all) -> {
                if (all.remove(this)) {
                    waiting.decrementAndGet();
                }
                return all.isEmpty() ? null : all;
            });
        }
    }

    /** Begins to wait for the next event. */
    public Waiter waiter(UUID about) {
        Waiter waiter = new Waiter(about);
        waiters.compute(about, (id, present) -> {
            Set<Waiter> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(waiter);
            return all;
        });
        waiting.incrementAndGet();
        return waiter;
    }

    /** Events got places on this node. */
    public void nudge() {
        look().onFailure(failure -> LOG.atInfo()
                .addKeyValue("cause", failure.getClass().getSimpleName())
                .log("those who wait for events are woken later"));
    }

    private Future<?> look() {
        if (waiting.get() == 0) {
            known = UNKNOWN;
            return Future.succeededFuture();
        }
        long before = known;
        if (before == UNKNOWN) {
            return feed.head(client).onSuccess(head -> {
                known = head;
                waiters.keySet().forEach(this::wake);
            });
        }
        return feed.since(client, before, MOST).compose(places -> {
            if (places.isEmpty()) {
                return Future.succeededFuture();
            }
            known = places.get(places.size() - 1).position();
            wake(ALL);
            places.stream().map(FeedTable.Place::orgId).distinct().forEach(this::wake);
            return places.size() < MOST ? Future.succeededFuture() : look();
        });
    }

    /** Wakes those on this node who wait for events of this organisation, because there is something else for them. */
    public void wake(UUID about) {
        waiters.getOrDefault(about, Set.of()).forEach(Waiter::wake);
    }

    /** How many wait now. */
    public int waiting() {
        return waiting.get();
    }

    /** Whether the node stops, so that nobody should wait any longer. */
    public boolean isClosed() {
        return closed;
    }

    /** Wakes all who wait; nobody waits from now on. */
    @Override
    public void close() {
        closed = true;
        ticker.close();
        waiters.keySet().forEach(this::wake);
    }
}
