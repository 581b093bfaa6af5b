package dev.rollcall.trace;

import dev.rollcall.trace.EntryWriter.Written;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the request log outside the path of requests: accepting a recording only puts it into a queue. A few recordings at a time
 * are made into entries on a worker thread, soon, while their data is still in a processor's cache; a batch of entries is written
 * in one transaction. The queue is bounded by number and by size; recordings that do not fit are dropped and counted, and no
 * request waits for them. When a node is killed, what waits there is lost: the effects of those requests stand in events, ledger
 * and audit all the same. Thread-safe.
 */
public final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private static final int BATCH = 250;
    private static final int GROUP = 16;
    private static final long PAUSE_MILLIS = 200;
    private static final long AGAIN_MILLIS = 500;
    private static final long DAYS_MILLIS = 3_600_000;

    private final Vertx vertx;
    private final RequestTable table;
    private final Limits limits;
    private final Backlog backlog;
    private final RecordingObserver observer;
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
        this.backlog = new Backlog(limits, observer);
        this.observer = observer;
    }

    /** Makes the tables of the days to come, and writes from now on. */
    public void start() {
        timer = vertx.setPeriodic(PAUSE_MILLIS, due -> tick(1));
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
        int waiting = backlog.add(recording);
        if (waiting > 0 && waiting % GROUP == 0) {
            make();
        }
        if (waiting == BATCH) {
            vertx.runOnContext(full -> tick(BATCH));
        }
    }

    private Future<?> make() {
        return vertx.executeBlocking(
                () -> {
                    backlog.make();
                    return true;
                },
                false);
    }

    /** How many wait to be written. */
    public int waiting() {
        return backlog.waiting();
    }

    /** Done when all that was taken before is written or given up; never fails. */
    public synchronized Future<Void> write() {
        Future<Void> current = turn;
        if (!current.isComplete()) {
            return current.compose(v -> backlog.waiting() == 0 ? Future.succeededFuture() : write());
        }
        turn = drain(1);
        return turn.compose(v -> backlog.waiting() == 0 ? Future.succeededFuture() : write());
    }

    /** Writes if so many wait. */
    private synchronized void tick(int enough) {
        if (turn.isComplete() && backlog.waiting() >= enough) {
            turn = drain(BATCH);
        }
    }

    /** Writes a batch, and further ones as long as so many wait. */
    private Future<Void> drain(int enough) {
        return make().compose(v -> own())
                .compose(v -> write(backlog.ready(BATCH)))
                .compose(v -> backlog.waiting() >= enough ? drain(enough) : Future.succeededFuture());
    }

    private Future<Void> write(List<Written> batch) {
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Entry> entries = new ArrayList<>(batch.size());
        List<Counted> counted = new ArrayList<>();
        for (Written one : batch) {
            if (one.entry() != null) {
                entries.add(one.entry());
            }
            counted.addAll(one.counted());
        }
        return write(entries, Counted.sums(counted)).recover(failure -> {
            lost(entries.size(), failure);
            return Future.succeededFuture();
        });
    }

    /** Tried twice: a connection may be lost, and the table of the day may not be there. */
    private Future<Void> write(List<Entry> entries, List<Counted> counted) {
        return days(ready)
                .compose(v -> table.write(entries, counted))
                .recover(failure -> {
                    ready = null;
                    return vertx.timer(AGAIN_MILLIS)
                            .compose(v -> days(ready))
                            .compose(v -> table.writeAgain(entries, counted));
                })
                .onSuccess(v -> observer.written(entries.size()));
    }

    private Future<?> days(@Nullable Future<?> known) {
        return known == null || known.failed() ? days() : known;
    }

    /** Looks up whose those are of which the credential was not accepted, and makes entries of them. */
    private Future<?> own() {
        List<Recording> some = backlog.unowned();
        if (some.isEmpty()) {
            return Future.succeededFuture();
        }
        Set<UUID> directories = some.stream().map(Recording::directoryId).collect(Collectors.toSet());
        return table.organisations(directories)
                .compose(found -> vertx.executeBlocking(() -> own(some, found), false))
                .recover(failure -> {
                    some.forEach(one -> backlog.forget(one.bytes()));
                    lost(some.size(), failure);
                    return Future.succeededFuture();
                });
    }

    /** One whose directory is gone is no request of an organisation's. */
    private int own(List<Recording> some, Map<UUID, UUID> organisations) {
        for (Recording one : some) {
            UUID organisation = organisations.get(one.directoryId());
            if (organisation == null) {
                backlog.forget(one.bytes());
            } else {
                backlog.make(one.of(organisation));
            }
        }
        return some.size();
    }

    private void lost(int entries, Throwable failure) {
        observer.dropped(entries);
        LOG.warn("{} entries of the request log were not written: {}", entries, String.valueOf(failure));
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
