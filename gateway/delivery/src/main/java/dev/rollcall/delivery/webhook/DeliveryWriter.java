package dev.rollcall.delivery.webhook;

import dev.rollcall.delivery.webhook.HistoryTable.Attempt;
import dev.rollcall.delivery.webhook.HistoryTable.DeadLetter;
import dev.rollcall.delivery.webhook.LaneTable.Progress;
import dev.rollcall.delivery.webhook.WebhookTable.Fare;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the results of deliveries, many in one transaction. Results that could not be written are written together with the next
 * ones, so a database that was away for a moment costs nothing but time. Thread-safe.
 */
final class DeliveryWriter {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWriter.class);
    private static final long GATHERING_MILLIS = 10;
    private static final long AGAIN_MILLIS = 500;

    /** Attempts that wait to be written; of more, those that come are left out of the history, and counted. */
    private static final int MOST_ATTEMPTS = 20_000;

    private final Vertx vertx;
    private final Pool pool;
    private final InstantSource time;
    private final BiConsumer<Progress, Boolean> noted;
    private final Runnable lostAttempt;
    private final LaneTable lanes = new LaneTable();
    private final WebhookTable webhooks = new WebhookTable();
    private final HistoryTable history = new HistoryTable();

    private List<Attempt> attempts = new ArrayList<>();
    private List<DeadLetter> letters = new ArrayList<>();
    private Map<LaneTable.Key, Progress> progress = new HashMap<>();
    private Map<UUID, Fare> fares = new HashMap<>();
    private boolean scheduled;
    private boolean writing;

    /**
     * Makes one.
     *
     * @param noted told of each progress that was written whether the lane is still this node's; not called for one that is not
     *     and was given back
     */
    DeliveryWriter(
            Vertx vertx, Pool pool, InstantSource time, BiConsumer<Progress, Boolean> noted, Runnable lostAttempt) {
        this.vertx = vertx;
        this.pool = pool;
        this.time = time;
        this.noted = noted;
        this.lostAttempt = lostAttempt;
    }

    synchronized void attempt(Attempt attempt) {
        if (attempts.size() >= MOST_ATTEMPTS) {
            lostAttempt.run();
            return;
        }
        attempts.add(attempt);
        schedule(GATHERING_MILLIS);
    }

    /** The latest progress of a lane counts. */
    synchronized void progress(Progress latest) {
        progress.put(latest.key(), latest);
        schedule(GATHERING_MILLIS);
    }

    /** The latest news of an endpoint counts, but that it is to be disabled stays. */
    synchronized void fare(Fare latest) {
        fares.merge(latest.webhook(), latest, (before, now) -> before.disable() == null ? now : before);
        schedule(GATHERING_MILLIS);
    }

    synchronized void bury(DeadLetter letter) {
        letters.add(letter);
        schedule(GATHERING_MILLIS);
    }

    private void schedule(long millis) {
        if (!scheduled && !writing) {
            scheduled = true;
            vertx.setTimer(millis, timer -> write());
        }
    }

    private record Load(List<Attempt> attempts, List<DeadLetter> letters, List<Progress> progress, List<Fare> fares) {}

    private synchronized Load take() {
        scheduled = false;
        writing = true;
        List<Progress> sorted = new ArrayList<>(progress.values());
        sorted.sort(Comparator.comparing((Progress one) -> one.key().orgId())
                .thenComparing(one -> one.key().webhook()));
        List<Fare> ordered = new ArrayList<>(fares.values());
        ordered.sort(Comparator.comparing(Fare::webhook));
        Load load = new Load(attempts, letters, sorted, ordered);
        attempts = new ArrayList<>();
        letters = new ArrayList<>();
        progress = new HashMap<>();
        fares = new HashMap<>();
        return load;
    }

    /** Writes all that there is; done when it is written. */
    Future<Void> write() {
        Load load = take();
        Future<Void> written = pool.withTransaction(connection -> write(connection, load))
                .compose(kept -> history(load).map(kept))
                .onSuccess(kept -> tell(load, kept))
                .mapEmpty();
        return written.onFailure(failure -> {
                    LOG.atWarn()
                            .addKeyValue("cause", String.valueOf(failure.getMessage()))
                            .log("what became of deliveries is written down later");
                    putBack(load);
                })
                .onComplete(done -> next(done.succeeded()));
    }

    private Future<Map<LaneTable.Key, Boolean>> write(SqlConnection connection, Load load) {
        Future<?> chain =
                load.letters().isEmpty() ? Future.succeededFuture() : history.bury(connection, load.letters());
        // Endpoints before lanes, as everywhere: transactions that meet wait for each other, and never in a ring.
        return chain.compose(v -> load.fares().isEmpty()
                        ? Future.succeededFuture()
                        : webhooks.note(connection, time.instant(), load.fares()))
                .compose(v -> load.progress().isEmpty()
                        ? Future.succeededFuture(Map.<LaneTable.Key, Boolean>of())
                        : lanes.note(connection, load.progress(), time.instant()));
    }

    /** The history is of use to people; that it cannot be written stops no delivery. */
    private Future<?> history(Load load) {
        if (load.attempts().isEmpty()) {
            return Future.succeededFuture();
        }
        return history.append(pool, load.attempts()).recover(failure -> {
            LOG.atWarn().setCause(failure).log("attempts are missing in the history of deliveries");
            load.attempts().forEach(lost -> lostAttempt.run());
            return Future.succeededFuture();
        });
    }

    private void tell(Load load, Map<LaneTable.Key, Boolean> kept) {
        load.progress().forEach(one -> {
            Boolean more = kept.get(one.key());
            if (one.held()) {
                noted.accept(one, more != null);
            } else if (more != null && more) {
                noted.accept(one, true);
            }
        });
    }

    private synchronized void putBack(Load load) {
        load.attempts().addAll(attempts);
        attempts = load.attempts();
        load.letters().addAll(letters);
        letters = load.letters();
        load.progress().forEach(one -> progress.putIfAbsent(one.key(), one));
        load.fares().forEach(one -> fares.putIfAbsent(one.webhook(), one));
    }

    private synchronized void next(boolean succeeded) {
        writing = false;
        if (!attempts.isEmpty() || !letters.isEmpty() || !progress.isEmpty() || !fares.isEmpty()) {
            schedule(succeeded ? GATHERING_MILLIS : AGAIN_MILLIS);
        }
    }
}
