package dev.rollcall.core.store.people;

import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.MembershipRow.Kind;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Table {@code group_member}: one row a member, never part of a document. */
public final class GroupMemberTable {

    private static final String COLUMNS = """
        SELECT m.directory_id, m.group_id, m.member_value, m.member_type, m.member_id
        """;

    private static final String GROUP_NAME = """
         CROSS JOIN LATERAL (
               SELECT g.doc FROM directory_group g
                WHERE g.org_id = $1 AND g.directory_id = m.directory_id AND g.group_id = m.group_id
               OFFSET 0) g
        """;

    private static final String OF_GROUP = COLUMNS + """
          FROM unnest($2::uuid[]) AS k (group_id)
         CROSS JOIN LATERAL (
               SELECT * FROM group_member m
                WHERE m.org_id = $1 AND m.group_id = k.group_id
               OFFSET 0) m
        """;

    /** All members of groups. */
    public Future<List<MembershipRow>> loadGroups(
            SqlConnection connection, UUID orgId, List<DirectoryKey<UUID>> groups) {
        return connection
                .preparedQuery(OF_GROUP)
                .execute(Tuple.of(orgId, (Object) Column.ids(groups)))
                .map(GroupMemberTable::read);
    }

    private static final String NAMED = COLUMNS + """
          FROM unnest($2::uuid[], $3::text[]) AS k (group_id, member_value)
         CROSS JOIN LATERAL (
               SELECT * FROM group_member m
                WHERE m.org_id = $1 AND m.group_id = k.group_id AND m.member_value = k.member_value
               OFFSET 0) m
        """;

    /** Which of these memberships are there. */
    public Future<List<MembershipRow>> load(SqlConnection connection, UUID orgId, Collection<MembershipRow.Key> keys) {
        return connection
                .preparedQuery(NAMED)
                .execute(Tuple.of(
                        orgId,
                        Column.uuids(keys, MembershipRow.Key::groupId),
                        Column.texts(keys, MembershipRow.Key::value)))
                .map(GroupMemberTable::read);
    }

    private static final String PARKED = """
        SELECT m.directory_id, m.group_id, m.member_value, m.member_type, m.member_id, g.doc ->> 'displayName'
          FROM unnest($2::uuid[], $3::text[]) AS k (directory_id, member_value)
         CROSS JOIN LATERAL (
               SELECT * FROM group_member m
                WHERE m.org_id = $1 AND m.member_value = k.member_value AND m.member_id IS NULL
                  AND m.directory_id IS NOT DISTINCT FROM k.directory_id
               OFFSET 0) m
        """ + GROUP_NAME;

    /**
     * Members that wait under one of these values.
     *
     * @param names receives the displayName of every group found
     */
    public Future<List<MembershipRow>> loadParked(
            SqlConnection connection, UUID orgId, List<DirectoryKey<String>> values, Map<UUID, String> names) {
        return connection
                .preparedQuery(PARKED)
                .execute(Tuple.of(orgId, Column.directories(values), Column.words(values)))
                .map(rows -> read(rows, names));
    }

    private static final String OF_MEMBER = """
        SELECT m.directory_id, m.group_id, m.member_value, m.member_type, m.member_id, g.doc ->> 'displayName'
          FROM unnest($2::uuid[]) AS k (member_id)
         CROSS JOIN LATERAL (
               SELECT * FROM group_member m
                WHERE m.org_id = $1 AND m.member_id = k.member_id
               OFFSET 0) m
        """ + GROUP_NAME;

    /**
     * All memberships of users or groups.
     *
     * @param names receives the displayName of every group found
     */
    public Future<List<MembershipRow>> loadMembers(
            SqlConnection connection, UUID orgId, List<DirectoryKey<UUID>> members, Map<UUID, String> names) {
        return connection
                .preparedQuery(OF_MEMBER)
                .execute(Tuple.of(orgId, (Object) Column.ids(members)))
                .map(rows -> read(rows, names));
    }

    private static final String USERS_OF = """
        SELECT member_id FROM group_member
         WHERE org_id = $1 AND group_id = $2 AND member_value > $3 AND member_type = 'User' AND member_id IS NOT NULL
         ORDER BY member_value
         LIMIT $4
        """;

    /** The users in a group in the order of ids, behind one; their values are their ids. */
    public Future<List<UUID>> usersOf(SqlConnection connection, UUID orgId, UUID groupId, UUID after, int limit) {
        return connection
                .preparedQuery(USERS_OF)
                .execute(Tuple.of(orgId, groupId, after.toString(), (long) limit))
                .map(rows -> {
                    List<UUID> users = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        users.add(row.getUUID(0));
                    }
                    return users;
                });
    }

    private static final String LARGEST = """
        SELECT k.group_id
          FROM unnest($2::uuid[]) AS k (group_id)
         CROSS JOIN LATERAL (
               SELECT count(*) AS members FROM group_member m WHERE m.org_id = $1 AND m.group_id = k.group_id) c
         ORDER BY c.members DESC
         LIMIT 1
        """;

    /** Which of these groups has the most members. */
    public Future<UUID> largest(SqlConnection connection, UUID orgId, List<UUID> groups) {
        return connection
                .preparedQuery(LARGEST)
                .execute(Tuple.of(orgId, (Object) groups.toArray(UUID[]::new)))
                .map(rows -> rows.iterator().next().getUUID(0));
    }

    private static List<MembershipRow> read(RowSet<Row> rows, Map<UUID, String> names) {
        List<MembershipRow> memberships = new ArrayList<>(rows.size());
        for (Row row : rows) {
            memberships.add(read(row));
            names.put(row.getUUID(1), row.getString(5));
        }
        return memberships;
    }

    private static List<MembershipRow> read(RowSet<Row> rows) {
        List<MembershipRow> memberships = new ArrayList<>(rows.size());
        for (Row row : rows) {
            memberships.add(read(row));
        }
        return memberships;
    }

    private static MembershipRow read(Row row) {
        return new MembershipRow(
                row.getUUID(0), row.getUUID(1), row.getString(2), Kind.of(row.getString(3)), row.getUUID(4));
    }

    private static final String INSERT = """
        INSERT INTO group_member (org_id, directory_id, group_id, member_value, member_type, member_id)
        SELECT $1, t.directory_id, t.group_id, t.member_value, t.member_type, t.member_id
          FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[])
               AS t (directory_id, group_id, member_value, member_type, member_id)
        """;

    public Future<?> insert(SqlConnection connection, UUID orgId, Collection<MembershipRow> rows) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        orgId,
                        Column.uuids(rows, MembershipRow::directoryId),
                        Column.uuids(rows, MembershipRow::groupId),
                        Column.texts(rows, MembershipRow::value),
                        Column.texts(
                                rows,
                                row -> row.kind() == null ? null : row.kind().type()),
                        Column.uuids(rows, MembershipRow::memberId)));
    }

    private static final String DELETE = """
        DELETE FROM group_member
         USING unnest($2::uuid[], $3::text[]) AS k (group_id, member_value)
         CROSS JOIN LATERAL (
               SELECT m.ctid FROM group_member m
                WHERE m.org_id = $1 AND m.group_id = k.group_id AND m.member_value = k.member_value
               OFFSET 0) found
         WHERE group_member.ctid = found.ctid
        """;

    public Future<?> delete(SqlConnection connection, UUID orgId, Collection<MembershipRow> rows) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(
                        orgId, Column.uuids(rows, MembershipRow::groupId), Column.texts(rows, MembershipRow::value)));
    }
}
