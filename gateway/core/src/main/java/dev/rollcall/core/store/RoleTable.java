package dev.rollcall.core.store;

import dev.rollcall.core.model.HouseRules.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.stream.StreamSupport;

/** Table {@code role}, as far as decisions depend on it. */
final class RoleTable {

    private static final String ALL = """
            SELECT name, seat FROM role ORDER BY name = 'admin' DESC, name = 'member' DESC, created_at, name
            """;

    /** Every role there is, the built-in ones first. */
    Future<List<Role>> loadAll(SqlConnection connection) {
        return connection
                .preparedQuery(ALL)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Role(row.getString(0), row.getBoolean(1)))
                        .toList());
    }
}
