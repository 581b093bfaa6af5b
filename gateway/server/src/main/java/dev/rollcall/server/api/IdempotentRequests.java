package dev.rollcall.server.api;

import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code idempotent_request}: which requests with a key were taken, and their sealed answers. */
final class IdempotentRequests {

    /** How long a key is remembered. */
    static final Duration KEPT = Duration.ofHours(24);

    /** After this a request without an answer counts as lost with its node, and may be carried out again. */
    private static final Duration LOST = Duration.ofMinutes(5);

    private final Pool pool;
    private final DatabaseCircuit circuit;
    private final InstantSource time;

    IdempotentRequests(Pool pool, DatabaseCircuit circuit, InstantSource time) {
        this.pool = pool;
        this.circuit = circuit;
        this.time = time;
    }

    /**
     * Whose key it is.
     *
     * @param owner scope and subject of the principal
     */
    record OwnedKey(UUID orgId, String owner, Buffer keyHash) {}

    /** What became of the wish to carry a request out. */
    sealed interface Taken {
        /** The request is to be carried out; {@code since} is the mark of this attempt. */
        record Now(OffsetDateTime since) implements Taken {}

        /** It was taken before: by a request with this fingerprint, whose answer is null while it is under way. */
        record Before(
                Buffer fingerprint, int status, @Nullable Buffer answer) implements Taken {}
    }

    private static final String TAKE = """
        INSERT INTO idempotent_request AS r (org_id, owner, key_hash, fingerprint, started_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (org_id, owner, key_hash) DO UPDATE
        SET fingerprint = excluded.fingerprint, started_at = excluded.started_at, status = NULL, answer = NULL
        WHERE r.started_at <= $6 OR (r.status IS NULL AND r.started_at <= $7 AND r.fingerprint = excluded.fingerprint)
        RETURNING started_at
        """;

    private static final String FIND = """
        SELECT fingerprint, coalesce(status, 0) AS status, answer
        FROM idempotent_request
        WHERE org_id = $1 AND owner = $2 AND key_hash = $3
        """;

    Future<Taken> take(OwnedKey key, Buffer fingerprint) {
        OffsetDateTime now = time.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return circuit.call(() -> pool.preparedQuery(TAKE)
                .execute(Tuple.of(key.orgId(), key.owner(), key.keyHash(), fingerprint, now, now.minus(KEPT))
                        .addOffsetDateTime(now.minus(LOST)))
                .compose(taken -> taken.size() == 1
                        ? Future.succeededFuture(new Taken.Now(now))
                        : pool.preparedQuery(FIND)
                                .execute(Tuple.of(key.orgId(), key.owner(), key.keyHash()))
                                .map(found -> before(found, fingerprint))));
    }

    /** Whether a request with this key was taken, and is remembered. */
    Future<Boolean> isKnown(OwnedKey key) {
        return circuit.call(() -> pool.preparedQuery(FIND)
                .execute(Tuple.of(key.orgId(), key.owner(), key.keyHash()))
                .map(found -> found.size() > 0));
    }

    /** Nothing is found when the other request was given up in between; this one is told to come again. */
    private static Taken before(RowSet<Row> found, Buffer fingerprint) {
        for (Row row : found) {
            return new Taken.Before(row.getBuffer("fingerprint"), row.getInteger("status"), row.getBuffer("answer"));
        }
        return new Taken.Before(fingerprint, 0, null);
    }

    private static final String KEEP = """
        UPDATE idempotent_request SET status = $5, answer = $6
        WHERE org_id = $1 AND owner = $2 AND key_hash = $3 AND started_at = $4 AND status IS NULL
        """;

    Future<Void> keep(OwnedKey key, OffsetDateTime since, int status, Buffer answer) {
        return circuit.call(() -> pool.preparedQuery(KEEP)
                .execute(Tuple.of(key.orgId(), key.owner(), key.keyHash(), since, (short) status, answer))
                .mapEmpty());
    }

    private static final String GIVE_UP = """
        DELETE FROM idempotent_request
        WHERE org_id = $1 AND owner = $2 AND key_hash = $3 AND started_at = $4 AND status IS NULL
        """;

    Future<Void> giveUp(OwnedKey key, OffsetDateTime since) {
        return circuit.call(() -> pool.preparedQuery(GIVE_UP)
                .execute(Tuple.of(key.orgId(), key.owner(), key.keyHash(), since))
                .mapEmpty());
    }

    /** Keys that are forgotten in one transaction. */
    private static final int PIECE = 1_000;

    private static final String FORGET = """
        DELETE FROM idempotent_request
        WHERE (org_id, owner, key_hash) IN (
              SELECT org_id, owner, key_hash FROM idempotent_request WHERE started_at <= $1 ORDER BY started_at LIMIT $2)
          AND started_at <= $1
        """;

    /** Forgets keys that are no longer to be remembered, a piece at a time; says how many. */
    Future<Integer> forgetOld() {
        return forgetOld(time.instant().minus(KEPT).atOffset(ZoneOffset.UTC), 0);
    }

    private Future<Integer> forgetOld(OffsetDateTime until, int before) {
        return circuit.call(() -> pool.preparedQuery(FORGET)
                        .execute(Tuple.of(until, (long) PIECE))
                        .map(RowSet::rowCount))
                .compose(
                        gone -> gone < PIECE ? Future.succeededFuture(before + gone) : forgetOld(until, before + gone));
    }
}
