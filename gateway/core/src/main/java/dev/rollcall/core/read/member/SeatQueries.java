package dev.rollcall.core.read.member;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds out who holds an organisation's seats, and how many were in use in the past (R16). Thread-safe. */
public final class SeatQueries {

    private final SqlClient client;

    public SeatQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * Seats of members who came in the same way.
     *
     * @param directoryId the directory that manages them, or null for nobody's
     */
    public record Holders(@Nullable UUID directoryId, long seats) {}

    private static final String BY_DIRECTORY = """
        SELECT nullif(directory_id, '00000000-0000-0000-0000-000000000000') AS directory_id, sum(people)::bigint AS seats
        FROM head_count
        WHERE org_id = $1 AND kind = 'member' AND seat
        GROUP BY 1
        HAVING sum(people) > 0
        ORDER BY 1
        """;

    /** How many seats the members of each directory hold; those of nobody's come last. */
    public Future<List<Holders>> byDirectory(UUID orgId) {
        return client.preparedQuery(BY_DIRECTORY)
                .execute(Tuple.of(orgId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Holders(row.getUUID("directory_id"), row.getLong("seats")))
                        .toList());
    }

    /** How many seats were in use behind one entry of the ledger. */
    public record Point(Instant at, int used) {}

    /** Entries have no gaps, so that a few of them, evenly spread, are found by their numbers. */
    private static final String HISTORY = """
        WITH ends AS MATERIALIZED (
          SELECT (SELECT min(entry) FROM seat_ledger WHERE org_id = $1) AS first,
                 (SELECT max(entry) FROM seat_ledger WHERE org_id = $1) AS last),
        shown AS MATERIALIZED (
          SELECT DISTINCT first + (last - first) * n / ($2 - 1) AS entry FROM ends, generate_series(0, $2 - 1) n)
        SELECT l.at, l.balance
        FROM shown s
        CROSS JOIN LATERAL (
          SELECT at, balance FROM seat_ledger WHERE org_id = $1 AND entry >= s.entry ORDER BY entry LIMIT 1) l
        ORDER BY s.entry
        """;

    /**
     * The seats in use since the first was taken, oldest first.
     *
     * @param points how many moments are wanted, at least 2; there are fewer while fewer seats were taken and freed
     */
    public Future<List<Point>> history(UUID orgId, int points) {
        return client.preparedQuery(HISTORY)
                .execute(Tuple.of(orgId, (long) points))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Point(row.getOffsetDateTime("at").toInstant(), row.getInteger("balance")))
                        .toList());
    }
}
