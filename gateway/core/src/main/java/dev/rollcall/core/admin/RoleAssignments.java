package dev.rollcall.core.admin;

import dev.rollcall.scim.schema.CaseFold;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code role_assignment}: which groups give which roles, in order of priority (R5, R6). */
public final class RoleAssignments {

    private final Pool pool;

    public RoleAssignments(Pool pool) {
        this.pool = pool;
    }

    /**
     * One line of the list.
     *
     * @param position from 1; the lower, the stronger
     * @param groupId the group that gives the role, or null while none of the awaited name has appeared
     * @param groupName displayName of that group; of the awaited one while there is none; null when the group is gone
     */
    public record RoleAssignment(
            UUID id,
            int position,
            String role,
            @Nullable UUID groupId,
            @Nullable String groupName) {

        static RoleAssignment of(Row row) {
            return new RoleAssignment(
                    row.getUUID("assignment_id"),
                    row.getInteger("position"),
                    row.getString("role"),
                    row.getUUID("group_id"),
                    row.getString("group_name"));
        }
    }

    private static final String LIST = """
            SELECT a.assignment_id, a.position, a.role, a.group_id, coalesce(g.doc ->> 'displayName', a.awaited_name) AS group_name
            FROM role_assignment a
            LEFT JOIN directory_group g
              ON g.org_id = a.org_id AND g.directory_id = a.directory_id AND g.group_id = a.group_id
            WHERE a.org_id = $1 AND a.directory_id = $2
            ORDER BY a.position, a.assignment_id
            """;

    /** The directory's assignments, strongest first. */
    public Future<List<RoleAssignment>> list(UUID orgId, UUID directoryId) {
        return list(pool, orgId, directoryId);
    }

    static Future<List<RoleAssignment>> list(SqlClient db, UUID orgId, UUID directoryId) {
        return db.preparedQuery(LIST)
                .execute(Tuple.of(orgId, directoryId))
                .map(rows -> Rows.all(rows, RoleAssignment::of));
    }

    private static final String APPEND_GROUP = """
            INSERT INTO role_assignment (org_id, directory_id, assignment_id, position, role, group_id)
            SELECT $1, $2, $3, (SELECT coalesce(max(position), 0) + 1 FROM role_assignment WHERE org_id = $1 AND directory_id = $2),
                   $4, group_id
            FROM directory_group
            WHERE org_id = $1 AND directory_id = $2 AND group_id = $5
            """;

    /**
     * Adds the weakest assignment: members of this group get the role. Who is a member already keeps the present role until a
     * command touches them. Fails with {@link AdminException} when the directory has no such group.
     *
     * @return the assignment's id
     */
    public Future<UUID> appendGroup(UUID orgId, UUID directoryId, UUID groupId, String role) {
        UUID id = Rows.newId();
        return pool.withTransaction(transaction -> Rows.lock(transaction, orgId)
                .compose(locked -> transaction
                        .preparedQuery(APPEND_GROUP)
                        .execute(Tuple.of(orgId, directoryId, id, role, groupId)))
                .compose(rows -> rows.rowCount() == 1
                        ? Future.succeededFuture(id)
                        : Future.failedFuture(AdminException.notFound("The directory has no group " + groupId + "."))));
    }

    private static final String APPEND_AWAITED = """
            INSERT INTO role_assignment
              (org_id, directory_id, assignment_id, position, role, awaited_name, awaited_name_key, group_id)
            SELECT $1, $2, $3, (SELECT coalesce(max(position), 0) + 1 FROM role_assignment WHERE org_id = $1 AND directory_id = $2),
                   $4, $5, $6,
                   (SELECT group_id FROM directory_group
                    WHERE org_id = $1 AND directory_id = $2 AND display_name_key = $6
                    ORDER BY group_id LIMIT 1)
            FROM directory
            WHERE org_id = $1 AND directory_id = $2
            """;

    /**
     * Adds the weakest assignment: members of the group of this name get the role, whether it exists already or is pushed
     * later. Fails with {@link AdminException} when the organisation has no such directory.
     *
     * @return the assignment's id
     */
    public Future<UUID> appendAwaited(UUID orgId, UUID directoryId, String groupName, String role) {
        return pool.withTransaction(transaction -> Rows.lock(transaction, orgId)
                .compose(locked -> appendAwaited(transaction, orgId, directoryId, groupName, role)));
    }

    /** The same in a transaction that holds the organisation's lock. */
    static Future<UUID> appendAwaited(SqlClient locked, UUID orgId, UUID directoryId, String groupName, String role) {
        UUID id = Rows.newId();
        return locked.preparedQuery(APPEND_AWAITED)
                .execute(Tuple.of(orgId, directoryId, id, role, groupName, CaseFold.fold(groupName)))
                .compose(rows -> rows.rowCount() == 1
                        ? Future.succeededFuture(id)
                        : Future.failedFuture(Directories.noSuchDirectory(directoryId)));
    }
}
