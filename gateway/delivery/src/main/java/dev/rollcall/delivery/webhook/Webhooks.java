package dev.rollcall.delivery.webhook;

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
import dev.rollcall.core.read.member.EventQueries;
import dev.rollcall.delivery.feed.EventJson;
import dev.rollcall.delivery.feed.FeedEvent;
import dev.rollcall.delivery.webhook.HistoryTable.Attempt;
import dev.rollcall.delivery.webhook.HistoryTable.DeadLetter;
import dev.rollcall.delivery.webhook.Webhook.Settings;
import dev.rollcall.delivery.webhook.post.AddressRules;
import dev.rollcall.delivery.webhook.post.Message;
import dev.rollcall.delivery.webhook.post.Seal;
import dev.rollcall.delivery.webhook.post.Secret;
import dev.rollcall.delivery.webhook.post.Sender;
import dev.rollcall.delivery.webhook.post.StandardWebhook;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Carries out what administrators do with endpoints, each change with an entry in the audit. Thread-safe. */
public final class Webhooks {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /** Endpoints of one owner: each is sent every event, so a hundred of them would be a hundredfold of everything. */
    private static final int MOST = 50;

    private final Pool pool;
    private final InstantSource time;
    private final AddressRules rules;
    private final Seal seal;
    private final Sender sender;
    private final Consumer<UUID> changed;
    private final WebhookTable table = new WebhookTable();
    private final LaneTable lanes = new LaneTable();
    private final HistoryTable history = new HistoryTable();

    /** An endpoint and its secret, which is shown this once. */
    public record Made(Webhook webhook, Secret secret) {}

    /**
     * Makes one.
     *
     * @param changed told of an endpoint that may have something to be sent now
     */
    public Webhooks(
            Pool pool, InstantSource time, AddressRules rules, Seal seal, Sender sender, Consumer<UUID> changed) {
        this.pool = pool;
        this.time = time;
        this.rules = rules;
        this.seal = seal;
        this.sender = sender;
        this.changed = changed;
    }

    /** In the order of their ids. */
    public Future<List<Webhook>> list(UUID owner, @Nullable UUID after, int limit) {
        return table.list(pool, owner, after, limit);
    }

    /** Fails with {@link AdminException} when there is none. */
    public Future<Webhook> get(UUID owner, UUID id) {
        return get(pool, owner, id);
    }

    private Future<Webhook> get(SqlClient client, UUID owner, UUID id) {
        return table.find(client, owner, id).map(found -> found.orElseThrow(() -> none(id)));
    }

    private static AdminException none(UUID id) {
        return AdminException.notFound("There is no endpoint " + id + ". GET .../webhooks lists those that exist.");
    }

    /** How many events wait for it. */
    public Future<Long> waiting(UUID id) {
        return lanes.waiting(pool, id);
    }

    /** Makes one, which is sent what happens from now on. */
    public Future<Made> create(Actor by, UUID owner, Settings settings, Secret.Kind kind) {
        require(settings);
        UUID id = IDS.generate();
        Secret secret = Secret.make(kind);
        return pool.withTransaction(transaction -> table.list(transaction, owner, null, MOST)
                .compose(present -> present.size() >= MOST
                        ? Future.failedFuture(AdminException.conflict(
                                "There are " + MOST + " endpoints, which is the maximum. Delete one that is not used."))
                        : table.insert(transaction, owner, id, settings, seal.close(id, secret), now()))
                .compose(v -> tell(transaction, by, AuditAction.CREATE_WEBHOOK, id, null, json(settings)))
                .compose(v -> get(transaction, owner, id))
                .map(made -> new Made(made, secret)));
    }

    /** Changes one; {@code edit} may throw. What waits for one that is enabled now is sent at once. */
    public Future<Webhook> change(Actor by, UUID owner, UUID id, UnaryOperator<Webhook> edit) {
        return pool.withTransaction(transaction -> table.lock(transaction, owner, id)
                        .map(found -> found.orElseThrow(() -> none(id)))
                        .compose(before -> {
                            Settings after = edit.apply(before).settings();
                            require(after);
                            Difference difference = Difference.between(json(before.settings()), json(after));
                            if (difference.before().isEmpty()
                                    && difference.after().isEmpty()) {
                                return Future.succeededFuture(before);
                            }
                            boolean wakes =
                                    after.enabled() && !before.settings().enabled();
                            return table.update(transaction, owner, id, after)
                                    .compose(v -> wakes ? lanes.wake(transaction, id, now()) : Future.succeededFuture())
                                    .compose(v -> tell(
                                            transaction,
                                            by,
                                            AuditAction.CHANGE_WEBHOOK,
                                            id,
                                            difference.before(),
                                            difference.after()))
                                    .compose(v -> get(transaction, owner, id));
                        }))
                .onSuccess(webhook -> changed.accept(id));
    }

    private void require(Settings settings) {
        rules.objection(settings.url()).ifPresent(objection -> {
            throw AdminException.invalid(objection);
        });
    }

    /**
     * Gives it a new secret; the one before signs beside it for a while, so that the receiver can change over.
     *
     * @param overlap for how long
     */
    public Future<Made> rotate(Actor by, UUID owner, UUID id, Duration overlap) {
        Instant until = now().plus(overlap);
        return pool.withTransaction(transaction -> table.secrets(transaction, owner, id, now())
                .map(found -> found.orElseThrow(() -> none(id)))
                .compose(row -> {
                    Secret secret = Secret.make(kind(id, row.getBuffer("secret")));
                    ObjectNode after = object().put("formerSecretUntil", until.toString());
                    return table.rotate(transaction, owner, id, seal.close(id, secret), until)
                            .compose(v -> tell(transaction, by, AuditAction.ROTATE_WEBHOOK_SECRET, id, null, after))
                            .compose(v -> get(transaction, owner, id))
                            .map(webhook -> new Made(webhook, secret));
                }));
    }

