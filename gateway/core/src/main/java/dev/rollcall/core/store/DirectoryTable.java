package dev.rollcall.core.store;

import dev.rollcall.core.model.DirectoryRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Table {@code directory}, as far as decisions depend on it. */
final class DirectoryTable {

    private static final String LOAD = """
            SELECT directory_id, state, default_role, activation_id
              FROM directory
             WHERE org_id = $1 AND directory_id = ANY ($2)
            """;

    Future<List<DirectoryRow>> load(SqlConnection connection, UUID orgId, Collection<UUID> ids) {
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of(orgId, (Object) ids.toArray(UUID[]::new)))
                .map(rows -> {
                    List<DirectoryRow> directories = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        directories.add(new DirectoryRow(
                                row.getUUID(0),
                                DirectoryRow.State.of(row.getString(1)),
                                row.getString(2),
                                row.getUUID(3)));
                    }
                    return directories;
                });
    }
}
