package dev.rollcall.delivery.ssf;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.read.member.EventQueries;
import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import dev.rollcall.delivery.ssf.store.NoticeTable;
import dev.rollcall.delivery.ssf.store.Stream;
import dev.rollcall.delivery.ssf.store.Stream.Status;
import dev.rollcall.delivery.ssf.store.StreamTable;
import dev.rollcall.delivery.ssf.store.Subject;
import dev.rollcall.delivery.ssf.store.SubjectTable;
import dev.rollcall.delivery.webhook.HistoryTable;
import dev.rollcall.delivery.webhook.HistoryTable.Attempt;
import dev.rollcall.delivery.webhook.LaneTable;
import dev.rollcall.delivery.webhook.LaneTable.Position;
import dev.rollcall.delivery.webhook.post.Outcome;
import dev.rollcall.delivery.webhook.post.Seal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tokens that a polling receiver has not received yet, and records those that it has. The position of a
 * stream's lane says up to which event everything has been dealt with. A token that is acknowledged out of order is
 * remembered separately until those before it have been received as well. Thread-safe.
 */
public final class Outbox {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Events that are looked at in one go, and tokens received out of order that are remembered. */
    private static final int EVENTS = 200;

    private static final int MOST_AHEAD = 5_000;

    private final Pool pool;
    private final InstantSource time;
    private final EventQueries events;
    private final StreamTable streams;
    private final LaneTable lanes = new LaneTable();
    private final NoticeTable notices = new NoticeTable();
    private final SubjectTable subjects = new SubjectTable();
    private final HistoryTable history = new HistoryTable();

    public Outbox(Pool pool, InstantSource time, Seal seal) {
        this.pool = pool;
        this.time = time;
        this.events = new EventQueries(pool);
        this.streams = new StreamTable(seal);
    }

    /**
     * Tokens that wait.
     *
     * @param more whether there are others behind them
     */
    public record Waiting(List<Token> tokens, boolean more) {}

