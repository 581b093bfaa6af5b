package dev.rollcall.core.store.people;

import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.Nesting.Ancestor;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Table {@code group_ancestor}: the groups that each group is in, at any depth; no group is its own ancestor. */
public final class GroupAncestorTable {

    private static final String REFRESH = """
        WITH RECURSIVE concerned AS MATERIALIZED (
          SELECT k.group_id FROM unnest($2::uuid[]) AS k (group_id)
           UNION
          SELECT a.group_id
            FROM unnest($2::uuid[]) AS k (group_id)
           CROSS JOIN LATERAL (
                 SELECT * FROM group_ancestor a WHERE a.org_id = $1 AND a.ancestor_id = k.group_id OFFSET 0) a
        ), up AS (
          SELECT c.group_id, m.directory_id, m.group_id AS ancestor_id
            FROM concerned c
           CROSS JOIN LATERAL (
                 SELECT * FROM group_member m WHERE m.org_id = $1 AND m.member_id = c.group_id OFFSET 0) m
           UNION
          SELECT up.group_id, m.directory_id, m.group_id
            FROM up
           CROSS JOIN LATERAL (
                 SELECT * FROM group_member m WHERE m.org_id = $1 AND m.member_id = up.ancestor_id OFFSET 0) m
        ), wanted AS MATERIALIZED (
          SELECT * FROM up WHERE group_id <> ancestor_id
        ), gone AS (
          DELETE FROM group_ancestor a
           USING concerned c
           WHERE a.org_id = $1 AND a.group_id = c.group_id
             AND NOT EXISTS (SELECT FROM wanted w WHERE w.group_id = a.group_id AND w.ancestor_id = a.ancestor_id)
          RETURNING a.directory_id, a.group_id
        ), come AS (
          INSERT INTO group_ancestor (org_id, directory_id, group_id, ancestor_id)
          SELECT $1, w.directory_id, w.group_id, w.ancestor_id FROM wanted w
          ON CONFLICT DO NOTHING
          RETURNING directory_id, group_id
        )
        SELECT directory_id, group_id FROM gone UNION SELECT directory_id, group_id FROM come
        """;

    /**
     * Makes the rows true again after groups came into groups or left them. All groups below such a group are concerned, as the rows
     * still say; what each of them is in is found anew by way of direct memberships.
     *
     * @param moved the groups that came or left
     * @return the groups that are in others now than before
     */
    public Future<List<DirectoryKey<UUID>>> refresh(SqlConnection connection, UUID orgId, Collection<UUID> moved) {
        return connection
                .preparedQuery(REFRESH)
                .execute(Tuple.of(orgId, (Object) moved.toArray(UUID[]::new)))
                .map(rows -> {
                    List<DirectoryKey<UUID>> groups = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        groups.add(new DirectoryKey<>(row.getUUID(0), row.getUUID(1)));
                    }
                    return groups;
                });
    }

    private static final String MAPPED = """
        SELECT a.group_id, a.ancestor_id
          FROM unnest($2::uuid[]) AS k (group_id)
         CROSS JOIN LATERAL (
               SELECT * FROM group_ancestor a WHERE a.org_id = $1 AND a.group_id = k.group_id OFFSET 0) a
         WHERE EXISTS (
               SELECT FROM role_assignment r
                WHERE r.org_id = $1 AND r.directory_id = a.directory_id AND r.group_id = a.ancestor_id)
        """;

    /** What these groups are in that gives a role. */
    public Future<List<Ancestor>> mapped(SqlConnection connection, UUID orgId, Collection<UUID> groups) {
        return connection
                .preparedQuery(MAPPED)
                .execute(Tuple.of(orgId, (Object) groups.toArray(UUID[]::new)))
                .map(rows -> {
                    List<Ancestor> ancestors = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        ancestors.add(new Ancestor(row.getUUID(0), row.getUUID(1)));
                    }
                    return ancestors;
                });
    }

    private static final String BELOW =
            "SELECT group_id FROM group_ancestor WHERE org_id = $1 AND ancestor_id = $2 ORDER BY group_id";

    /** The groups that are in a group, at any depth. */
    public Future<List<UUID>> below(SqlConnection connection, UUID orgId, UUID groupId) {
        return connection.preparedQuery(BELOW).execute(Tuple.of(orgId, groupId)).map(rows -> {
            List<UUID> groups = new ArrayList<>(rows.size());
            for (Row row : rows) {
                groups.add(row.getUUID(0));
            }
            return groups;
        });
    }
}
