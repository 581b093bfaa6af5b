package dev.rollcall.delivery.webhook;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.core.model.row.EventRow;
import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import dev.rollcall.delivery.feed.EventJson;
import dev.rollcall.delivery.feed.FeedEvent;
import dev.rollcall.delivery.webhook.HistoryTable.Attempt;
import dev.rollcall.delivery.webhook.HistoryTable.DeadLetter;
import dev.rollcall.delivery.webhook.LaneTable.Progress;
import dev.rollcall.delivery.webhook.LaneTable.Taken;
import dev.rollcall.delivery.webhook.WebhookTable.Fare;
import dev.rollcall.delivery.webhook.post.Message;
import dev.rollcall.delivery.webhook.post.Outcome;
import dev.rollcall.delivery.webhook.post.Parcel;
import dev.rollcall.delivery.webhook.post.Schedule;
import dev.rollcall.delivery.webhook.post.Seal;
import dev.rollcall.delivery.webhook.post.Secret;
import dev.rollcall.delivery.webhook.post.Sender;
import dev.rollcall.delivery.webhook.post.StandardWebhook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to endpoints. For each endpoint and organisation there is a lane, whose events are sent one after the other; the
 * lanes run side by side, so that a slow endpoint delays nothing but itself. A lane that is due is taken by one node for
 * {@link #LEASE}: a node that is killed loses it, and another node goes on after the last event that was recorded as received. So
 * every event is sent at least once, and in order. Thread-safe.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration FOR_OTHERS = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final int MOST_LANES = Sender.CONNECTIONS;
    private static final int EVENTS = 50;
    private static final int LAST_LOOKS = 40;
    private static final long LAST_PAUSE_MILLIS = 50;

    /** How old the written news of a healthy endpoint may be. */
    private static final long FARE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Vertx vertx;
    private final Pool pool;
    private final InstantSource time;
    private final Sender sender;
    private final Seal seal;
    private final Mailing streams;
    private final Watcher watcher;
    private final RandomGenerator random;
    private final DeliveryWriter clerk;
    private final Ticker ticker;
    private final LaneTable lanes = new LaneTable();
    private final WebhookTable webhooks = new WebhookTable();
    private final Map<LaneTable.Key, LaneRun> running = new ConcurrentHashMap<>();
    private final Map<UUID, Long> healthy = new ConcurrentHashMap<>();
    private final LanePlaces places = new LanePlaces();
    private final long safeNanos;
    private volatile boolean closed;

    /**
     * Makes one that does nothing by itself before {@link #start}.
     *
     * @param streams what streams of Security Events are sent
     * @param patience that of the sender
     * @param random draws the pauses; must be thread-safe
     */
    public Dispatcher(
            Vertx vertx,
            Pool pool,
            InstantSource time,
            Sender sender,
            Seal seal,
            Mailing streams,
            Duration patience,
            Watcher watcher,
            RandomGenerator random) {
        this.vertx = vertx;
        this.pool = pool;
        this.time = time;
        this.sender = sender;
        this.seal = seal;
        this.streams = streams;
        this.watcher = watcher;
        this.random = random;
        this.safeNanos = LEASE.minus(patience).minus(patience).toNanos();
        this.clerk = new DeliveryWriter(vertx, pool, time, this::noted, watcher::unwritten);
        this.ticker = new Ticker(vertx, FOR_OTHERS, this::lookAtAll);
    }

    public void start() {
        ticker.start();
    }

    private Future<?> lookAtAll() {
        return webhooks.enabled(pool).onSuccess(ids -> {
            sender.keep(ids);
            nudge(ids);
        });
    }

    /** These endpoints may have something to be sent. */
    public void nudge(Collection<UUID> ids) {
        if (!closed && !ids.isEmpty() && places.want(ids)) {
            take();
        }
    }

    private void take() {
        Map<UUID, Integer> wanted = places.take(MOST_LANES - running.size(), this::lanesAtOnce);
        if (wanted.isEmpty() || closed) {
            places.end();
            return;
        }
        Instant now = time.instant();
        lanes.take(pool, wanted, now, now.plus(LEASE), IDS.generate())
                .compose(taken -> taken.isEmpty()
                        ? Future.succeededFuture(false)
                        : lanes.events(pool, taken, EVENTS).map(events -> begin(taken, events)))
                .onFailure(failure -> LOG.atWarn()
                        .addKeyValue("cause", String.valueOf(failure.getMessage()))
                        .log("deliveries are looked for later"))
                .onComplete(done -> again());
    }

    private void again() {
        if (places.goesOn(running.size() < MOST_LANES)) {
            take();
        }
    }

    private int lanesAtOnce(UUID endpoint) {
        if (sender.isResting(endpoint)) {
            return 0;
        }
        return sender.isDoubtful(endpoint) ? 1 : Sender.AT_ONCE;
    }

    private boolean begin(List<Taken> taken, Map<LaneTable.Key, List<RecordedEvent>> events) {
        for (Taken lane : taken) {
            LaneRun run = new LaneRun(lane, events.getOrDefault(lane.key(), List.of()));
            running.put(lane.key(), run);
            places.begun(lane.key().webhook());
            goOn(run);
        }
        return true;
    }

    private void goOn(LaneRun run) {
        run.skip();
        if (closed || run.isAtEnd()) {
            giveBack(run, time.instant());
            return;
        }
        if (!run.mayGoOn(safeNanos)) {
            forget(run);
            return;
        }
        RecordedEvent event = run.event();
        parcels(run.lane(), event).onComplete(made -> {
            if (made.succeeded()) {
                send(run, event, made.result(), 0);
            } else if (made.cause() instanceof IllegalStateException unusable) {
                failed(run, event, new Outcome(0, unusable.getMessage(), "", 0, Optional.empty()));
            } else {
                giveBack(run, time.instant().plus(REST));
            }
        });
    }

    private void send(LaneRun run, RecordedEvent event, List<Parcel> parcels, int next) {
        if (parcels.isEmpty()) {
            run.advance();
            goOn(run);
            return;
        }
        if (!run.mayGoOn(safeNanos)) {
            forget(run);
            return;
        }
        Taken lane = run.lane();
        sender.send(lane.key().webhook(), lane.url(), parcels.get(next)).onSuccess(outcome -> {
            if (outcome.isEmpty()) {
                giveBack(run, time.instant().plus(REST));
            } else if (!outcome.get().delivered()) {
                failed(run, event, outcome.get());
            } else if (next + 1 < parcels.size()) {
                send(run, event, parcels, next + 1);
            } else {
                delivered(run, event, outcome.get());
            }
        });
    }

    private Future<List<Parcel>> parcels(Taken lane, RecordedEvent event) {
        LaneTable.Key key = lane.key();
        if (!lane.kind().equals(Webhook.KIND)) {
            return streams.parcels(new Mailing.Lane(key.orgId(), key.webhook()), event);
        }
        try {
            Secret secret = seal.open(key.webhook(), lane.secret());
            Optional<Secret> former =
                    Optional.ofNullable(lane.former()).map(before -> seal.open(key.webhook(), before));
            return Future.succeededFuture(
                    List.of(StandardWebhook.of(message(lane, event), secret, former, time.instant())));
        } catch (IllegalStateException e) {
            return Future.failedFuture(e);
        }
    }

    private static Message message(Taken lane, RecordedEvent event) {
        UUID orgId = lane.key().orgId();
        EventRow row = event.event();
        return new Message(
                row.id().toString(),
                row.type(),
                event.at(),
                EventJson.of(new FeedEvent(row.seq(), null, orgId, event)),
                orgId,
                row.seq());
    }

    private void delivered(LaneRun run, RecordedEvent event, Outcome outcome) {
        record(run, event, run.attempts() + 1, outcome);
        UUID id = run.lane().key().webhook();
        long now = System.nanoTime();
        Long last = healthy.get(id);
        if (last == null || now - last > FARE_NANOS) {
            healthy.put(id, now);
            clerk.fare(new Fare(id, true, null, null, null));
        }
        run.advance();
        clerk.progress(progress(run, time.instant().plus(LEASE), true));
        goOn(run);
    }

    private void failed(LaneRun run, RecordedEvent event, Outcome outcome) {
        int attempts = run.failed();
        record(run, event, attempts, outcome);
        Instant now = time.instant();
        UUID id = run.lane().key().webhook();
        healthy.remove(id);
        Optional<Duration> pause = Schedule.pause(attempts, outcome.retryAfter(), random);
        Instant rest =
                outcome.isThrottle() ? outcome.retryAfter().map(now::plus).orElse(null) : null;
        String disable = outcome.isGone() ? "gone" : pause.isEmpty() ? "failing" : null;
        Fare fare = new Fare(id, false, outcome.failure(), rest, disable);
        Future<Void> told = disable == null ? Future.succeededFuture() : farewell(run.lane(), disable);
        told.onComplete(done -> {
            clerk.fare(fare);
            if (pause.isEmpty()) {
                bury(run, event, attempts, outcome, now);
            }
            giveBack(run, pause.map(now::plus).orElse(now));
        });
    }

    private void bury(LaneRun run, RecordedEvent event, int attempts, Outcome outcome, Instant now) {
        EventRow row = event.event();
        clerk.bury(new DeadLetter(
                run.lane().key().orgId(),
                run.lane().key().webhook(),
                row.seq(),
                row.id(),
                row.type(),
                attempts,
                String.valueOf(outcome.failure()),
                now));
        watcher.buried();
        run.advance();
    }

    private Future<Void> farewell(Taken lane, String why) {
        return lane.kind().equals(Webhook.KIND)
                ? Future.succeededFuture()
                : streams.farewell(
                        new Mailing.Lane(lane.key().orgId(), lane.key().webhook()), why);
    }

    private void record(LaneRun run, RecordedEvent event, int attempt, Outcome outcome) {
        LaneTable.Key key = run.lane().key();
        Instant now = time.instant();
        clerk.attempt(new Attempt(
                key.webhook(),
                now,
                IDS.generate(),
                key.orgId(),
                event.event().seq(),
                event.event().id().toString(),
                event.event().type(),
                attempt,
                outcome));
        watcher.attempted(outcome, Duration.between(event.at(), now));
    }

    private static Progress progress(LaneRun run, Instant due, boolean held) {
        Taken lane = run.lane();
        return new Progress(lane.key(), lane.lease(), run.done(), run.attempts(), due, held);
    }

    private void giveBack(LaneRun run, Instant due) {
        clerk.progress(progress(run, due, false));
        forget(run);
    }

    private void forget(LaneRun run) {
        UUID id = run.lane().key().webhook();
        running.remove(run.lane().key(), run);
        if (places.ended(id)) {
            nudge(Set.of(id));
        }
    }

    /** It was written down how far a lane has come. */
    private void noted(Progress progress, boolean still) {
        if (!progress.held()) {
            nudge(Set.of(progress.key().webhook()));
            return;
        }
        LaneRun run = running.get(progress.key());
        if (run != null && run.lane().lease().equals(progress.lease())) {
            if (still) {
                run.noted();
            } else {
                run.lose();
            }
        }
    }

    /** How many lanes are under way on this node. */
    public int running() {
        return running.size();
    }

    /** Begins nothing any more; done when attempts under way have ended, or have had a moment to, and what was received is written. */
    public Future<Void> stop() {
        close();
        return settle(LAST_LOOKS).compose(v -> clerk.write());
    }

    private Future<Void> settle(int looks) {
        return running.isEmpty() || looks == 0
                ? Future.succeededFuture()
                : vertx.timer(LAST_PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(v -> settle(looks - 1));
    }

    @Override
    public void close() {
        closed = true;
        ticker.close();
    }
}
