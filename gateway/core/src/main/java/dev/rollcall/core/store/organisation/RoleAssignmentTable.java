package dev.rollcall.core.store.organisation;

import dev.rollcall.core.model.row.RoleAssignment;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code role_assignment}: which groups and conditions give which roles, in order. */
public final class RoleAssignmentTable {

    private static final String DELETE_ALL = "DELETE FROM role_assignment WHERE org_id = $1 AND directory_id = $2";

    private static final String INSERT = """
        INSERT INTO role_assignment (org_id, directory_id, assignment_id, position, role, group_id, awaited_name,
                                     awaited_name_key, condition)
        SELECT $1, $2, t.id, t.position, t.role, t.group_id, t.name, t.name_key, t.condition::jsonb
          FROM unnest($3::uuid[], $4::integer[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[])
               AS t (id, position, role, group_id, name, name_key, condition)
        """;

    /** Makes these the directory's assignments. */
    public Future<?> replace(SqlConnection connection, UUID orgId, UUID directoryId, List<RoleAssignment> assignments) {
        Future<?> emptied = connection.preparedQuery(DELETE_ALL).execute(Tuple.of(orgId, directoryId));
        Future<?> filled = connection.preparedQuery(INSERT).execute(Tuple.from(new @Nullable Object[] {
            orgId,
            directoryId,
            Column.uuids(assignments, RoleAssignment::id),
            Column.ints(assignments, RoleAssignment::position),
            Column.texts(assignments, RoleAssignment::role),
            Column.uuids(assignments, RoleAssignment::groupId),
            Column.texts(assignments, RoleAssignment::awaitedName),
            Column.texts(assignments, RoleAssignment::awaitedKey),
            Column.texts(
                    assignments,
                    one -> one.condition() == null
                            ? null
                            : one.condition().toJson().toString())
        }));
        return emptied.compose(v -> filled);
    }

    private static final String BIND = """
        UPDATE role_assignment AS a
           SET group_id = t.group_id, awaited_name = t.awaited_name, awaited_name_key = t.awaited_name_key
          FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[])
               AS t (directory_id, assignment_id, group_id, awaited_name, awaited_name_key)
         WHERE a.org_id = $1 AND a.directory_id = t.directory_id AND a.assignment_id = t.assignment_id
        """;

    /** Writes which group each assignment means now. */
    public Future<?> bind(SqlConnection connection, UUID orgId, List<RoleAssignment> assignments) {
        return connection
                .preparedQuery(BIND)
                .execute(Tuple.of(
                        orgId,
                        Column.uuids(assignments, RoleAssignment::directoryId),
                        Column.uuids(assignments, RoleAssignment::id),
                        Column.uuids(assignments, RoleAssignment::groupId),
                        Column.texts(assignments, RoleAssignment::awaitedName),
                        Column.texts(assignments, RoleAssignment::awaitedKey)));
    }
}
