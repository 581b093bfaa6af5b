package dev.rollcall.core.admin.directory;

import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.admin.directory.TokenHashes.Match;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.core.store.SqlErrors;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the directory that a client's token belongs to, and records that its credential was used. Thread-safe. */
public final class CredentialCheck {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialCheck.class);
    private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

    private final Pool pool;
    private final InstantSource time;
    private final TokenHashes hashes;
    private final Map<UUID, Instant> lastUsed = new ConcurrentHashMap<>();

    /**
     * Takes the server's keys.
     *
     * @param keys each at least 32 random bytes; without the key that a token was hashed with, the token is unknown
     */
    public CredentialCheck(Pool pool, InstantSource time, Keys keys) {
        this.pool = pool;
        this.time = time;
        this.hashes = new TokenHashes(keys);
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
                        Match match = hashes.match(shown.get(), hash.getBytes());
                        if (match != Match.NONE) {
                            AuthenticatedDirectory found = AuthenticatedDirectory.of(row);
                            if (match == Match.FORMER_KEY) {
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
     * A credential is known by a hash alone, so it comes under the key in use when it is shown; the request does not wait for it. A node whose
     * current key is a former one by now leaves it alone.
     */
    private void renew(AuthenticatedDirectory found, Token shown, Buffer before) {
        Directory directory = found.directory();
        pool.preparedQuery(RENEW)
                .execute(Tuple.of(directory.orgId(), directory.id(), found.credentialId())
                        .addBuffer(Buffer.buffer(hashes.hash(shown)))
                        .addValue(hashes.keyId())
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
                .filter(shown ->
                        hashes.match(shown, row.getBuffer("secret_hash").getBytes()) != Match.NONE)
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
     * a minute for each credential, and the caller does not wait for it.
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
