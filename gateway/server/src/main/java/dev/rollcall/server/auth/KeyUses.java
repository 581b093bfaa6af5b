package dev.rollcall.server.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.core.secret.Box;
import dev.rollcall.core.secret.Keys;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out what in the database was made with which key of the installation, and brings it under the key in use. */
public final class KeyUses {

    private final Pool pool;
    private final InstantSource time;

    public KeyUses(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /**
     * What needs a key.
     *
     * @param credentials of directories, that are valid and were not shown since another key is in use
     * @param tokens of the operator, that are valid
     * @param secrets of endpoints, of directories that are read, and of keys that sign Security Event Tokens
     */
    public record Needs(long credentials, long tokens, long secrets) {

        public boolean isNone() {
            return credentials + tokens + secrets == 0;
        }
    }

    private static final String MADE = """
        SELECT
          (SELECT count(*) FROM directory_credential
           WHERE key_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)) AS credentials,
          (SELECT count(*) FROM operator_token
           WHERE key_id = $1 AND revoked_at IS NULL AND expires_at > $2) AS tokens
        """;

    /** What would be lost without the key that is called so. */
    public Future<Needs> of(String id, ServerKey keys) {
        return pool.preparedQuery(MADE)
                .execute(Tuple.of(id, time.instant().atOffset(ZoneOffset.UTC)))
                .compose(rows -> {
                    Row made = rows.iterator().next();
                    return sealed().map(all -> new Needs(
                            made.getLong("credentials"),
                            made.getLong("tokens"),
                            all.stream().filter(one -> one.isOf(keys, id)).count()));
                });
    }

    private static final String SINCE = "SELECT key_since FROM installation";

    /** Since when the key in use is. */
    public Future<Instant> since() {
        return pool.query(SINCE)
                .execute()
                .map(rows ->
                        rows.iterator().next().getOffsetDateTime("key_since").toInstant());
    }

    private static final String USE = """
        UPDATE installation SET key_check = $1, key_since = $2 WHERE key_check = $3
        """;

    /**
     * From now on gateways that start make everything with another key.
     *
     * @param keys with the one in use as the current one
     * @return false when another administrator was faster
     */
    public Future<Boolean> use(Actor by, ServerKey keys, byte[] check) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(USE)
                .execute(Tuple.of(
                        Buffer.buffer(check),
                        time.instant().atOffset(ZoneOffset.UTC),
                        Buffer.buffer(keys.checkValue())))
                .compose(done -> done.rowCount() == 0
                        ? Future.succeededFuture(false)
                        : tell(
                                        transaction,
                                        by,
                                        AuditAction.USE_KEY,
                                        ServerKey.idOf(check),
                                        keys.ids().get(0))
                                .map(true)));
    }

    /** Notes that a key is given up. */
    public Future<Void> dropped(Actor by, String id, String inUse) {
        return tell(pool, by, AuditAction.DROP_KEY, inUse, id);
    }

    private Future<Void> tell(SqlClient client, Actor by, AuditAction action, String after, String before) {
        return AuditLog.append(
                client,
                time.instant(),
                by,
                new AuditLog.Change(action, null, "key", action == AuditAction.DROP_KEY ? before : after),
                JsonNodeFactory.instance.objectNode().put("key", before),
                JsonNodeFactory.instance.objectNode().put("key", after));
    }

    /** Where a secret is kept, and how it is sealed. */
    private record Sealed(Place place, UUID orgId, UUID rowId, Buffer content) {

        Keys keys(ServerKey of) {
            return place == Place.SOURCE ? of.forSources() : of.forWebhooks();
        }

        boolean isOf(ServerKey of, String id) {
            return keys(of).all().stream()
                    .filter(key -> key.id().equals(id))
                    .anyMatch(key -> new Box(new Keys(List.of(key))).isCurrent(rowId, content));
        }
    }

    private enum Place {
        WEBHOOK("webhook.secret", "SELECT org_id, webhook_id AS row_id, secret AS content FROM webhook", """
            UPDATE webhook SET secret = $3 WHERE org_id = $1 AND webhook_id = $2 AND secret = $4
            """),
        FORMER_OF_WEBHOOK("webhook.former_secret", """
            SELECT org_id, webhook_id AS row_id, former_secret AS content FROM webhook WHERE former_secret IS NOT NULL
            """, """
                UPDATE webhook SET former_secret = $3 WHERE org_id = $1 AND webhook_id = $2 AND former_secret = $4
                """),
        SOURCE(
                "directory_source.sealed",
                "SELECT org_id, directory_id AS row_id, sealed AS content FROM directory_source",
                """
                UPDATE directory_source SET sealed = $3 WHERE org_id = $1 AND directory_id = $2 AND sealed = $4
                """),
        /** Of the installation, so the key stands where others have their organisation. */
        SIGNING_KEY("ssf_key.sealed", "SELECT key_id AS org_id, key_id AS row_id, sealed AS content FROM ssf_key", """
            UPDATE ssf_key SET sealed = $3 WHERE key_id = $1 AND key_id = $2 AND sealed = $4
            """);

        private final String column;
        private final String read;
        private final String write;

        Place(String column, String read, String write) {
            this.column = column;
            this.read = read;
            this.write = write;
        }
    }

    /** The columns whose content is sealed again, each as {@code table.column}. */
    static List<String> columns() {
        return Stream.of(Place.values()).map(place -> place.column).toList();
    }

    private Future<List<Sealed>> sealed() {
        List<Sealed> all = new ArrayList<>();
        Future<Void> read = Future.succeededFuture();
        for (Place place : Place.values()) {
            read = read.compose(v -> pool.query(place.read).execute().map(rows -> {
                rows.forEach(row -> {
                    @Nullable Buffer content = row.getBuffer("content");
                    if (content != null) {
                        all.add(new Sealed(place, row.getUUID("org_id"), row.getUUID("row_id"), content));
                    }
                });
                return null;
            }));
        }
        return read.map(all);
    }

    /** Seals every secret with the key in use that was sealed with another one; says how many. One that was changed meanwhile is so. */
    public Future<Integer> reseal(ServerKey keys) {
        return sealed().compose(all -> {
            Future<Integer> done = Future.succeededFuture(0);
            for (Sealed one : all) {
                Box box = new Box(one.keys(keys));
                if (!box.isCurrent(one.rowId(), one.content())) {
                    done = done.compose(sum -> reseal(one, box).map(some -> sum + some));
                }
            }
            return done;
        });
    }

    private Future<Integer> reseal(Sealed one, Box box) {
        Buffer fresh;
        try {
            fresh = box.close(one.rowId(), box.open(one.rowId(), one.content()));
        } catch (IllegalStateException e) {
            // Sealed with a key that was lost long since: it is replaced by hand.
            return Future.succeededFuture(0);
        }
        return pool.preparedQuery(one.place().write)
                .execute(Tuple.of(one.orgId(), one.rowId(), fresh, one.content()))
                .map(done -> done.rowCount());
    }
}
