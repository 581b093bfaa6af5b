package dev.rollcall.delivery.webhook;

import dev.rollcall.core.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;

/** Keeps the history of attempts for as many days as it is set to, by partitions of a day, which go whole. */
public final class History implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

    private final Pool pool;
    private final InstantSource time;
    private final int days;
    private final HistoryTable history = new HistoryTable();
    private final Ticker ticker;

    /**
     * Makes one.
     *
     * @param days how many days before today are kept, 1 or more
     */
    public History(Vertx vertx, Pool pool, InstantSource time, int days) {
        this.pool = pool;
        this.time = time;
        this.days = days;
        this.ticker = new Ticker(vertx, BETWEEN_LOOKS, this::keep);
    }

    /** Makes room at once, and then every hour or so. */
    public Future<Void> start() {
        ticker.start();
        return keep().mapEmpty();
    }

    /** Makes room for the next days and drops what is too old; says how many days went. */
    public Future<Integer> keep() {
        return history.keepDays(pool, time.instant(), days);
    }

    @Override
    public void close() {
        ticker.close();
    }
}