    /** A secret that was sealed under another key cannot be read any more, but it can be replaced. */
    private Secret.Kind kind(UUID id, Buffer locked) {
        try {
            return seal.open(id, locked).kind();
        } catch (IllegalStateException e) {
            return Secret.Kind.HMAC;
        }
    }

    /** Deletes it, with what waits for it and its dead letters. Its history stays for as long as history is kept. */
    public Future<Void> delete(Actor by, UUID owner, UUID id) {
        return pool.withTransaction(transaction -> get(transaction, owner, id)
                .compose(before -> table.delete(transaction, owner, id)
                        .compose(v -> lanes.delete(transaction, id))
                        .compose(v -> history.forget(transaction, id))
                        .compose(v ->
                                tell(transaction, by, AuditAction.DELETE_WEBHOOK, id, json(before.settings()), null))));
    }

    /** Sends it a message that is no event, once, at once; says what became of it. */
    public Future<Attempt> test(Actor by, UUID owner, UUID id) {
        Message message = new Message(
                IDS.generate().toString(),
                "webhook.test",
                now(),
                object().put("message", "This is a test. It does not report a real event.")
                        .put("webhook", id.toString()),
                null,
                0);
        return send(by, owner, id, message, AuditAction.TEST_WEBHOOK);
    }

    /**
     * Sends it one event again, once, at once, out of the order; says what became of it. A dead letter that is received so is none
     * any more.
     *
     * @param orgId whose event
     */
    public Future<Attempt> replay(Actor by, UUID owner, UUID id, UUID orgId, long seq) {
        return new EventQueries(pool)
                .after(orgId, seq - 1, seq, null, 1)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() ->
                                AdminException.notFound("The organisation has no event with the number " + seq + ".")))
                .map(event -> new Message(
                        event.event().id().toString(),
                        event.event().type(),
                        event.at(),
                        EventJson.of(new FeedEvent(seq, null, orgId, event)),
                        orgId,
                        seq))
                .compose(message -> send(by, owner, id, message, AuditAction.REPLAY_EVENT))
                .compose(attempt -> attempt.outcome().delivered()
                        ? history.raise(pool, id, orgId, seq).map(attempt)
                        : Future.succeededFuture(attempt));
    }

    private Future<Attempt> send(Actor by, UUID owner, UUID id, Message message, AuditAction action) {
        return table.secrets(pool, owner, id, now())
                .map(found -> found.orElseThrow(() -> none(id)))
                .compose(row -> {
                    Secret secret = open(id, row.getBuffer("secret"));
                    Optional<Secret> former =
                            Optional.ofNullable(row.getBuffer("former")).map(locked -> open(id, locked));
                    return sender.probe(row.getString("url"), StandardWebhook.of(message, secret, former, now()));
                })
                .map(outcome -> new Attempt(
                        id,
                        now(),
                        IDS.generate(),
                        message.orgId(),
                        message.seq(),
                        message.id(),
                        message.type(),
                        1,
                        outcome))
                .compose(attempt -> history.append(pool, List.of(attempt))
                        .compose(v -> tell(pool, by, action, id, null, told(attempt)))
                        .map(attempt));
    }

    private Secret open(UUID id, Buffer locked) {
        try {
            return seal.open(id, locked);
        } catch (IllegalStateException e) {
            throw AdminException.conflict(String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode told(Attempt attempt) {
        ObjectNode told = object().put("message", attempt.messageId()).put("type", attempt.type());
        told.put("delivered", attempt.outcome().delivered());
        return told;
    }

    /**
     * Sends it all events since a time again, in order; what came later follows.
     *
     * @param only the organisation whose events; null for all that it is sent
     * @return how many events it is to be sent
     */
    public Future<Long> replaySince(Actor by, UUID owner, UUID id, @Nullable UUID only, Instant since) {
        return pool.withTransaction(transaction -> get(transaction, owner, id)
                        .compose(webhook -> lanes.back(transaction, only, id, since, now()))
                        .compose(events -> tell(
                                        transaction,
                                        by,
                                        AuditAction.REPLAY_EVENTS,
                                        id,
                                        null,
                                        object().put("since", since.toString()).put("events", events))
                                .map(events)))
                .onSuccess(events -> changed.accept(id));
    }

    /** Its attempts, newest first. */
    public Future<List<Attempt>> attempts(
            UUID owner,
            UUID id,
            @Nullable Instant before,
            @Nullable UUID beforeId,
            @Nullable Boolean delivered,
            int limit) {
        return get(owner, id).compose(known -> history.list(pool, id, before, beforeId, delivered, limit));
    }

    /** Its dead letters, oldest first. */
    public Future<List<DeadLetter>> deadLetters(UUID owner, UUID id, @Nullable DeadLetter after, int limit) {
        return get(owner, id).compose(known -> history.dead(pool, id, after, limit));
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
        return AuditLog.append(client, now(), by, new Change(action, null, "webhook", id.toString()), before, after);
    }

    private static ObjectNode json(Settings settings) {
        ObjectNode json = object().put("url", settings.url()).put("description", settings.description());
        if (settings.types() == null) {
            json.putNull("types");
        } else {
            ArrayNode types = json.putArray("types");
            settings.types().forEach(types::add);
        }
        return json.put("contact", settings.contact()).put("enabled", settings.enabled());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
