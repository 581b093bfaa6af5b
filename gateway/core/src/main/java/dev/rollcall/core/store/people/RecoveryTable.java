package dev.rollcall.core.store.people;

import dev.rollcall.core.model.row.Recovery;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code recovery_admin}: the few members whom the operator made admins for a time. */
public final class RecoveryTable {

    private static final String ALL = """
        SELECT member_id, granted_by, reason, granted_at, ends_at, former_role, made
          FROM recovery_admin
         WHERE org_id = $1
         ORDER BY member_id
        """;

    public Future<List<Recovery>> loadAll(SqlConnection connection, UUID orgId) {
        return connection.preparedQuery(ALL).execute(Tuple.of(orgId)).map(rows -> {
            List<Recovery> recoveries = new ArrayList<>(rows.size());
            for (Row row : rows) {
                recoveries.add(new Recovery(
                        row.getUUID(0),
                        row.getString(1),
                        row.getString(2),
                        row.getOffsetDateTime(3).toInstant(),
                        row.getOffsetDateTime(4).toInstant(),
                        row.getString(5),
                        row.getBoolean(6)));
            }
            return recoveries;
        });
    }

    private static final String PUT = """
        INSERT INTO recovery_admin (org_id, member_id, granted_by, reason, granted_at, ends_at, former_role, made)
        SELECT $1, t.*
          FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::boolean[])
               AS t
            ON CONFLICT (org_id, member_id) DO UPDATE
           SET granted_by = excluded.granted_by, reason = excluded.reason, granted_at = excluded.granted_at,
               ends_at = excluded.ends_at
        """;

    public Future<?> put(SqlConnection connection, UUID orgId, List<Recovery> rows) {
        return connection.preparedQuery(PUT).execute(Tuple.from(new @Nullable Object[] {
            orgId,
            Column.uuids(rows, Recovery::memberId),
            Column.texts(rows, Recovery::grantedBy),
            Column.texts(rows, Recovery::reason),
            Column.times(rows, Recovery::granted),
            Column.times(rows, Recovery::ends),
            Column.texts(rows, Recovery::formerRole),
            Column.flags(rows, Recovery::made)
        }));
    }

    private static final String DELETE = "DELETE FROM recovery_admin WHERE org_id = $1 AND member_id = ANY ($2)";

    public Future<?> delete(SqlConnection connection, UUID orgId, List<Recovery> rows) {
        return connection.preparedQuery(DELETE).execute(Tuple.of(orgId, (Object)
                Column.uuids(rows, Recovery::memberId)));
    }
}
