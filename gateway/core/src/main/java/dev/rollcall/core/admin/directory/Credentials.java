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
import dev.rollcall.core.store.SqlErrors;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Table {@code directory_credential}: the bearer tokens with which an IdP shows which directory it speaks for. Thread-safe. */
public final class Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    /** Two, so that a token can be replaced without a gap. */
    private static final int VALID_AT_ONCE = 2;

    private static final int MIN_KEY_BYTES = 32;
    private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

    private final Pool pool;
    private final InstantSource time;
    private final Keys keys;
    private final List<SecretKey> hashing;
    private final Map<UUID, Instant> lastUsed = new ConcurrentHashMap<>();

    /**
     * Takes the server's keys.
     *
     * @param keys each at least 32 random bytes; with none of them a token issued before is known
     */
    public Credentials(Pool pool, InstantSource time, Keys keys) {
        this.pool = pool;
        this.time = time;
        this.keys = keys;
        this.hashing = keys.each(Credentials::hashing);
    }

    private static SecretKey hashing(Keys.Key key) {
        byte[] bytes = key.bytes();
        if (bytes.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("The key of the credentials needs " + MIN_KEY_BYTES + " bytes or more.");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** The place of the key that a token was hashed with; -1 when it is another token, or none of the keys. */
    private int place(Token shown, byte[] hash) {
        for (int i = 0; i < hashing.size(); i++) {
            if (shown.matches(hashing.get(i), hash)) {
                return i;
            }
        }
        return -1;
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

    /**
     * Who a token belongs to.
     *
     * @param expires from when on the token is no longer valid, or null
     */
    public record AuthenticatedDirectory(
            Directory directory,
            UUID credentialId,
            @Nullable Instant expires) {

        static AuthenticatedDirectory of(Row row) {
            return new AuthenticatedDirectory(
                    Directory.of(row), row.getUUID("credential_id"), Rows.instant(row, "expires_at"));
        }

        /** The same, for something that was made from the credential and ends earlier, or at its end. */
        public AuthenticatedDirectory until(Instant end) {
            return expires == null || end.isBefore(expires)
                    ? new AuthenticatedDirectory(directory, credentialId, end)
                    : this;
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
                .addBuffer(Buffer.buffer(token.hash(hashing.get(0))))
                .addValue(Rows.at(now))
                .addValue(expires == null ? null : Rows.at(expires))
                .addInteger(VALID_AT_ONCE)
                // Who asks for one that ends soon knows it.
                .addValue(CredentialWarnings.step(now, expires))
                .addValue(keys.current().id());
        return pool.withTransaction(transaction -> EventLog.lock(transaction, orgId)
                .compose(locked -> transaction.preparedQuery(LOCK_DIRECTORY).execute(Tuple.of(orgId, directoryId)))
                .compose(found -> found.size() == 1
                        ? transaction.preparedQuery(ISSUE).execute(row)
                        : Future.failedFuture(Directories.noSuchDirectory(directoryId)))
                .compose(rows -> Rows.first(rows, Credential::of))
                .map(made -> new Issued(
                        made.orElseThrow(() -> AdminException.conflict("The directory has " + VALID_AT_ONCE
                                + " valid credentials, which is the most it can have. Revoke one of them first.")),
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

    private static final String AUTHENTICATE = """
        SELECT c.credential_id, c.secret_hash, c.expires_at,
               d.org_id, d.directory_id, d.name, d.provider, d.state, d.mode, d.disabled_quirks, d.default_role,
               d.activation_id, d.nested_groups
        FROM directory_credential c
        JOIN directory d ON d.org_id = c.org_id AND d.directory_id = c.directory_id
        WHERE c.prefix = $1 AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > $2)
        """;

    /**
     * Finds the directory of a token. Unknown, revoked and expired tokens are all the same: nothing is found.
     *
     * @param token as the client sent it, without the scheme
     */
    public Future<Optional<AuthenticatedDirectory>> authenticate(String token) {
        Optional<Token> shown = Token.parse(token);
        if (shown.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return pool.preparedQuery(AUTHENTICATE)
                .execute(Tuple.of(shown.get().prefix(), Rows.at(time.instant())))
                .map(rows -> {
                    for (Row row : rows) {
                        Buffer hash = row.getBuffer("secret_hash");
                        int place = place(shown.get(), hash.getBytes());
                        if (place >= 0) {
                            AuthenticatedDirectory found = AuthenticatedDirectory.of(row);
                            if (place > 0) {
                                renew(found, shown.get(), hash);
                            }
                            used(found);
                            return Optional.of(found);
                        }
                    }
                    return Optional.empty();
                });
    }

    private static final String RENEW = """
        UPDATE directory_credential SET secret_hash = $4, key_id = $5
        WHERE org_id = $1 AND directory_id = $2 AND credential_id = $3 AND secret_hash = $6
          AND $5 = (SELECT encode(substring(key_check FROM 1 FOR 4), 'hex') FROM installation)
        """;

    /**
     * A credential is known by a hash alone, so it comes under the key in use when it is shown; nobody waits for it. A node whose
     * current key is a former one by now leaves it alone.
     */
    private void renew(AuthenticatedDirectory found, Token shown, Buffer before) {
        Directory directory = found.directory();
        pool.preparedQuery(RENEW)
                .execute(Tuple.of(directory.orgId(), directory.id(), found.credentialId())
                        .addBuffer(Buffer.buffer(shown.hash(hashing.get(0))))
                        .addValue(keys.current().id())
                        .addBuffer(before))
                .onFailure(failure -> LOG.warn(
                        "could not bring credential {} under the current key (SQL state {})",
                        found.credentialId(),
                        SqlErrors.sqlState(failure)));
    }

    /**
     * A token that was valid once, and never is again.
     *
     * @param prefix the public part of it
     * @param at when it ended
     */
    public record Ended(String prefix, boolean isRevoked, Instant at) {}

    /**
     * A token that {@link #authenticate} does not find, but whose prefix is that of a credential. Prefixes are random too: who shows
     * one has seen it in the directory's settings.
     *
     * @param ended how it ended, when the whole token was shown; null when its secret is another
     */
    public record Refused(UUID directoryId, @Nullable Ended ended) {}

    private static final String REFUSED = """
        SELECT directory_id, secret_hash, revoked_at IS NOT NULL AS revoked,
               coalesce(revoked_at, CASE WHEN expires_at <= $2 THEN expires_at END) AS ended_at
        FROM directory_credential
        WHERE prefix = $1
        """;

    /** Whose a token may be that {@link #authenticate} does not find; only who holds the whole token may learn how it ended. */
    public Future<Optional<Refused>> refused(String token) {
        Optional<String> prefix = Token.prefix(token);
        if (prefix.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return pool.preparedQuery(REFUSED)
                .execute(Tuple.of(prefix.get(), Rows.at(time.instant())))
                .compose(rows -> Rows.first(rows, row -> refused(token, prefix.get(), row)));
    }

    private Refused refused(String token, String prefix, Row row) {
        Instant end = Rows.instant(row, "ended_at");
        boolean isWhole = Token.parse(token)
                .filter(shown -> place(shown, row.getBuffer("secret_hash").getBytes()) >= 0)
                .isPresent();
        return new Refused(
                row.getUUID("directory_id"),
                end != null && isWhole ? new Ended(prefix, row.getBoolean("revoked"), end) : null);
    }

    private static final String VALID = """
        SELECT c.credential_id, c.expires_at,
               d.org_id, d.directory_id, d.name, d.provider, d.state, d.mode, d.disabled_quirks, d.default_role,
               d.activation_id, d.nested_groups
        FROM directory_credential c
        JOIN directory d ON d.org_id = c.org_id AND d.directory_id = c.directory_id
        WHERE c.org_id = $1 AND c.directory_id = $2 AND c.credential_id = $3
          AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > $4)
        """;

    /** The directory of a credential that was shown before, if it is valid still; it counts as used. */
    public Future<Optional<AuthenticatedDirectory>> valid(UUID orgId, UUID directoryId, UUID credentialId) {
        return pool.preparedQuery(VALID)
                .execute(Tuple.of(orgId, directoryId, credentialId, Rows.at(time.instant())))
                .compose(rows -> Rows.first(rows, AuthenticatedDirectory::of))
                .onSuccess(found -> found.ifPresent(this::used));
    }

    private static final String USED = """
        UPDATE directory_credential SET last_used_at = greatest(last_used_at, $4)
        WHERE org_id = $1 AND directory_id = $2 AND credential_id = $3
        """;

    /**
     * Notes that a credential was used just now; for callers that remember what {@link #authenticate} found. Writes at most once
     * a minute for each credential, and nobody waits for it.
     */
    public void used(AuthenticatedDirectory caller) {
        Instant now = time.instant();
        Instant noted = lastUsed.get(caller.credentialId());
        if (noted != null && now.isBefore(noted.plus(USE_RESOLUTION))) {
            return;
        }
        lastUsed.put(caller.credentialId(), now);
        Directory directory = caller.directory();
        pool.preparedQuery(USED)
                .execute(Tuple.of(directory.orgId(), directory.id(), caller.credentialId(), Rows.at(now)))
                .onFailure(failure -> LOG.warn(
                        "could not note the last use of credential {} (SQL state {})",
                        caller.credentialId(),
                        SqlErrors.sqlState(failure)));
    }
}
