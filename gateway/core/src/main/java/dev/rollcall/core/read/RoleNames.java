package dev.rollcall.core.read;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** The roles that somebody of an organisation can have. Thread-safe. */
public final class RoleNames {

    private static final List<String> BUILT_IN = List.of("admin", "member");

    private final SqlClient client;

    public RoleNames(SqlClient client) {
        this.client = client;
    }

    private static final String IN_USE = """
            SELECT role FROM role_assignment WHERE org_id = $1
            UNION
            SELECT default_role FROM directory WHERE org_id = $1 AND default_role IS NOT NULL
            UNION
            SELECT overflow_role FROM organization WHERE org_id = $1 AND overflow_role IS NOT NULL
            """;

    /** The built-in roles and those that a group, a directory or the seat policy gives. */
    public Future<SortedSet<String>> of(UUID orgId) {
        return client.preparedQuery(IN_USE).execute(Tuple.of(orgId)).map(rows -> {
            SortedSet<String> names = new TreeSet<>(BUILT_IN);
            for (Row row : rows) {
                names.add(row.getString(0));
            }
            return names;
        });
    }
}
