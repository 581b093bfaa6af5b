package dev.rollcall.core.admin.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.admin.EventLog;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.core.secret.Keys;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code directory_credential}: the bearer tokens with which an IdP shows which directory it speaks for, as administrators
 * issue, list and revoke them. {@link CredentialCheck} finds the directory that a token belongs to. Thread-safe.
 */
public final class Credentials {

    /** Two, so that a token can be replaced without a gap. */
    private static final int VALID_AT_ONCE = 2;

    private final Pool pool;
    private final InstantSource time;
    private final TokenHashes hashes;

    /**
     * Takes the server's keys.
     *
     * @param keys each at least 32 random bytes; a new token is hashed with the current one
     */
    public Credentials(Pool pool, InstantSource time, Keys keys) {
        this.pool = pool;
        this.time = time;
        this.hashes = new TokenHashes(keys);
    }

    /**
     * A credential as administrators see it.
     *
     * @param prefix the public part of its token, {@code rc_<prefix>_...}
     */
    public record Credential(
            UUID id,
            String prefix,
            Instant created,
            @Nullable Instant expires,
            @Nullable Instant revoked,
            @Nullable Instant lastUsed) {

        static Credential of(Row row) {
            return new Credential(
                    row.getUUID("credential_id"),
                    row.getString("prefix"),
                    Objects.requireNonNull(Rows.instant(row, "created_at")),
                    Rows.instant(row, "expires_at"),
                    Rows.instant(row, "revoked_at"),
                    Rows.instant(row, "last_used_at"));
        }
    }

    /**
     * A new credential and the one chance to see its token.
     *
     * @param token a secret: show it once, store it nowhere
     */
    public record Issued(Credential credential, String token) {
        @Override
        public String toString() {
            return "Issued[credential=" + credential + "]";
        }
    }

    private static final String LOCK_DIRECTORY =
            "SELECT FROM directory WHERE org_id = $1 AND directory_id = $2 FOR UPDATE";

    private static final String ISSUE = """
        INSERT INTO directory_credential
          (org_id, directory_id, credential_id, prefix, secret_hash, created_at, expires_at, warned_days, key_id)
        SELECT $1, $2, $3, $4, $5, $6, $7, $9, $10
        WHERE $8 > (
          SELECT count(*) FROM directory_credential
          WHERE org_id = $1 AND directory_id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $6))
        RETURNING credential_id, prefix, created_at, expires_at, revoked_at, last_used_at
        """;

    /**
     * Issues a credential. Fails with {@link AdminException} when two are valid already.
     *
     * @param expires when it ends, or null for never
     */
    public Future<Issued> issue(Actor by, UUID directoryId, @Nullable Instant expires) {
        UUID orgId = by.orgId();
        Instant now = time.instant();
        Token token = Token.random();
        Tuple row = Tuple.of(orgId, directoryId, Rows.newId(), token.prefix())
                .addBuffer(Buffer.buffer(hashes.hash(token)))
                .addValue(Rows.at(now))
                .addValue(expires == null ? null : Rows.at(expires))
                .addInteger(VALID_AT_ONCE)
                // Who asks for one that ends soon knows it.
                .addValue(CredentialWarnings.step(now, expires))
                .addValue(hashes.keyId());
        return pool.withTransaction(transaction -> EventLog.lock(transaction, orgId)
                .compose(locked -> transaction.preparedQuery(LOCK_DIRECTORY).execute(Tuple.of(orgId, directoryId)))
                .compose(found -> found.size() == 1
                        ? transaction.preparedQuery(ISSUE).execute(row)
                        : Future.failedFuture(Directories.noSuchDirectory(directoryId)))
                .compose(rows -> Rows.first(rows, Credential::of))
                .map(made -> new Issued(
                        made.orElseThrow(() -> AdminException.conflict("The directory has " + VALID_AT_ONCE
                                + " valid credentials, which is the maximum. Revoke one of them first.")),
                        token.text()))
                .compose(issued -> AuditLog.append(
                                transaction,
                                now,
                                by,
                                change(
                                        AuditAction.ISSUE_CREDENTIAL,
                                        directoryId,
                                        issued.credential().id()),
                                null,
                                described(issued.credential().prefix()).put("expires", text(expires)))
                        .compose(told -> tell(
                                transaction, now, by, EventType.CREDENTIAL_ISSUED, directoryId, issued.credential()))
                        .map(issued)));
    }

