package dev.rollcall.delivery.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.admin.AuditLog.Change;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.Difference;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.delivery.feed.FeedWatch;
import dev.rollcall.delivery.ssf.store.Notice;
import dev.rollcall.delivery.ssf.store.NoticeTable;
import dev.rollcall.delivery.ssf.store.Receiver;
import dev.rollcall.delivery.ssf.store.Stream;
import dev.rollcall.delivery.ssf.store.Stream.State;
import dev.rollcall.delivery.ssf.store.Stream.Status;
import dev.rollcall.delivery.ssf.store.Stream.Wish;
import dev.rollcall.delivery.ssf.store.StreamTable;
import dev.rollcall.delivery.ssf.store.Subject;
import dev.rollcall.delivery.ssf.store.SubjectTable;
import dev.rollcall.delivery.webhook.LaneTable;
import dev.rollcall.delivery.webhook.post.AddressRules;
import dev.rollcall.delivery.webhook.post.Seal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a receiver does with its stream (SSF 1.0 section 8.1); a receiver has at most one. A receiver that asks for
 * another's stream is told that there is none. Thread-safe.
 */
public final class Streams {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /** Between two verifications at the least ({@code min_verification_interval}). */
    public static final Duration BETWEEN_VERIFICATIONS = Duration.ofSeconds(5);

    /** Notices of one stream that wait. */
    private static final int MOST_NOTICES = 20;

    private static final int LONGEST_HEADER = 4_000;

    private final Pool pool;
    private final InstantSource time;
    private final AddressRules rules;
    private final FeedWatch watch;
    private final Runnable noticed;
    private final StreamTable table;
    private final LaneTable lanes = new LaneTable();
    private final NoticeTable notices = new NoticeTable();
    private final SubjectTable subjects = new SubjectTable();

