package dev.rollcall.trace;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what became of requests, off their path: taking a recording puts it into a queue and no more; a batch at a time is made into
 * entries on a worker thread and written in one transaction. The queue is bounded by number and by size; what finds no place is dropped
 * and counted, and nobody waits. What waits when a node is killed is lost: the effects of those requests stand in events, ledger and
 * audit all the same. Thread-safe.
 */
public final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private static final int BATCH = 250;
    private static final long PAUSE_MILLIS = 200;
    private static final long AGAIN_MILLIS = 500;
    private static final long DAYS_MILLIS = 3_600_000;

    private final Vertx vertx;
    private final RequestTable table;
    private final Limits limits;
    private final EntryWriter writer;
    private final RecordingObserver observer;
    private final Queue<Recording> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private Future<Void> turn = Future.succeededFuture();
    private volatile @Nullable Future<?> ready;
    private long timer = -1;
    private long daily = -1;

    /**
     * How much is kept.
     *
     * @param days for how long
     * @param queue entries that may wait to be written
     * @param queueBytes bytes of their requests and responses
     * @param entry characters of an entry, about
     * @param showsValues whether values of attributes are kept that are no secret
     */
    public record Limits(int days, int queue, long queueBytes, int entry, boolean showsValues) {}

    public Recorder(Vertx vertx, Pool pool, Limits limits, RecordingObserver observer) {
        this.vertx = vertx;
        this.table = new RequestTable(pool);
        this.limits = limits;
        this.writer = new EntryWriter(limits.showsValues(), limits.entry());
        this.observer = observer;
    }

    /** Makes the tables of the days to come, and writes from now on. */
    public void start() {
        timer = vertx.setPeriodic(PAUSE_MILLIS, due -> tick());
        daily = vertx.setPeriodic(DAYS_MILLIS, due -> days());
        days();
    }

    private Future<?> days() {
        Future<?> made = table.keep(limits.days())
                .onSuccess(dropped -> {
                    if (dropped > 0) {
                        LOG.info("dropped {} tables of days that are over", dropped);
                    }
                })
                .onFailure(failure ->
                        LOG.warn("the tables of the request log were not seen to: {}", String.valueOf(failure)));
        ready = made;
        return made;
    }

    /** Takes a recording, or drops it when too many wait. Returns at once. */
    public void take(Recording recording) {
        long size = recording.bytesIn() + recording.bytesOut();
        if (waiting.get() >= limits.queue() || bytes.get() + size > limits.queueBytes()) {
            observer.dropped(1);
            return;
        }
        bytes.addAndGet(size);
        queue.add(recording);
        if (waiting.incrementAndGet() == BATCH) {
            vertx.runOnContext(full -> tick());
        }
    }

    /** How many wait to be written. */
    public int waiting() {
        return waiting.get();
    }

    /** Done when all that was taken before is written or given up; never fails. */
    public synchronized Future<Void> write() {
        Future<Void> current = turn;
        if (!current.isComplete()) {
            return current.compose(v -> waiting.get() == 0 ? Future.succeededFuture() : write());
        }
        turn = drain();
        return turn;
    }

    private synchronized void tick() {
        if (turn.isComplete()) {
            turn = drain();
        }
    }

    private Future<Void> drain() {
        List<Recording> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH) {
            Recording next = queue.poll();
            if (next == null) {
                break;
            }
            waiting.decrementAndGet();
            bytes.addAndGet(-next.bytesIn() - next.bytesOut());
            batch.add(next);
        }
        return batch.isEmpty() ? Future.succeededFuture() : write(batch).compose(v -> drain());
    }

    private Future<Void> write(List<Recording> batch) {
        return owned(batch)
                .compose(owned -> vertx.executeBlocking(
                        () -> new Rendered(entries(owned), Counted.of(owned, limits.showsValues())), false))
                .compose(this::write)
                .recover(failure -> {
                    observer.dropped(batch.size());
                    LOG.warn(
                            "{} entries of the request log were not written: {}",
                            batch.size(),
                            String.valueOf(failure));
                    return Future.succeededFuture();
                });
    }

    /** Tried twice: a connection may be lost, and the table of the day may not be there. */
    private Future<Void> write(Rendered made) {
        return made().compose(v -> table.write(made.entries(), made.counted()))
                .recover(failure -> {
                    ready = null;
                    return vertx.timer(AGAIN_MILLIS)
                            .compose(v -> made())
                            .compose(v -> table.write(made.entries(), made.counted()));
                })
                .onSuccess(v -> observer.written(made.entries().size()));
    }

    private Future<?> made() {
        Future<?> days = ready;
        return days == null || days.failed() ? days() : days;
    }

    private record Rendered(List<Entry> entries, List<Counted> counted) {}

    private List<Entry> entries(List<Recording> recordings) {
        List<Entry> entries = new ArrayList<>(recordings.size());
        for (Recording recording : recordings) {
            if (recording.kept()) {
                try {
                    entries.add(writer.write(recording));
                } catch (RuntimeException e) {
                    // One that cannot be shown takes no other with it.
                    observer.dropped(1);
                    LOG.warn("a request was not recorded: {}", recording.requestId(), e);
                }
            }
        }
        return entries;
    }

    /** Those whose organisation was not known, because their credential was not accepted, with it. */
    private Future<List<Recording>> owned(List<Recording> batch) {
        Set<UUID> unknown = new HashSet<>();
        batch.stream().filter(one -> one.orgId() == null).forEach(one -> unknown.add(one.directoryId()));
        if (unknown.isEmpty()) {
            return Future.succeededFuture(batch);
        }
        return table.organisations(unknown).map(found -> {
            List<Recording> owned = new ArrayList<>(batch.size());
            for (Recording one : batch) {
                UUID organisation = one.orgId() != null ? one.orgId() : found.get(one.directoryId());
                if (organisation != null) {
                    owned.add(one.of(organisation));
                }
            }
            return owned;
        });
    }

    /** Ends; done when what waits is written or given up. */
    public Future<Void> stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            vertx.cancelTimer(daily);
        }
        return write();
    }
}
