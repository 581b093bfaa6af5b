package dev.rollcall.delivery.receipt;

import dev.rollcall.core.lane.Ticker;
import dev.rollcall.delivery.receipt.ClockWatcher.Late;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the time from an identity provider's request that takes away a person's access until the application knows, and reports
 * when that is too long. Each acknowledgement is measured, and each person looked at, by one node only. Thread-safe.
 */
public final class Clock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Clock.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_DAYS = Duration.ofHours(1);
    private static final int BATCH = 2_000;

    private final Pool pool;
    private final InstantSource time;
    private final Duration patience;
    private final int days;
    private final ClockWatcher watcher;
    private final AcknowledgementTable acknowledgements = new AcknowledgementTable();
    private final FeedReaderTable readers = new FeedReaderTable();
    private final LateTable late = new LateTable();
    private final Map<FeedReaderTable.Key, Passed> passed = new ConcurrentHashMap<>();
    private final Ticker ticker;
    private final Ticker daily;

    /** Where a reader was first since this was written down, and where last, and when. */
    private record Passed(long first, long cursor, Instant at) {

        Passed and(Passed later) {
            return new Passed(
                    Math.min(first, later.first()),
                    Math.max(cursor, later.cursor()),
                    later.cursor() > cursor ? later.at() : at);
        }
    }

    /**
     * Makes one that does nothing by itself before {@link #start}.
     *
     * @param patience from the event until the application should know
     * @param days how long acknowledgements are kept, 1 or more
     */
    public Clock(Vertx vertx, Pool pool, InstantSource time, Duration patience, int days, ClockWatcher watcher) {
        this.pool = pool;
        this.time = time;
        this.patience = patience;
        this.days = days;
        this.watcher = watcher;
        this.ticker = new Ticker(vertx, BETWEEN_LOOKS, this::look);
        this.daily = new Ticker(vertx, BETWEEN_DAYS, this::keep);
    }

    /** Makes room at once; done when there is. */
    public Future<Void> start() {
        ticker.start();
        daily.start();
        return keep().mapEmpty();
    }

    /** Makes room for the next days and drops what is too old; says how many days went. */
    public Future<Integer> keep() {
        return acknowledgements.keepDays(pool, time.instant(), days);
    }

    /**
     * The application asks a feed for what is behind a cursor. Returns at once.
     *
     * @param about an organisation, or the zero id for all
     * @param byPlace whether the cursor is a place in the order of all organisations
     */
    public void passed(UUID about, boolean byPlace, long cursor) {
        passed.merge(new FeedReaderTable.Key(about, byPlace), new Passed(cursor, cursor, time.instant()), Passed::and);
    }

    /** Writes what readers have passed, measures what is new, and tells what is late. */
    public Future<Void> look() {
        // What readers have passed comes first, so that nobody is told of who is known; but a failure there stops
        // nothing.
        Future<Void> noted = readers();
        return noted.transform(done -> Future.join(measure(), late())).compose(v -> noted);
    }

    private Future<Void> readers() {
        Future<Void> written = Future.succeededFuture();
        for (FeedReaderTable.Key key : List.copyOf(passed.keySet())) {
            Passed latest = passed.remove(key);
            if (latest != null) {
                written = written.compose(v -> pool.withTransaction(connection ->
                                readers.passed(connection, key, latest.first(), latest.cursor(), latest.at()))
                        .onFailure(failure -> passed.merge(key, latest, Passed::and)));
            }
        }
        return written;
    }

    private Future<Void> measure() {
        return acknowledgements.measure(pool, BATCH).compose(all -> {
            all.forEach(one ->
                    watcher.acknowledged(one.way(), Duration.between(Departures.asked(one.requestId()), one.at())));
            return all.size() < BATCH ? Future.succeededFuture() : measure();
        });
    }

    private Future<Void> late() {
        Instant now = time.instant();
        return late.look(pool, now.minus(patience), now).compose(found -> {
            List<Future<?>> told = new ArrayList<>();
            found.stream().filter(one -> one.people() > 0).forEach(one -> told.add(tell(one)));
            Future<?> all = told.isEmpty() ? Future.succeededFuture() : Future.join(told);
            return all.compose(v -> found.get(0).looked() < LateTable.RUNS ? Future.<Void>succeededFuture() : late());
        });
    }

    private Future<?> tell(LateTable.Found found) {
        Late one = new Late(
                found.orgId(),
                found.people(),
                Departures.asked(found.oldestRequest()),
                found.oldestRequest(),
                found.oldestMember());
        LOG.atWarn()
                .addKeyValue("organisation", one.orgId())
                .addKeyValue("people", one.people())
                .addKeyValue("asked", one.asked())
                .addKeyValue("request", one.request())
                .addKeyValue("member", one.member())
                .log("the application has not acknowledged that people have lost access");
        return watcher.late(one).recover(failure -> {
            LOG.atWarn()
                    .addKeyValue("organisation", one.orgId())
                    .log("nobody could be told of it: {}", failure.getMessage());
            return Future.succeededFuture();
        });
    }

    @Override
    public void close() {
        ticker.close();
        daily.close();
    }
}