    /** A verification was asked for a moment ago. */
    public static final class TooSoon extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooSoon() {
            super("a verification was requested a moment ago", null, false, false);
        }
    }

    /**
     * Makes one.
     *
     * @param rules where tokens may be pushed to
     * @param watch wakes those who wait for tokens
     * @param noticed told when a notice may be pushed
     */
    public Streams(Pool pool, InstantSource time, AddressRules rules, Seal seal, FeedWatch watch, Runnable noticed) {
        this.pool = pool;
        this.time = time;
        this.rules = rules;
        this.watch = watch;
        this.noticed = noticed;
        this.table = new StreamTable(seal);
    }

    /** The one that the receiver has made, if it has. */
    public Future<Optional<Stream>> of(UUID orgId, UUID receiver) {
        return table.ofReceiver(pool, orgId, receiver);
    }

    /** Fails with {@link AdminException} when the receiver has none of this id. */
    public Future<Stream> get(UUID orgId, UUID receiver, String id) {
        return of(orgId, receiver).map(found -> own(found, id));
    }

    private static Stream own(Optional<Stream> found, String id) {
        return found.filter(stream -> stream.id().toString().equals(id))
                .orElseThrow(() -> AdminException.notFound(
                        "There is no stream " + id + ". GET without stream_id shows which stream exists."));
    }

    /** Makes one, which is sent what happens from now on. Fails when the receiver has one. */
    public Future<Stream> create(Actor by, Receiver receiver, String issuer, Wish wish) {
        require(wish);
        Stream stream = new Stream(
                receiver.orgId(),
                IDS.generate(),
                receiver.id(),
                issuer,
                receiver.audience(),
                wish,
                new State(Status.ENABLED, null));
        return pool.withTransaction(transaction -> table.lock(transaction, receiver.orgId(), receiver.id())
                .compose(present -> present.isPresent()
                        ? Future.failedFuture(AdminException.conflict("This receiver has the stream "
                                + present.get().id() + ", which is the only one it may have. Change or delete that "
                                + "one."))
                        : table.insert(transaction, stream, now()))
                .compose(v -> tell(transaction, by, AuditAction.CREATE_STREAM, stream, null, json(wish)))
                .map(stream));
    }

    /** Changes what the receiver says about one; {@code edit} may throw. */
    public Future<Stream> change(Actor by, UUID receiver, String id, UnaryOperator<Wish> edit) {
        return pool.withTransaction(transaction -> locked(transaction, by, receiver, id)
                .compose(before -> {
                    Wish wish = edit.apply(before.wish());
                    require(wish);
                    Stream after = new Stream(
                            before.orgId(),
                            before.id(),
                            before.receiver(),
                            before.issuer(),
                            before.audience(),
                            wish,
                            before.state());
                    Difference difference = Difference.between(json(before.wish()), json(wish));
                    return table.update(transaction, after)
                            .compose(v -> lanes.wake(transaction, after.id(), now()))
                            .compose(v -> tell(
                                    transaction,
                                    by,
                                    AuditAction.CHANGE_STREAM,
                                    after,
                                    difference.before(),
                                    difference.after()))
                            .map(after);
                }));
    }

    private Future<Stream> locked(SqlClient transaction, Actor by, UUID receiver, String id) {
        return table.lock(transaction, by.orgId(), receiver).map(found -> own(found, id));
    }

    private void require(Wish wish) {
        if (wish.method() == Stream.Method.PUSH) {
            rules.objection(wish.url()).ifPresent(objection -> {
                throw AdminException.invalid(objection);
            });
            boolean plain = wish.authorization().chars().allMatch(character -> character >= ' ' && character <= '~');
            if (!plain || wish.authorization().length() > LONGEST_HEADER) {
                throw AdminException.invalid("authorization_header cannot be used: give the value for the Authorization"
                        + " header, at most " + LONGEST_HEADER + " characters of ASCII.");
            }
        }
    }

    /** Deletes it, with what waits for it. */
    public Future<Void> delete(Actor by, UUID receiver, String id) {
        return pool.withTransaction(transaction -> locked(transaction, by, receiver, id)
                .compose(stream -> table.delete(transaction, stream)
                        .compose(v -> lanes.delete(transaction, stream.id()))
                        .compose(v ->
                                tell(transaction, by, AuditAction.DELETE_STREAM, stream, json(stream.wish()), null))));
    }

    /** Sets whether tokens are sent. What happened while it was disabled is not sent. */
    public Future<State> set(Actor by, UUID receiver, String id, State state) {
        return pool.withTransaction(transaction -> locked(transaction, by, receiver, id)
                        .compose(stream -> table.state(transaction, stream, state)
                                .compose(v -> goOn(transaction, stream, state))
                                .compose(v -> tell(
                                        transaction,
                                        by,
                                        AuditAction.SET_STREAM_STATUS,
                                        stream,
                                        object().put(
                                                        "status",
                                                        stream.state().status().word()),
                                        object().put("status", state.status().word())))))
                .onSuccess(v -> watch.wake(by.orgId()))
                .map(state);
    }

    private Future<?> goOn(SqlClient transaction, Stream before, State state) {
        if (state.status() != Status.ENABLED) {
            return Future.succeededFuture();
        }
        return before.state().status() == Status.DISABLED
                ? lanes.move(transaction, before.orgId(), before.id(), Long.MAX_VALUE)
                : lanes.wake(transaction, before.id(), now());
    }

    /**
     * Sends the receiver a token by which it sees that the stream works.
     *
     * @param state what the token is to say; null for nothing
     * @return fails with {@link TooSoon}
     */
    public Future<Void> verify(Actor by, UUID receiver, String id, @Nullable String state) {
        Instant now = now();
        Notice notice = new Notice(IDS.generate(), now, Notice.verification(state));
        return pool.withTransaction(transaction -> locked(transaction, by, receiver, id)
                        .compose(stream -> table.verify(transaction, stream, now, now.minus(BETWEEN_VERIFICATIONS))
                                .compose(first -> first
                                        ? notices.insert(transaction, stream.orgId(), stream.id(), notice)
                                                .compose(v -> notices.trim(transaction, stream, MOST_NOTICES))
                                        : Future.failedFuture(new TooSoon()))))
                .onSuccess(v -> {
                    watch.wake(by.orgId());
                    noticed.run();
                })
                .mapEmpty();
    }

    /** The receiver wants to hear of somebody (again). */
    public Future<Void> add(Actor by, UUID receiver, String id, JsonNode subject) {
        Subject meant = Subject.of(subject);
        return pool.withTransaction(transaction -> locked(transaction, by, receiver, id)
                .compose(stream -> subjects.takeIn(transaction, stream, meant)
                        .compose(v ->
                                tell(transaction, by, AuditAction.ADD_STREAM_SUBJECT, stream, null, json(meant)))));
    }

    /** The receiver does not want to hear of somebody any more. */
    public Future<Void> remove(Actor by, UUID receiver, String id, JsonNode subject) {
        Subject meant = Subject.of(subject);
        return pool.withTransaction(transaction -> locked(transaction, by, receiver, id)
                .compose(stream -> subjects.leaveOut(transaction, stream, meant)
                        .compose(v ->
                                tell(transaction, by, AuditAction.REMOVE_STREAM_SUBJECT, stream, json(meant), null))));
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Future<Void> tell(
            SqlClient client,
            Actor by,
            AuditAction action,
            Stream stream,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after) {
        return AuditLog.append(
                client,
                now(),
                by,
                new Change(action, null, "stream", stream.id().toString()),
                before,
                after);
    }

    private static ObjectNode json(Subject subject) {
        return object().put("subject", subject.key());
    }

    private static ObjectNode json(Wish wish) {
        ObjectNode json = object().put("method", wish.method().uri())
                .put("url", wish.url())
                .put("description", wish.description());
        if (wish.requested() == null) {
            json.putNull("events");
        } else {
            ArrayNode events = json.putArray("events");
            wish.requested().forEach(events::add);
        }
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
