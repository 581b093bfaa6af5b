package dev.rollcall.core.admin;

import dev.rollcall.core.model.condition.Condition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code role_assignment}: which groups and conditions give which roles, in order of priority (R5, R6). Edited by rule commands alone. */
public final class RoleAssignments {

    private final SqlClient client;

    public RoleAssignments(SqlClient client) {
        this.client = client;
    }

    /**
     * One line of the list.
     *
     * @param position from 1; the lower, the stronger
     * @param groupId the group that gives the role, or null while no group with the awaited name has appeared
     * @param groupName displayName of that group; of the awaited one while there is none; null when the group is gone
     * @param condition what gives the role in place of a group, or null
     */
    public record RoleAssignment(
            UUID id,
            int position,
            String role,
            @Nullable UUID groupId,
            @Nullable String groupName,
            @Nullable Condition condition) {

        static RoleAssignment of(Row row) {
            return new RoleAssignment(
                    row.getUUID("assignment_id"),
                    row.getInteger("position"),
                    row.getString("role"),
                    row.getUUID("group_id"),
                    row.getString("group_name"),
                    Condition.stored(row.getString("condition")));
        }
    }

    private static final String LIST = """
        SELECT a.assignment_id, a.position, a.role, a.group_id, coalesce(g.doc ->> 'displayName', a.awaited_name) AS group_name,
           a.condition::text AS condition
        FROM role_assignment a
        LEFT JOIN directory_group g
          ON g.org_id = a.org_id AND g.directory_id = a.directory_id AND g.group_id = a.group_id
        WHERE a.org_id = $1 AND a.directory_id = $2
        ORDER BY a.position, a.assignment_id
        """;

    /** An assignment whose condition cannot be used any more, and why, in sentences. */
    public record Faulty(UUID directoryId, int position, String fault) {}

    private static final String CONDITIONS = """
        SELECT directory_id, position, condition::text AS condition
        FROM role_assignment
        WHERE org_id = $1 AND condition IS NOT NULL
        ORDER BY directory_id, position
        """;

    /** Those of an organisation that give nothing, because their conditions cannot be used any more. */
    public Future<List<Faulty>> faulty(UUID orgId) {
        return client.preparedQuery(CONDITIONS).execute(Tuple.of(orgId)).map(rows -> {
            List<Faulty> faulty = new ArrayList<>();
            for (Row row : rows) {
                Condition condition = Condition.stored(row.getString("condition"));
                String fault = condition == null ? null : condition.fault();
                if (fault != null) {
                    faulty.add(new Faulty(row.getUUID("directory_id"), row.getInteger("position"), fault));
                }
            }
            return faulty;
        });
    }

    /** The directory's assignments, strongest first. */
    public Future<List<RoleAssignment>> list(UUID orgId, UUID directoryId) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(orgId, directoryId))
                .map(rows -> Rows.all(rows, RoleAssignment::of));
    }
}
