package dev.rollcall.core.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a replica follows the primary: twice a second it writes a mark there, and looks whether the replica shows it. A mark that
 * was seen proves that the replica is a copy of this very database, on the timeline on which the mark was written. Thread-safe.
 */
final class ReplicaWatch {

    /** Rows that marks overwrite; they are those of {@link Database#prove}. */
    private static final int SLOTS = 16;

    private static final long PAUSE_MILLIS = 500;
    private static final long PATIENCE_SECONDS = 2;

    private static final String MARK = """
        UPDATE write_proof SET proved_at = clock_timestamp()
        WHERE slot = $1
        RETURNING proved_at, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) AS timeline
        """;

    private static final String SEEN = "SELECT FROM write_proof WHERE slot = $1 AND proved_at = $2";

    private final Vertx vertx;
    private final Pool primary;
    private final Pool replica;
    private final Duration bound;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final long startedNanos = System.nanoTime();

    private volatile @Nullable Mark written;
    private volatile @Nullable Mark seen;
    private volatile boolean trusted;
    private volatile long timer = -1;

    /**
     * A row of the primary as it was written.
     *
     * @param timeline of the primary's log: a failover begins a new one
     * @param atNanos just before it was written
     */
    private record Mark(int slot, OffsetDateTime value, String timeline, long atNanos) {

        boolean isYoungerThan(Duration age) {
            return System.nanoTime() - atNanos < age.toNanos();
        }
    }

    ReplicaWatch(Vertx vertx, Pool primary, Pool replica, Duration bound) {
        this.vertx = vertx;
        this.primary = primary;
        this.replica = replica;
        this.bound = bound;
    }

    void start() {
        timer = vertx.setPeriodic(1, PAUSE_MILLIS, tick -> look());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            mark().compose(this::isShown)
                    .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .onComplete(looked -> looking.set(false));
        }
    }

    /** The one that the replica has not shown yet, while it still may; else a new one. */
    private Future<Mark> mark() {
        Mark last = written;
        if (last != null && last.isYoungerThan(bound)) {
            return Future.succeededFuture(last);
        }
        int slot = ThreadLocalRandom.current().nextInt(SLOTS);
        long now = System.nanoTime();
        return primary.preparedQuery(MARK).execute(Tuple.of(slot)).map(rows -> {
            Row row = rows.iterator().next();
            Mark mark = new Mark(slot, row.getOffsetDateTime("proved_at"), row.getString("timeline"), now);
            written = mark;
            return mark;
        });
    }

    private Future<Void> isShown(Mark mark) {
        return replica.preparedQuery(SEEN)
                .execute(Tuple.of(mark.slot(), mark.value()))
                .map(rows -> {
                    if (rows.size() > 0) {
                        seen = mark;
                        written = null;
                        trusted = true;
                    }
                    return null;
                });
    }

    /** The replica gave no answer, or was behind for too long: it is not asked again before it has shown the next mark. */
    void distrust() {
        trusted = false;
    }

    /** Whether it is worth asking the replica. */
    boolean isNear() {
        Mark last = seen;
        return trusted && last != null && last.isYoungerThan(bound);
    }

    /** Whether the newest mark that the replica has shown was written on this timeline: it then holds this history and no other. */
    boolean follows(String timeline) {
        Mark last = seen;
        return last != null && last.timeline().equals(timeline);
    }

    /** Since the newest mark that the replica has shown was written. */
    Duration behind() {
        Mark last = seen;
        return Duration.ofNanos(System.nanoTime() - (last == null ? startedNanos : last.atNanos()));
    }
}
