package dev.rollcall.core.read;

import dev.rollcall.core.model.MassGuard;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;

/** How a directory is guarded against mass changes (R21). Thread-safe. */
public final class GuardQueries {

    private final SqlClient client;

    public GuardQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * The guard as it stands.
     *
     * @param activeMembers active members that the directory manages now
     * @param held changes that it holds and nobody has decided
     */
    public record Guard(MassGuard guard, int activeMembers, long held) {}

    private static final String OF_DIRECTORY = """
            SELECT guard_share, guard_minimum, guard_window_seconds, guard_since, guard_base, guard_count, active_members,
                   (SELECT count(*) FROM hold h
                    WHERE h.org_id = d.org_id AND h.directory_id = d.directory_id AND h.kind = 'mass_change'
                      AND h.state = 'open' AND h.closed_at IS NULL) AS held
            FROM directory d
            WHERE org_id = $1 AND directory_id = $2
            """;

    /** The guard of a directory that exists. */
    public Future<Guard> of(UUID orgId, UUID directoryId) {
        return client.preparedQuery(OF_DIRECTORY)
                .execute(Tuple.of(orgId, directoryId))
                .map(rows -> guard(rows.iterator().next()));
    }

    private static Guard guard(Row row) {
        OffsetDateTime since = row.getOffsetDateTime("guard_since");
        return new Guard(
                new MassGuard(
                        row.getInteger("guard_share"),
                        row.getInteger("guard_minimum"),
                        Duration.ofSeconds(row.getInteger("guard_window_seconds")),
                        since == null ? null : since.toInstant(),
                        row.getInteger("guard_base"),
                        row.getInteger("guard_count")),
                row.getInteger("active_members"),
                row.getLong("held"));
    }
}