    /** What waits for a stream now, the oldest first. Of a stream that is not enabled, what it is told about itself alone. */
    public Future<Waiting> waiting(UUID orgId, UUID receiver, int most) {
        return streams.ofReceiver(pool, orgId, receiver)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(new Waiting(List.of(), false))
                        : waiting(found.get(), most));
    }

    private Future<Waiting> waiting(Stream stream, int most) {
        return notices.waiting(pool, stream, most + 1)
                .map(found ->
                        found.stream().map(notice -> Tokens.of(stream, notice)).toList())
                .compose(first -> stream.state().status() == Status.ENABLED && first.size() <= most
                        ? ofEvents(stream, most - first.size()).map(behind -> {
                            List<Token> all = new ArrayList<>(first);
                            all.addAll(behind.tokens());
                            return new Waiting(all, behind.more());
                        })
                        : Future.succeededFuture(cut(first, most, false)));
    }

    private static Waiting cut(List<Token> tokens, int most, boolean more) {
        return tokens.size() > most ? new Waiting(tokens.subList(0, most), true) : new Waiting(tokens, more);
    }

    private Future<Waiting> ofEvents(Stream stream, int most) {
        return streams.acked(pool, stream)
                .compose(acked -> lanes.position(pool, stream.orgId(), stream.id())
                        .compose(place -> ofEvents(stream, most, acked, place)));
    }

    private Future<Waiting> ofEvents(Stream stream, int most, Set<String> acked, Position place) {
        if (place.done() >= place.wanted()) {
            return Future.succeededFuture(new Waiting(List.of(), false));
        }
        return tokens(pool, stream, place).compose(made -> {
            List<Token> waiting = made.tokens().values().stream()
                    .flatMap(List::stream)
                    .filter(token -> !acked.contains(token.jti()))
                    .toList();
            if (!waiting.isEmpty()) {
                return Future.succeededFuture(cut(waiting, most, made.end() < place.wanted()));
            }
            Position next = new Position(made.end(), place.wanted());
            // Nobody has to receive what says nothing, so that it is not looked at again.
            return acked.isEmpty()
                    ? lanes.move(pool, stream.orgId(), stream.id(), made.end())
                            .compose(v -> ofEvents(stream, most, acked, next))
                    : ofEvents(stream, most, acked, next);
        });
    }

    /**
     * Tokens of the next events.
     *
     * @param tokens by the number of the event, in order; of an event that says nothing to the receiver none
     * @param end the number of the last event that was looked at
     */
    private record Made(Map<Long, List<Token>> tokens, long end) {}

    private Future<Made> tokens(SqlClient client, Stream stream, Position place) {
        EventQueries from = client == pool ? events : new EventQueries(client);
        return from.after(stream.orgId(), place.done(), place.wanted(), stream.types(), EVENTS)
                .compose(found -> leftOut(client, stream, found).map(out -> {
                    Map<Long, List<Token>> tokens = new LinkedHashMap<>();
                    found.forEach(event -> tokens.put(
                            event.event().seq(),
                            Subject.keys(event).stream().anyMatch(out::contains)
                                    ? List.of()
                                    : Tokens.of(stream, event)));
                    long last = found.size() < EVENTS
                            ? place.wanted()
                            : found.get(EVENTS - 1).event().seq();
                    return new Made(tokens, last);
                }));
    }

    private Future<Set<String>> leftOut(SqlClient client, Stream stream, List<RecordedEvent> found) {
        Set<String> keys = new LinkedHashSet<>();
        found.forEach(event -> keys.addAll(Subject.keys(event)));
        return keys.isEmpty() ? Future.succeededFuture(Set.of()) : subjects.among(client, stream, keys);
    }

    /**
     * Notes which tokens the receiver has dealt with: they are not sent again. Ids that are not known are passed over (RFC 8936
     * section 2.4), for they may have been noted before.
     *
     * @param refused tokens that the receiver cannot use, and what it says about each
     */
    public Future<Void> dealtWith(UUID orgId, UUID receiver, List<String> received, Map<String, String> refused) {
        if (received.isEmpty() && refused.isEmpty()) {
            return Future.succeededFuture();
        }
        Map<String, Optional<String>> all = new LinkedHashMap<>();
        received.forEach(jti -> all.put(jti, Optional.empty()));
        refused.forEach((jti, why) -> all.put(jti, Optional.of(why)));
        return pool.withTransaction(transaction -> streams.lock(transaction, orgId, receiver)
                .compose(found -> found.isEmpty() ? Future.succeededFuture() : note(transaction, found.get(), all)));
    }

    private Future<Void> note(SqlClient transaction, Stream stream, Map<String, Optional<String>> all) {
        Set<UUID> told = new LinkedHashSet<>();
        all.keySet().stream().filter(jti -> ID.matcher(jti).matches()).forEach(jti -> told.add(UUID.fromString(jti)));
        return notices.received(transaction, stream.orgId(), stream.id(), told)
                .compose(v -> lanes.position(transaction, stream.orgId(), stream.id()))
                .compose(place -> streams.acked(transaction, stream).compose(before -> {
                    Map<String, Optional<String>> fresh = new LinkedHashMap<>();
                    all.forEach((jti, why) -> {
                        long seq = Tokens.seq(jti);
                        if (seq > place.done() && seq <= place.wanted() && !before.contains(jti)) {
                            fresh.put(jti, why);
                        }
                    });
                    Set<String> acked = new LinkedHashSet<>(before);
                    fresh.keySet().stream().limit(MOST_AHEAD - acked.size()).forEach(acked::add);
                    return move(transaction, stream, acked, place).compose(v -> history(transaction, stream, fresh));
                }));
    }

    private Future<Void> move(SqlClient transaction, Stream stream, Set<String> acked, Position place) {
        if (place.done() >= place.wanted()) {
            return settle(transaction, stream, Set.of(), place.done());
        }
        return tokens(transaction, stream, place).compose(made -> {
            long done = place.done();
            for (Map.Entry<Long, List<Token>> event : made.tokens().entrySet()) {
                if (!event.getValue().stream().allMatch(token -> acked.contains(token.jti()))) {
                    long kept = done;
                    acked.removeIf(jti -> Tokens.seq(jti) <= kept);
                    return settle(transaction, stream, acked, done);
                }
                done = event.getKey();
            }
            return move(transaction, stream, acked, new Position(made.end(), place.wanted()));
        });
    }

    private Future<Void> settle(SqlClient transaction, Stream stream, Set<String> acked, long done) {
        return lanes.move(transaction, stream.orgId(), stream.id(), done)
                .compose(v -> streams.acked(transaction, stream, acked))
                .mapEmpty();
    }

    private Future<Void> history(SqlClient transaction, Stream stream, Map<String, Optional<String>> fresh) {
        Instant now = time.instant();
        List<Attempt> attempts = new ArrayList<>();
        fresh.forEach((jti, why) -> attempts.add(new Attempt(
                stream.id(),
                now,
                IDS.generate(),
                stream.orgId(),
                Tokens.seq(jti),
                jti,
                HistoryTable.SECURITY_EVENT,
                1,
                new Outcome(0, why.orElse(null), "", 0, Optional.empty()))));
        Map<Long, String> refused = new LinkedHashMap<>();
        fresh.forEach((jti, why) -> why.ifPresent(
                reason -> refused.merge(Tokens.seq(jti), reason, (first, second) -> first + " " + second)));
        return attempts.isEmpty()
                ? Future.succeededFuture()
                : history.append(transaction, attempts)
                        .compose(v -> history.refuse(transaction, stream.orgId(), stream.id(), refused, now))
                        .mapEmpty();
    }

    /** What the receiver says about a token that it cannot use (RFC 8936 section 2.4), as a sentence. */
    public static String refusal(@Nullable String code, @Nullable String description) {
        return "The receiver cannot use it: " + (code == null ? "no reason was given" : code)
                + (description == null ? "." : ": " + description);
    }
}
