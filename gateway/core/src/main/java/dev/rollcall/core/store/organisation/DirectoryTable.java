package dev.rollcall.core.store.organisation;

import dev.rollcall.core.model.row.DirectoryRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code directory}, as far as decisions depend on it. */
public final class DirectoryTable {

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
    public Future<Integer> seatsAwaitedInVain(SqlConnection connection, UUID orgId) {
        return connection
                .preparedQuery(SEATS_AWAITED_IN_VAIN)
                .execute(Tuple.of(orgId))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static final String CONFIGURE = """
        UPDATE directory
           SET state = $3, default_role = $4, activation_id = $5, guard_share = $6, guard_minimum = $7,
               guard_window_seconds = $8, nested_groups = $9
         WHERE org_id = $1 AND directory_id = $2
        """;

    /** Writes what administrators set. */
    public Future<?> configure(SqlConnection connection, UUID orgId, DirectoryRow directory) {
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
