package dev.rollcall.delivery.ssf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.admin.AuditLog.Change;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.delivery.ssf.store.KeyTable;
import dev.rollcall.delivery.ssf.store.KeyTable.Pair;
import dev.rollcall.delivery.webhook.post.Seal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that tokens are signed with, the same for all organisations and nodes. A key signs for {@link #SIGNS}; the next one is
 * published {@link #AHEAD} before it signs, and each stays published for {@link #STAYS} after it has signed last. Thread-safe.
 */
public final class TransmitterKeys implements AutoCloseable {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();
    static final Duration SIGNS = Duration.ofDays(90);
    static final Duration AHEAD = Duration.ofDays(1);
    static final Duration STAYS = Duration.ofDays(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

    private final Vertx vertx;
    private final Pool pool;
    private final InstantSource time;
    private final Seal seal;
    private final KeyTable table = new KeyTable();
    private final Map<UUID, PrivateKey> opened = new ConcurrentHashMap<>();
    private final Ticker ticker;

    /** Makes one; nothing rotates by itself before {@link #start}. */
    public TransmitterKeys(Vertx vertx, Pool pool, InstantSource time, Seal seal) {
        this.vertx = vertx;
        this.pool = pool;
        this.time = time;
        this.seal = seal;
        this.ticker = new Ticker(vertx, BETWEEN_LOOKS, this::keep);
    }

    public void start() {
        ticker.start();
    }

    /** Makes the next key when it is time to. */
    public Future<Void> keep() {
        Instant now = time.instant();
        return table.published(pool, now).compose(keys -> {
            boolean due = keys.isEmpty()
                    || !keys.get(0).signsFrom().isAfter(now.minus(SIGNS).plus(AHEAD));
            return due ? pool.withTransaction(this::next) : Future.succeededFuture();
        });
    }

    /** Looks again under the lock: another node may have been faster. */
    private Future<Void> next(SqlConnection transaction) {
        Instant now = time.instant();
        return table.lock(transaction)
                .compose(v -> table.published(transaction, now))
                .compose(keys -> {
                    if (keys.isEmpty()) {
                        return make(now)
                                .compose(key -> table.insert(transaction, key))
                                .mapEmpty();
                    }
                    Instant from = keys.get(0).signsFrom().plus(SIGNS);
                    if (from.isAfter(now.plus(AHEAD))) {
                        return Future.succeededFuture();
                    }
                    Instant begins = from.isBefore(now.plus(AHEAD)) ? now.plus(AHEAD) : from;
                    return replace(transaction, begins, begins.plus(STAYS)).mapEmpty();
                });
    }

    private Future<Pair> replace(SqlConnection transaction, Instant signsFrom, Instant othersUntil) {
        return make(signsFrom)
                .compose(key -> table.insert(transaction, key)
                        .compose(v -> table.endOthers(transaction, key.id(), othersUntil))
                        .map(key));
    }

    /**
     * Signs with a new key from now on.
     *
     * @param withdraw whether the keys before are published no more at once, because somebody else has got one
     * @return the id of the new key
     */
    public Future<UUID> rotate(Actor by, boolean withdraw) {
        Instant now = time.instant();
        return pool.withTransaction(transaction -> table.lock(transaction)
                .compose(v -> replace(transaction, now, withdraw ? now : now.plus(STAYS)))
                .compose(key -> AuditLog.append(
                                transaction,
                                now,
                                by,
                                new Change(
                                        AuditAction.ROTATE_SECURITY_EVENT_KEY,
                                        null,
                                        "security_event_key",
                                        key.id().toString()),
                                null,
                                JsonNodeFactory.instance.objectNode().put("withdraw", withdraw))
                        .map(key.id())));
    }

    private Future<Pair> make(Instant signsFrom) {
        UUID id = IDS.generate();
        return vertx.executeBlocking(
                () -> {
                    RsaKey key = RsaKey.make();
                    return new Pair(id, seal.closeBytes(id, key.encoded()), key.open(id), signsFrom, null);
                },
                false);
    }

    /** The public keys (RFC 7517 section 5). */
    public Future<ObjectNode> published() {
        return table.published(pool, time.instant()).map(keys -> {
            ObjectNode set = JsonNodeFactory.instance.objectNode();
            set.putArray("keys").addAll(keys.stream().map(Pair::open).toList());
            return set;
        });
    }

    /** Signs tokens, in the same order (RFC 7515; {@code typ} as in RFC 8417 section 2.3). */
    public Future<List<String>> sign(List<Token> tokens) {
        if (tokens.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return present()
                .compose(key -> vertx.executeBlocking(
                        () -> {
                            PrivateKey secret = opened.computeIfAbsent(
                                    key.id(), id -> RsaKey.read(seal.openBytes(id, key.sealed())));
                            return tokens.stream()
                                    .map(token -> RsaKey.sign(secret, key.id(), token.claims()))
                                    .toList();
                        },
                        false));
    }

    private Future<Pair> present() {
        return table.signing(pool, time.instant())
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found)
                        : keep().compose(v -> table.signing(pool, time.instant())))
                .map(Optional::orElseThrow);
    }

    @Override
    public void close() {
        ticker.close();
    }
}
