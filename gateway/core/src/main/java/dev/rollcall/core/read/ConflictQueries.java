package dev.rollcall.core.read;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds members whose address is in a domain that another organisation has verified (R26), across all organisations. A conflict is
 * not stored anywhere: it exists as long as the membership and the verified domain do. Thread-safe.
 */
public final class ConflictQueries {

    private final SqlClient client;

    public ConflictQueries(SqlClient client) {
        this.client = client;
    }

    /** An organisation of a conflict. */
    public record Party(UUID orgId, String slug) {}

    /**
     * A conflict.
     *
     * @param memberId who is a member; also the id of the conflict
     * @param holder where
     * @param owner who has verified the domain
     * @param since when that was
     * @param directory the name of the directory that manages the member, or null for one invited by hand
     * @param awaiting the owner's user who is kept out by the member, or null
     * @param decision what was decided, or null
     */
    public record Conflict(
            UUID memberId,
            String email,
            String emailKey,
            String displayName,
            String role,
            String domain,
            Party holder,
            Party owner,
            Instant since,
            @Nullable String directory,
            @Nullable UUID awaiting,
            @Nullable Decided decision) {}

    /**
     * What the operator decided.
     *
     * @param keep whether the member stays; else the address is on its way to the owner
     * @param until when a member who is kept is kept no more, or null
     */
    public record Decided(boolean keep, @Nullable Instant until, Instant at, String by) {}

    /** Where a page begins: behind this conflict. */
    public record After(String domain, UUID memberId) {}

    /** A member who was kept until a time that has come. */
    public record Due(UUID orgId, UUID memberId, String emailKey) {}

    private static final String CONFLICTS = """
        SELECT c.member_id, m.email, c.email_key, m.display_name, m.role, d.name AS domain, c.org_id, h.slug,
               d.org_id AS owner_id, o.slug AS owner_slug, d.verified_at, y.name AS directory, w.user_id AS awaiting,
               k.keep, k.keep_until, k.decided_at, k.decided_by
        FROM domain d
        CROSS JOIN LATERAL (
          SELECT * FROM email_claim e WHERE e.domain = d.name AND e.org_id < d.org_id
          UNION ALL
          SELECT * FROM email_claim e WHERE e.domain = d.name AND e.org_id > d.org_id) c
        JOIN member m ON m.org_id = c.org_id AND m.member_id = c.member_id
        JOIN organization h ON h.org_id = c.org_id
        JOIN organization o ON o.org_id = d.org_id
        LEFT JOIN directory y ON y.org_id = m.org_id AND y.directory_id = m.directory_id
        LEFT JOIN conflict_decision k
          ON k.org_id = c.org_id AND k.email_key = c.email_key AND k.decided_at >= d.verified_at
        LEFT JOIN LATERAL (
          SELECT min(a.user_id::text)::uuid AS user_id FROM awaited_address a
          WHERE a.email_key = c.email_key AND a.org_id = d.org_id) w ON true
        WHERE d.verified_at IS NOT NULL
        """;

    private static final String LIST = CONFLICTS + """
          AND ($1::text IS NULL OR d.name = $1)
          AND (d.name, c.member_id) > ($2, $3)
        ORDER BY d.name, c.member_id
        LIMIT $4
        """;

    private static final After BEGINNING = new After("", new UUID(0, 0));

    /**
     * A page of them, by domain and then oldest member first.
     *
     * @param domain in its ASCII form, or null for all
     * @param after null for the first page
     */
    public Future<List<Conflict>> list(@Nullable String domain, @Nullable After after, int limit) {
        After from = after == null ? BEGINNING : after;
        return client.preparedQuery(LIST)
                .execute(Tuple.of(domain, from.domain(), from.memberId(), (long) limit))
                .map(ConflictQueries::all);
    }

    private static final String ONE = CONFLICTS + " AND c.member_id = $1";

    public Future<Optional<Conflict>> one(UUID memberId) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(memberId))
                .map(rows -> all(rows).stream().findFirst());
    }

    private static List<Conflict> all(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ConflictQueries::conflict)
                .toList();
    }

    private static Conflict conflict(Row row) {
        OffsetDateTime decided = row.getOffsetDateTime("decided_at");
        OffsetDateTime until = row.getOffsetDateTime("keep_until");
        return new Conflict(
                row.getUUID("member_id"),
                row.getString("email"),
                row.getString("email_key"),
                row.getString("display_name"),
                row.getString("role"),
                row.getString("domain"),
                new Party(row.getUUID("org_id"), row.getString("slug")),
                new Party(row.getUUID("owner_id"), row.getString("owner_slug")),
                row.getOffsetDateTime("verified_at").toInstant(),
                row.getString("directory"),
                row.getUUID("awaiting"),
                decided == null
                        ? null
                        : new Decided(
                                row.getBoolean("keep"),
                                until == null ? null : until.toInstant(),
                                decided.toInstant(),
                                row.getString("decided_by")));
    }

    private static final String TAKE = """
        UPDATE domain SET conflicts_due_at = $1::timestamptz + interval '1 minute'
        WHERE (org_id, name) = (
          SELECT org_id, name FROM domain WHERE conflicts_due_at <= $1
          ORDER BY conflicts_due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING name, conflicts_due_at
        """;

    /** A domain whose conflicts are to be told, taken for a minute, in which no other node tells them. */
    public record Untold(String domain, OffsetDateTime until) {}

    /** Takes the domain that has waited longest, if one does. */
    public Future<Optional<Untold>> takeUntold(Instant now) {
        return client.preparedQuery(TAKE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Untold(row.getString("name"), row.getOffsetDateTime("conflicts_due_at")))
                        .findFirst());
    }

    private static final String TOLD = """
        UPDATE domain SET conflicts_due_at = NULL WHERE name = $1 AND conflicts_due_at = $2
        """;

    /** Notes that the conflicts of a domain are told, unless it has changed hands since. */
    public Future<Void> told(Untold untold) {
        return client.preparedQuery(TOLD)
                .execute(Tuple.of(untold.domain(), untold.until()))
                .mapEmpty();
    }

    private static final String DUE = """
        SELECT org_id, member_id, email_key FROM conflict_decision
        WHERE keep AND keep_until IS NOT NULL AND keep_until <= $1
        ORDER BY keep_until
        LIMIT $2
        """;

    /** Those whose time has ended, longest ago first. */
    public Future<List<Due>> due(Instant now, int limit) {
        return client.preparedQuery(DUE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), (long) limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row ->
                                new Due(row.getUUID("org_id"), row.getUUID("member_id"), row.getString("email_key")))
                        .toList());
    }
}