    private static final String REVOKE = """
        UPDATE directory_credential c
        SET revoked_at = coalesce(c.revoked_at, $4)
        FROM (SELECT revoked_at FROM directory_credential
              WHERE org_id = $1 AND directory_id = $2 AND credential_id = $3
              FOR UPDATE) before
        WHERE c.org_id = $1 AND c.directory_id = $2 AND c.credential_id = $3
        RETURNING c.credential_id, c.prefix, c.created_at, c.expires_at, c.revoked_at, c.last_used_at,
                  before.revoked_at IS NOT NULL AS was_revoked
        """;

    /** Ends a credential at once; done twice, nothing happens. Fails with {@link AdminException} when there is no such one. */
    public Future<Void> revoke(Actor by, UUID directoryId, UUID credentialId) {
        Instant now = time.instant();
        return pool.withTransaction(transaction -> EventLog.lock(transaction, by.orgId())
                .compose(locked -> transaction
                        .preparedQuery(REVOKE)
                        .execute(Tuple.of(by.orgId(), directoryId, credentialId, Rows.at(now))))
                .compose(rows -> Rows.first(rows, row -> row))
                .map(found -> found.orElseThrow(
                        () -> AdminException.notFound("The directory has no credential " + credentialId + ".")))
                .compose(row -> row.getBoolean("was_revoked")
                        ? Future.succeededFuture()
                        : AuditLog.append(
                                        transaction,
                                        now,
                                        by,
                                        change(AuditAction.REVOKE_CREDENTIAL, directoryId, credentialId),
                                        described(row.getString("prefix")),
                                        null)
                                .compose(told -> tell(
                                        transaction,
                                        now,
                                        by,
                                        EventType.CREDENTIAL_REVOKED,
                                        directoryId,
                                        Credential.of(row)))));
    }

    private static Future<Void> tell(
            SqlClient transaction, Instant now, Actor by, EventType type, UUID directoryId, Credential credential) {
        ObjectNode data = described(credential.prefix())
                .put("state", credential.revoked() == null ? "valid" : "revoked")
                .put("expires", text(credential.expires()))
                .put("reason", "by_hand");
        return EventLog.append(
                transaction,
                now,
                by.orgId(),
                new EventLog.Told(type, credential.id(), directoryId, by.requestId(), data));
    }

    private static AuditLog.Change change(AuditAction action, UUID directoryId, UUID credentialId) {
        return new AuditLog.Change(action, directoryId, "credential", credentialId.toString());
    }

    /** What may be known of a credential. */
    private static ObjectNode described(String prefix) {
        return JsonNodeFactory.instance.objectNode().put("prefix", "rc_" + prefix);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static final String LIST = """
        SELECT credential_id, prefix, created_at, expires_at, revoked_at, last_used_at
        FROM directory_credential
        WHERE org_id = $1 AND directory_id = $2
        ORDER BY credential_id
        """;

    /** All credentials the directory ever had, oldest first. */
    public Future<List<Credential>> list(UUID orgId, UUID directoryId) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(orgId, directoryId))
                .map(rows -> Rows.all(rows, Credential::of));
    }

    private static final String LIST_ALL = """
        SELECT directory_id, credential_id, prefix, created_at, expires_at, revoked_at, last_used_at
        FROM directory_credential
        WHERE org_id = $1
        ORDER BY credential_id
        """;

    /** All credentials that the directories of an organisation ever had, oldest first, by directory. */
    public Future<Map<UUID, List<Credential>>> byDirectory(UUID orgId) {
        return pool.preparedQuery(LIST_ALL).execute(Tuple.of(orgId)).map(rows -> {
            Map<UUID, List<Credential>> found = new HashMap<>();
            for (Row row : rows) {
                found.computeIfAbsent(row.getUUID("directory_id"), id -> new ArrayList<>())
                        .add(Credential.of(row));
            }
            return found;
        });
    }
}
