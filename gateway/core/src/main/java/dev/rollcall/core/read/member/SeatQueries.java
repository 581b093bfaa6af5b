package dev.rollcall.core.read.member;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Who holds an organisation's seats (R16). Thread-safe. */
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
}
