package dev.rollcall.core.read;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds the groups of a directory for an administrator who gives them roles (R5, R8). Thread-safe. */
public final class GroupQueries {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final SqlClient client;

    public GroupQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * A group and the role that it gives.
     *
     * @param members how many it has
     * @param unknownMembers how many of them name nobody that the IdP has sent so far
     * @param assignmentId the role assignment, or null: the group grants nothing (R8)
     * @param role the role that it gives, or null
     * @param position the assignment's place in the order, or null
     */
    public record MappedGroup(
            UUID id,
            String displayName,
            @Nullable String externalId,
            long members,
            long unknownMembers,
            @Nullable UUID assignmentId,
            @Nullable String role,
            @Nullable Integer position) {

        static MappedGroup of(Row row) {
            return new MappedGroup(
                    row.getUUID("group_id"),
                    row.getString("display_name"),
                    row.getString("external_id"),
                    row.getLong("members"),
                    row.getLong("unknown_members"),
                    row.getUUID("assignment_id"),
                    row.getString("role"),
                    row.getInteger("position"));
        }
    }

    /** Members are counted in the primary key alone, and those who are not known in their own index: no row of them is read. */
    private static final String LIST = """
        WITH shown AS MATERIALIZED (
          SELECT g.org_id, g.directory_id, g.group_id, g.doc ->> 'displayName' AS display_name, g.external_id
          FROM directory_group g
          WHERE g.org_id = $1 AND g.directory_id = $2 AND g.group_id > $3
          ORDER BY g.group_id
          LIMIT $4),
        parked AS MATERIALIZED (
          SELECT m.group_id, count(*) AS members
          FROM group_member m
          WHERE m.org_id = $1 AND m.member_id IS NULL AND m.group_id IN (SELECT s.group_id FROM shown s)
          GROUP BY m.group_id)
        SELECT g.group_id, g.display_name, g.external_id, m.members, coalesce(p.members, 0) AS unknown_members,
               a.assignment_id, a.role, a.position
        FROM shown g
        LEFT JOIN parked p ON p.group_id = g.group_id
        LEFT JOIN LATERAL (
          SELECT assignment_id, role, position
          FROM role_assignment
          WHERE org_id = g.org_id AND directory_id = g.directory_id AND group_id = g.group_id
          ORDER BY position
          LIMIT 1) a ON true
        CROSS JOIN LATERAL (
          SELECT count(*) AS members
          FROM group_member
          WHERE org_id = g.org_id AND group_id = g.group_id) m
        ORDER BY g.group_id
        """;

    /**
     * The next groups, oldest first.
     *
     * @param after the id of the last one that is known, or null from the start
     */
    public Future<List<MappedGroup>> list(UUID orgId, UUID directoryId, @Nullable UUID after, int limit) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(orgId, directoryId, after == null ? BEFORE_ALL : after, (long) limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(MappedGroup::of)
                        .toList());
    }
}
