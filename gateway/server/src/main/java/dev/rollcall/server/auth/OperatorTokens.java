package dev.rollcall.server.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.word.AuditAction;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code operator_token}: the tokens of the admin API that the gateways of this database have issued. A token is signed, and
 * is valid only as long as its row says so.
 */
public final class OperatorTokens {

    private static final int REMEMBERED = 10_000;

    /** UUIDv7; thread-safe. */
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Pool pool;
    private final InstantSource time;
    private final Tokens tokens;
    private final Cache<UUID, Boolean> good;

    /**
     * Makes one.
     *
     * @param trusted how long a token that was looked up is not looked up again
     */
    public OperatorTokens(Pool pool, InstantSource time, Tokens tokens, Duration trusted) {
        this.pool = pool;
        this.time = time;
        this.tokens = tokens;
        this.good = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(trusted)
                .build();
    }

    /**
     * A new token and the one chance to see it.
     *
     * @param token a secret: show it once, store it nowhere
     */
    public record Issued(OperatorToken about, String token) {

        @Override
        public String toString() {
            return "Issued[" + about.id() + "]";
        }
    }

    private static final String COLUMNS =
            " token_id, subject, scope, issued_by, created_at, expires_at, revoked_at, revoked_by ";

    private static final String ISSUE = """
        INSERT INTO operator_token (token_id, subject, scope, issued_by, created_at, expires_at, key_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        RETURNING\
        """ + COLUMNS;

    /** Issues a token, which ends by itself. */
    public Future<Issued> issue(Actor by, Principal principal, Duration validFor) {
        Instant now = time.instant();
        UUID id = IDS.generate();
        Tuple row = Tuple.of(id, principal.subject(), principal.scope().claim(), by.subject())
                .addValue(now.atOffset(ZoneOffset.UTC))
                .addValue(now.plus(validFor).atOffset(ZoneOffset.UTC))
                .addValue(tokens.keyId());
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(ISSUE)
                        .execute(row)
                        .map(rows -> OperatorToken.of(rows.iterator().next()))
                        .compose(made -> tell(transaction, by, AuditAction.ISSUE_OPERATOR_TOKEN, made)
                                .map(made)))
                .map(made -> new Issued(made, tokens.issue(principal, id, validFor)));
    }

    private static final String REVOKE = """
        UPDATE operator_token SET revoked_at = $2, revoked_by = $3
        WHERE token_id = $1 AND revoked_at IS NULL
        RETURNING\
        """ + COLUMNS;

    private static final String EXISTS = "SELECT FROM operator_token WHERE token_id = $1";

    /**
     * Ends a token: at this node at once, at others as soon as they look it up again. Done twice, nothing happens.
     *
     * @return whether there is such a token
     */
    public Future<Boolean> revoke(Actor by, UUID id) {
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(REVOKE)
                        .execute(Tuple.of(id, time.instant().atOffset(ZoneOffset.UTC), by.subject()))
                        .map(OperatorTokens::first)
                        .compose(revoked -> revoked.isPresent()
                                ? tell(transaction, by, AuditAction.REVOKE_OPERATOR_TOKEN, revoked.get())
                                        .map(true)
                                : transaction
                                        .preparedQuery(EXISTS)
                                        .execute(Tuple.of(id))
                                        .map(rows -> rows.size() == 1)))
                .onSuccess(known -> good.invalidate(id));
    }

    /** The same, by the token itself: nothing happens when it is none of this database. */
    public Future<Void> revoke(Actor by, String token) {
        return tokens.verify(token)
                .map(shown -> Optional.of(shown.id()))
                .otherwise(Optional.empty())
                .compose(id -> id.map(known -> revoke(by, known)).orElseGet(() -> Future.succeededFuture(false)))
                .mapEmpty();
    }

    private Future<Void> tell(SqlClient transaction, Actor by, AuditAction action, OperatorToken token) {
        ObjectNode after = JsonNodeFactory.instance
                .objectNode()
                .put("subject", token.subject())
                .put("scope", token.scope())
                .put("expires", token.expires().toString());
        return AuditLog.append(
                transaction,
                time.instant(),
                by,
                new AuditLog.Change(action, null, "operator_token", token.id().toString()),
                null,
                after);
    }

    private static final String LIST = "SELECT" + COLUMNS + """
        FROM operator_token
        WHERE $1::uuid IS NULL OR token_id < $1
        ORDER BY token_id DESC
        LIMIT $2
        """;

    /**
     * All that were ever issued, newest first.
     *
     * @param after where the page before ended, or null
     */
    public Future<List<OperatorToken>> list(@Nullable UUID after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(after, (long) limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OperatorToken::of)
                        .toList());
    }

    private static final String GOOD = "SELECT FROM operator_token WHERE token_id = $1 AND revoked_at IS NULL";

    /** Whether a token that is signed well was issued for this database and not revoked. */
    Future<Boolean> isGood(UUID id) {
        if (good.getIfPresent(id) != null) {
            return Future.succeededFuture(true);
        }
        return pool.preparedQuery(GOOD).execute(Tuple.of(id)).map(rows -> {
            boolean found = rows.size() == 1;
            if (found) {
                good.put(id, true);
            }
            return found;
        });
    }

    private static final String ANY = """
        SELECT EXISTS (SELECT FROM operator_token WHERE revoked_at IS NULL AND expires_at > $1) AS any_valid
        """;

    /** Whether there is a token that counts. */
    public Future<Boolean> isAnyValid() {
        return pool.preparedQuery(ANY)
                .execute(Tuple.of(time.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getBoolean("any_valid"));
    }

    private static Optional<OperatorToken> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(OperatorToken::of)
                .findFirst();
    }
}
