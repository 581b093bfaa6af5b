package dev.rollcall.core.store;

import dev.rollcall.core.model.DirectoryRow;
import dev.rollcall.core.model.MassGuard;
import dev.rollcall.core.model.Nesting;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code directory}, as far as decisions depend on it. */
final class DirectoryTable {

    private static final String COLUMNS = """
        SELECT directory_id, name, state, default_role, activation_id, active_members, guard_share, guard_minimum,
               guard_window_seconds, guard_since, guard_base, guard_count, mass_hold, mass_held, nested_groups,
               EXISTS (SELECT FROM group_ancestor a
                        WHERE a.org_id = directory.org_id AND a.directory_id = directory.directory_id) AS nests
          FROM directory
        """;

    private static final String LOAD = COLUMNS + " WHERE org_id = $1 AND directory_id = ANY ($2)";

    Future<List<DirectoryRow>> load(SqlConnection connection, UUID orgId, Collection<UUID> ids) {
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of(orgId, (Object) ids.toArray(UUID[]::new)))
                .map(DirectoryTable::read);
    }

    private static final String LOAD_ALL = COLUMNS + " WHERE org_id = $1 ORDER BY directory_id";

    Future<List<DirectoryRow>> loadAll(SqlConnection connection, UUID orgId) {
        return connection.preparedQuery(LOAD_ALL).execute(Tuple.of(orgId)).map(DirectoryTable::read);
    }

    private static final String SEATS_AWAITED_IN_VAIN = """
        SELECT ((SELECT count(*) FROM directory d
                   JOIN directory_user u ON u.org_id = d.org_id AND u.directory_id = d.directory_id
                  WHERE d.org_id = $1 AND d.state = 'paused'
                    AND u.org_id = $1 AND u.waits_for IN ('no_seat_available', 'awaits_approval'))
             + (SELECT count(*) FROM directory d
                  JOIN member m ON m.org_id = d.org_id AND m.directory_id = d.directory_id
                 WHERE d.org_id = $1 AND d.state = 'paused'
                   AND m.org_id = $1 AND m.awaited_role IS NOT NULL))::integer
        """;

    /** How many people of paused directories wait for a seat: they get none before their directory is resumed. */
    Future<Integer> seatsAwaitedInVain(SqlConnection connection, UUID orgId) {
        return connection
                .preparedQuery(SEATS_AWAITED_IN_VAIN)
                .execute(Tuple.of(orgId))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static List<DirectoryRow> read(RowSet<Row> rows) {
        List<DirectoryRow> directories = new ArrayList<>(rows.size());
        for (Row row : rows) {
            OffsetDateTime since = row.getOffsetDateTime(9);
            directories.add(new DirectoryRow(
                    row.getUUID(0),
                    row.getString(1),
                    DirectoryRow.State.of(row.getString(2)),
                    row.getString(3),
                    row.getUUID(4),
                    row.getInteger(5),
                    new MassGuard(
                            row.getInteger(6),
                            row.getInteger(7),
                            Duration.ofSeconds(row.getInteger(8)),
                            since == null ? null : since.toInstant(),
                            row.getInteger(10),
                            row.getInteger(11)),
                    row.getUUID(12),
                    row.getInteger(13),
                    new Nesting(row.getBoolean(14), row.getBoolean(15))));
        }
        return directories;
    }

    private static final String CONFIGURE = """
        UPDATE directory
           SET state = $3, default_role = $4, activation_id = $5, guard_share = $6, guard_minimum = $7,
               guard_window_seconds = $8, nested_groups = $9
         WHERE org_id = $1 AND directory_id = $2
        """;

    /** Writes what administrators set. */
    Future<?> configure(SqlConnection connection, UUID orgId, DirectoryRow directory) {
        return connection.preparedQuery(CONFIGURE).execute(Tuple.from(new @Nullable Object[] {
            orgId,
            directory.id(),
            directory.state().word(),
            directory.defaultRole(),
            directory.activationId(),
            directory.guard().share(),
            directory.guard().minimum(),
            (int) directory.guard().window().toSeconds(),
            directory.nesting().counts()
        }));
    }
}
