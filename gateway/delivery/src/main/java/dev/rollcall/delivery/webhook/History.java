package dev.rollcall.delivery.webhook;

import dev.rollcall.core.lane.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Keeps the results of deliveries for the configured number of days: attempts in partitions of a day, each of which is dropped as a
 * whole, and the few events that were given up, which are deleted a few at a time.
 */
public final class History implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

    /** Letters that are deleted in one transaction. */
    private static final int PIECE = 1_000;

    private final Pool pool;
    private final InstantSource time;
    private final int days;
    private final int deadLetters;
    private final HistoryTable history = new HistoryTable();
    private final Ticker ticker;

    /**
     * Makes one.
     *
     * @param days how many days before today attempts are kept, 1 or more
     * @param deadLetters how many days events that were given up are kept
     */
    public History(Vertx vertx, Pool pool, InstantSource time, int days, int deadLetters) {
        this.pool = pool;
        this.time = time;
        this.days = days;
        this.deadLetters = deadLetters;
        this.ticker = new Ticker(vertx, BETWEEN_LOOKS, this::keep);
    }

    /** Makes room at once, and then every hour or so. */
    public Future<Void> start() {
        ticker.start();
        return keep().mapEmpty();
    }

    /** Makes room for the next days and drops what is too old; says how many days went. */
    public Future<Integer> keep() {
        return history.keepDays(pool, time.instant(), days).compose(dropped -> forget().map(dropped));
    }

    private Future<Void> forget() {
        return history.forgetOld(pool, time.instant().minus(Duration.ofDays(deadLetters)), PIECE)
                .compose(gone -> gone < PIECE ? Future.succeededFuture() : forget());
    }

    @Override
    public void close() {
        ticker.close();
    }
}
