package dev.rollcall.delivery.ssf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.admin.AuditLog.Change;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.delivery.ssf.store.Receiver;
import dev.rollcall.delivery.ssf.store.ReceiverTable;
import dev.rollcall.delivery.ssf.store.Stream;
import dev.rollcall.delivery.ssf.store.StreamTable;
import dev.rollcall.delivery.webhook.HistoryTable;
import dev.rollcall.delivery.webhook.HistoryTable.DeadLetter;
import dev.rollcall.delivery.webhook.LaneTable;
import dev.rollcall.delivery.webhook.post.Seal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carries out what administrators do with receivers, each change with an entry in the audit. Thread-safe. */
public final class Receivers {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = "rcr_";
    private static final int BYTES = 32;

    /** Receivers of one organisation: each is sent every event. */
    private static final int MOST = 50;

    /** Events that were refused, of one stream. */
    private static final int SHOWN = 20;

    private final Pool pool;
    private final InstantSource time;
    private final StreamTable streams;
    private final ReceiverTable table = new ReceiverTable();
    private final LaneTable lanes = new LaneTable();
    private final HistoryTable history = new HistoryTable();

    /**
     * A receiver and its secret, which is shown this once.
     *
     * @param secret its {@code client_secret}
     */
    public record Made(Receiver receiver, String secret) {

        @Override
        public String toString() {
            return "Made[" + receiver.id() + "]";
        }
    }

    /**
     * Makes one.
     *
     * @param seal of the streams
     */
    public Receivers(Pool pool, InstantSource time, Seal seal) {
        this.pool = pool;
        this.time = time;
        this.streams = new StreamTable(seal);
    }

    /** In the order of their ids. */
    public Future<List<Receiver>> list(UUID orgId, @Nullable UUID after, int limit) {
        return table.list(pool, orgId, after, limit);
    }

    /** Fails with {@link AdminException} when there is none. */
    public Future<Receiver> get(UUID orgId, UUID id) {
        return get(pool, orgId, id);
    }

    private Future<Receiver> get(SqlClient client, UUID orgId, UUID id) {
        return table.find(client, orgId, id)
                .map(found -> found.orElseThrow(() -> AdminException.notFound(
                        "There is no receiver " + id + ". GET .../security-event-receivers lists those that exist.")));
    }

    /** Whether there is such a receiver. */
    public Future<Boolean> exists(UUID orgId, UUID id) {
        return table.find(pool, orgId, id).map(Optional::isPresent);
    }

    /** Its stream, if it has made one. */
    public Future<Optional<Stream>> stream(Receiver receiver) {
        return streams.ofReceiver(pool, receiver.orgId(), receiver.id());
    }

    /**
     * How a stream fares.
     *
     * @param waiting events that its receiver has not received
     * @param refused events of which the receiver said that it cannot use what it was sent, or that were given up; the oldest first
     */
    public record Standing(long waiting, List<DeadLetter> refused) {
        public Standing {
            refused = List.copyOf(refused);
        }
    }

    public Future<Standing> standing(Stream stream) {
        return lanes.waiting(pool, stream.id())
                .compose(waiting ->
                        history.dead(pool, stream.id(), null, SHOWN).map(refused -> new Standing(waiting, refused)));
    }

    /** Makes one. */
    public Future<Made> create(Actor by, String name, @Nullable String audience) {
        UUID id = IDS.generate();
        String secret = secret();
        Receiver receiver =
                new Receiver(by.orgId(), id, name, audience == null ? id.toString() : audience, null, now());
        return pool.withTransaction(transaction -> table.list(transaction, by.orgId(), null, MOST)
                .compose(present -> present.size() >= MOST
                        ? Future.failedFuture(AdminException.conflict(
                                "There are " + MOST + " receivers, which is the maximum. Delete one that is not used."))
                        : table.insert(transaction, receiver, hash(secret)))
                .compose(v ->
                        tell(transaction, by, AuditAction.CREATE_SECURITY_EVENT_RECEIVER, id, null, json(receiver)))
                .map(new Made(receiver, secret)));
    }

    /** Gives it a new secret; the one before counts for so long. */
    public Future<Made> rotate(Actor by, UUID id, Duration overlap) {
        String secret = secret();
        Instant until = now().plus(overlap);
        return pool.withTransaction(transaction -> get(transaction, by.orgId(), id)
                .compose(receiver -> table.rotate(transaction, receiver, hash(secret), until))
                .compose(v -> tell(
                        transaction,
                        by,
                        AuditAction.ROTATE_SECURITY_EVENT_RECEIVER_SECRET,
                        id,
                        null,
                        object().put("formerSecretUntil", until.toString())))
                .compose(v -> get(transaction, by.orgId(), id))
                .map(receiver -> new Made(receiver, secret)));
    }

    /** Deletes it with its stream: its tokens of access end, and nothing is kept for it. */
    public Future<Void> delete(Actor by, UUID id) {
        return pool.withTransaction(transaction -> get(transaction, by.orgId(), id)
                .compose(receiver -> streams.lock(transaction, by.orgId(), id)
                        .compose(stream -> stream.isEmpty()
                                ? Future.succeededFuture()
                                : streams.delete(transaction, stream.get())
                                        .compose(v -> lanes.delete(
                                                transaction, stream.get().id())))
                        .compose(v -> table.delete(transaction, receiver))
                        .compose(v -> tell(
                                transaction,
                                by,
                                AuditAction.DELETE_SECURITY_EVENT_RECEIVER,
                                id,
                                json(receiver),
                                null))));
    }

    /** Whether a client is this receiver. */
    public Future<Boolean> isShown(UUID orgId, UUID id, String secret) {
        return table.isShown(pool, orgId, id, hash(secret), time.instant());
    }

    /** A secret is random and long enough that its plain hash tells nothing. */
    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String secret() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Future<Void> tell(
            SqlClient client,
            Actor by,
            AuditAction action,
            UUID id,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after) {
        return AuditLog.append(
                client, now(), by, new Change(action, null, "security_event_receiver", id.toString()), before, after);
    }

    private static ObjectNode json(Receiver receiver) {
        return object().put("name", receiver.name()).put("audience", receiver.audience());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
