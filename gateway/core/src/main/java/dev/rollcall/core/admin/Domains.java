package dev.rollcall.core.admin;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code domain}: reads domains and records what DNS look-ups found. Claiming, verifying and releasing a domain are rule
 * commands, because people may join or leave the organisation as a result.
 */
public final class Domains {

    private final Pool pool;

    public Domains(Pool pool) {
        this.pool = pool;
    }

    private static final String LIST = """
        SELECT org_id, name, proof, token, claimed_at, verified_at, checked_at, finding::text AS finding, tries,
               missing_since, lost_at, next_check_at
        FROM domain
        WHERE org_id = $1
        ORDER BY name
        """;

    /** The organisation's domains, by name. */
    public Future<List<Domain>> list(UUID orgId) {
        return pool.preparedQuery(LIST).execute(Tuple.of(orgId)).map(rows -> Rows.all(rows, Domain::of));
    }

    private static final String BY_NAME = """
        SELECT org_id, name, proof, token, claimed_at, verified_at, checked_at, finding::text AS finding, tries,
               missing_since, lost_at, next_check_at
        FROM domain
        WHERE org_id = $1 AND name = $2
        """;

    /**
     * One of the organisation's domains.
     *
     * @param name in its ASCII form
     */
    public Future<Optional<Domain>> byName(UUID orgId, String name) {
        return pool.preparedQuery(BY_NAME).execute(Tuple.of(orgId, name)).compose(rows -> Rows.first(rows, Domain::of));
    }

    private static final String LOST = """
        SELECT org_id, name FROM domain WHERE org_id = ANY ($1) AND lost_at IS NOT NULL ORDER BY org_id, name
        """;

    /** The domains of each of these organisations whose record is lost; organisations without one are absent. */
    public Future<Map<UUID, List<String>>> lost(Collection<UUID> orgIds) {
        return pool.preparedQuery(LOST)
                .execute(Tuple.of(orgIds.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, List<String>> lost = new HashMap<>();
                    rows.forEach(row -> lost.computeIfAbsent(row.getUUID("org_id"), unseen -> new ArrayList<>())
                            .add(row.getString("name")));
                    return lost;
                });
    }

    private static final String TAKE_DUE = """
        UPDATE domain d
        SET next_check_at = $2
        FROM (SELECT org_id, name FROM domain
              WHERE next_check_at <= $1 AND (org_id, name) IN (
                SELECT org_id, name
                FROM (SELECT org_id, name, next_check_at,
                             row_number() OVER (PARTITION BY org_id ORDER BY next_check_at) AS turn
                      FROM domain
                      WHERE next_check_at <= $1) waiting
                ORDER BY turn, next_check_at
                LIMIT $3)
              FOR UPDATE SKIP LOCKED) due
        WHERE d.org_id = due.org_id AND d.name = due.name
        RETURNING d.org_id, d.name, d.proof, d.token, d.claimed_at, d.verified_at, d.checked_at,
                  d.finding::text AS finding, d.tries, d.missing_since, d.lost_at, d.next_check_at
        """;

    /**
     * Takes domains of any organisation that are to be looked up: of each the one that waits longest, then of each another, so that
     * one with very many does not keep the others waiting. No other node gets them before the lease ends; by then
     * {@link #noteCheck} has said when to look next, or this node is gone.
     */
    public Future<List<Domain>> takeDue(Instant now, Duration lease, int most) {
        return pool.preparedQuery(TAKE_DUE)
                .execute(Tuple.of(Rows.at(now), Rows.at(now.plus(lease)), most))
                .map(rows -> Rows.all(rows, Domain::of));
    }

    private static final String NOTE_CHECK = """
        UPDATE domain
        SET checked_at = $3, finding = $4::text::jsonb, tries = $5, missing_since = $6, next_check_at = $7
        WHERE org_id = $1 AND name = $2
        """;

    /**
     * Notes what a look-up found.
     *
     * @param missingSince since when the record of a verified domain has been missing, or null
     * @param next when to look next, or null for never
     */
    public Future<Void> noteCheck(
            Domain domain, Domain.Check check, @Nullable Instant missingSince, @Nullable Instant next) {
        return pool.preparedQuery(NOTE_CHECK)
                .execute(Tuple.from(new @Nullable Object[] {
                    domain.orgId(),
                    domain.name(),
                    Rows.at(check.at()),
                    check.finding(),
                    check.tries(),
                    missingSince == null ? null : Rows.at(missingSince),
                    next == null ? null : Rows.at(next)
                }))
                .mapEmpty();
    }

    private static final String NOTE_CHECK_OUT_OF_TURN = """
        UPDATE domain SET checked_at = $3, finding = $4::text::jsonb, missing_since = $5 WHERE org_id = $1 AND name = $2
        """;

    /** Notes what a look-up found for which it was not time: when to look next stays as it is. */
    public Future<Void> noteCheckOutOfTurn(Domain domain, Domain.Check check, @Nullable Instant missingSince) {
        return pool.preparedQuery(NOTE_CHECK_OUT_OF_TURN)
                .execute(Tuple.from(new @Nullable Object[] {
                    domain.orgId(),
                    domain.name(),
                    Rows.at(check.at()),
                    check.finding(),
                    missingSince == null ? null : Rows.at(missingSince)
                }))
                .mapEmpty();
    }

    private static final String SEED = """
        INSERT INTO domain (org_id, name, proof, verified_at) VALUES ($1, $2, 'attested', $3)
        """;

    /** Attests a domain of an organisation that is being made: nobody's standing depends on it yet. */
    public static Future<Void> seed(SqlClient transaction, Instant now, UUID orgId, String name) {
        return transaction
                .preparedQuery(SEED)
                .execute(Tuple.of(orgId, name, Rows.at(now)))
                .mapEmpty();
    }
}
