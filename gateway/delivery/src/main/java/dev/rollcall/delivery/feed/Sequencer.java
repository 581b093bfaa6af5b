package dev.rollcall.delivery.feed;

import dev.rollcall.core.lane.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives committed events their places in the order of all organisations. Every transaction that writes events leaves a note of
 * them, so where the note can be seen, the events can be seen too: however late a transaction commits, its events get places after
 * those already given, and never before an event that a reader has read. Every node does this, one at a time, soon after its own
 * commits and now and then for those of nodes that are gone. Thread-safe.
 */
public final class Sequencer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    /** How long commits are gathered, so that a burst costs few turns. */
    private static final long GATHERING_MILLIS = 15;

    private static final Duration FOR_OTHERS = Duration.ofSeconds(1);
    private static final int RUNS = 2_000;

    private final Vertx vertx;
    private final Pool pool;
    private final InstantSource time;
    private final FeedTable feed = new FeedTable();
    private final Consumer<Set<UUID>> placed;
    private final Ticker ticker;
    private final AtomicBoolean awaited = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * Makes one that does nothing by itself before {@link #start}.
     *
     * @param placed told when events got places which endpoints have something to be sent by it; on any thread
     */
    public Sequencer(Vertx vertx, Pool pool, InstantSource time, Consumer<Set<UUID>> placed) {
        this.vertx = vertx;
        this.pool = pool;
        this.time = time;
        this.placed = placed;
        this.ticker = new Ticker(vertx, FOR_OTHERS, this::placeAll);
    }

    public void start() {
        ticker.start();
    }

    /** Something was committed on this node: its events get their places in a moment. */
    public void nudge() {
        if (!closed && awaited.compareAndSet(false, true)) {
            vertx.setTimer(GATHERING_MILLIS, timer -> {
                awaited.set(false);
                placeAll()
                        .onFailure(failure -> LOG.atInfo()
                                .addKeyValue("cause", failure.getClass().getSimpleName())
                                .log("events get their places later"));
            });
        }
    }

    /** Gives places to all events that are committed and have none. */
    public Future<Void> placeAll() {
        return pool.withTransaction(this::place).compose(done -> {
            if (done.runs() > 0) {
                placed.accept(done.webhooks());
            }
            return done.runs() < RUNS ? Future.succeededFuture() : placeAll();
        });
    }

    private Future<FeedTable.Placed> place(SqlConnection connection) {
        Future<?> locked = feed.lock(connection);
        // Sent at once; it runs behind the lock, and so sees what the holder before has committed.
        Future<FeedTable.Placed> runs = feed.place(connection, time.instant(), RUNS);
        return locked.compose(v -> runs);
    }

    @Override
    public void close() {
        closed = true;
        ticker.close();
    }
}
