package dev.rollcall.delivery.ssf;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.delivery.ssf.store.Notice;
import dev.rollcall.delivery.ssf.store.NoticeTable;
import dev.rollcall.delivery.ssf.store.NoticeTable.Due;
import dev.rollcall.delivery.ssf.store.Stream;
import dev.rollcall.delivery.ssf.store.StreamTable;
import dev.rollcall.delivery.webhook.HistoryTable;
import dev.rollcall.delivery.webhook.HistoryTable.Attempt;
import dev.rollcall.delivery.webhook.post.Outcome;
import dev.rollcall.delivery.webhook.post.Schedule;
import dev.rollcall.delivery.webhook.post.Seal;
import dev.rollcall.delivery.webhook.post.Sender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes notices about streams to their receivers, beside the events and not behind them, because a verification is meant to find
 * out why events do not arrive. Also tells a receiver that its stream was paused because nothing could be delivered. Thread-safe.
 */
public final class NoticePost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NoticePost.class);
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Pool pool;
    private final InstantSource time;
    private final Sender sender;
    private final PushedStreams pushed;
    private final StreamTable streams;
    private final RandomGenerator random;
    private final NoticeTable notices = new NoticeTable();
    private final HistoryTable history = new HistoryTable();
    private final Ticker ticker;

    /**
     * Makes one that does nothing by itself before {@link #start}.
     *
     * @param random draws the pauses; must be thread-safe
     */
    public NoticePost(
            Vertx vertx,
            Pool pool,
            InstantSource time,
            Sender sender,
            PushedStreams pushed,
            Seal seal,
            RandomGenerator random) {
        this.pool = pool;
        this.time = time;
        this.sender = sender;
        this.pushed = pushed;
        this.streams = new StreamTable(seal);
        this.random = random;
        this.ticker = new Ticker(vertx, BETWEEN_LOOKS, this::look);
    }

    public void start() {
        ticker.start();
    }

    /** There may be something to push now. */
    public void nudge() {
        look().onFailure(failure -> LOG.atInfo()
                .addKeyValue("cause", failure.getClass().getSimpleName())
                .log("receivers are told about their streams later"));
    }

    /** Pushes all that is due. */
    public Future<Void> look() {
        Instant now = time.instant();
        return tellOfStopped(now)
                .compose(v -> notices.take(pool, now, now.plus(LEASE)))
                .compose(due -> {
                    List<Future<?>> sent = new ArrayList<>();
                    due.forEach(one -> sent.add(push(one)));
                    return sent.isEmpty()
                            ? Future.succeededFuture()
                            : Future.join(sent).mapEmpty();
                });
    }

    private Future<?> tellOfStopped(Instant now) {
        return pool.withTransaction(transaction -> streams.stopped(transaction).compose(stopped -> {
            Future<?> told = Future.succeededFuture();
            for (StreamTable.Stopped one : stopped) {
                Notice notice = new Notice(IDS.generate(), now, Notice.updated(Stream.Status.PAUSED, one.reason()));
                told = told.compose(v -> notices.insert(transaction, one.orgId(), one.id(), notice));
            }
            return told;
        }));
    }

    private Future<?> push(Due due) {
        return streams.byId(pool, due.orgId(), due.stream()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture();
            }
            Stream stream = found.get();
            Token token = Tokens.of(stream, due.notice());
            return pushed.parcels(stream, List.of(token))
                    .compose(parcels -> sender.probe(stream.wish().url(), parcels.get(0)))
                    .compose(outcome -> note(due, token, outcome));
        });
    }

    private Future<?> note(Due due, Token token, Outcome outcome) {
        Instant now = time.instant();
        Optional<Duration> pause =
                outcome.delivered() ? Optional.empty() : Schedule.pause(due.attempts(), outcome.retryAfter(), random);
        Future<?> noted = pause.isPresent()
                ? notices.later(pool, due, now.plus(pause.get()))
                : notices.received(
                        pool, due.orgId(), due.stream(), Set.of(due.notice().id()));
        return noted.compose(v -> history.append(
                pool,
                List.of(new Attempt(
                        due.stream(),
                        now,
                        IDS.generate(),
                        due.orgId(),
                        0,
                        token.jti(),
                        token.uri(),
                        due.attempts(),
                        outcome))));
    }

    @Override
    public void close() {
        ticker.close();
    }
}
