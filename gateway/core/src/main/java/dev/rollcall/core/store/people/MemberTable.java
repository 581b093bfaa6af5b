package dev.rollcall.core.store.people;

import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MemberRow.Status;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code member}. */
public final class MemberTable {

    private static final String COLUMNS = """
        SELECT m.member_id, m.email, m.email_key, m.display_name, m.status, m.seat, m.directory_id, m.user_id, m.role,
               m.role_assignment_id, m.role_group_id, m.joined_at, m.changed_at, m.changed_by, m.awaited_role,
               m.activation_id, m.former_external_id
        """;

    private static final String OF_USER = COLUMNS + """
          FROM unnest($2::uuid[]) AS k (user_id)
         CROSS JOIN LATERAL (
               SELECT * FROM member m
                WHERE m.org_id = $1 AND m.user_id = k.user_id
               OFFSET 0) m
        """;

    /** The members that users of directories are. */
    public Future<List<MemberRow>> load(SqlConnection connection, UUID orgId, List<DirectoryKey<UUID>> users) {
        return connection
                .preparedQuery(OF_USER)
                .execute(Tuple.of(orgId, (Object) Column.ids(users)))
                .map(MemberTable::read);
    }

    private static final String BY_ID = COLUMNS + """
          FROM unnest($2::uuid[]) AS k (member_id)
         CROSS JOIN LATERAL (
               SELECT * FROM member m
                WHERE m.org_id = $1 AND m.member_id = k.member_id
               OFFSET 0) m
        """;

    public Future<List<MemberRow>> loadByIds(SqlConnection connection, UUID orgId, Collection<UUID> ids) {
        return connection
                .preparedQuery(BY_ID)
                .execute(Tuple.of(orgId, (Object) ids.toArray(UUID[]::new)))
                .map(MemberTable::read);
    }

    private static final String SUSPENDED_OF_ADDRESS = """
         CROSS JOIN LATERAL (
               SELECT * FROM member m
                WHERE m.org_id = $1 AND m.email_key = k.email_key AND m.status = 'suspended'
               OFFSET 0) m
        """;

    private static final String SUSPENDED =
            COLUMNS + " FROM unnest($2::text[]) AS k (email_key)\n" + SUSPENDED_OF_ADDRESS;

    /** Suspended members of these addresses. */
    public Future<List<MemberRow>> loadSuspended(SqlConnection connection, UUID orgId, Collection<String> emailKeys) {
        return connection
                .preparedQuery(SUSPENDED)
                .execute(Tuple.of(orgId, (Object) emailKeys.toArray(String[]::new)))
                .map(MemberTable::read);
    }

    private static final String SUSPENDED_OF_USERS = COLUMNS + UserTable.ADDRESSES_OF_USERS + SUSPENDED_OF_ADDRESS;

    /** Suspended members of the addresses that users have. */
    public Future<List<MemberRow>> suspendedOfUsers(
            SqlConnection connection, UUID orgId, List<DirectoryKey<UUID>> users) {
        return connection
                .preparedQuery(SUSPENDED_OF_USERS)
                .execute(Tuple.of(orgId, Column.directories(users), Column.ids(users)))
                .map(MemberTable::read);
    }

    private static final String ABANDONED = """
        SELECT m.member_id
          FROM unnest($2::uuid[]) AS k (member_id)
         CROSS JOIN LATERAL (
               SELECT m.member_id FROM member m
                 JOIN directory d ON d.org_id = $1 AND d.directory_id = m.directory_id AND d.state = 'active'
                 LEFT JOIN directory_user u
                   ON u.org_id = $1 AND u.directory_id = m.directory_id AND u.user_id = m.user_id
                WHERE m.org_id = $1 AND m.member_id = k.member_id AND u.active IS NOT TRUE
               OFFSET 0) m
        """;

    /** Those of these members whose directory is live and has deactivated or deleted them: only a rule keeps them. */
    public Future<List<UUID>> abandoned(SqlConnection connection, UUID orgId, List<UUID> members) {
        return ids(connection, ABANDONED, Tuple.of(orgId, (Object) members.toArray(UUID[]::new)));
    }

    private static final String AWAITING_SEAT = """
        SELECT m.member_id FROM member m
         WHERE m.org_id = $1 AND m.awaited_role IS NOT NULL AND m.member_id > $2
           AND (m.directory_id IS NULL
                OR EXISTS (
                   SELECT FROM directory d
                    WHERE d.org_id = $1 AND d.directory_id = m.directory_id AND d.state = 'active'))
         ORDER BY m.member_id
         LIMIT $3
        """;

    /** Members in the overflow role, by hand or of active directories, oldest first, behind one. */
    public Future<List<UUID>> awaitingSeat(SqlConnection connection, UUID orgId, UUID after, int limit) {
        return ids(connection, AWAITING_SEAT, Tuple.of(orgId, after, (long) limit));
    }

    private static final String ORPHANS = """
        SELECT member_id FROM member
         WHERE org_id = $1 AND user_id IS NULL AND directory_id = $4 AND member_id > $2
         ORDER BY member_id
         LIMIT $3
        """;

    /** Members of a directory whose record is gone, in the order of ids, behind one. */
    public Future<List<UUID>> orphans(SqlConnection connection, UUID orgId, UUID directoryId, UUID after, int limit) {
        return ids(connection, ORPHANS, Tuple.of(orgId, after, (long) limit, directoryId));
    }

    private static final String MADE_BY = """
        SELECT member_id FROM member
         WHERE org_id = $1 AND activation_id = $4 AND member_id > $2
         ORDER BY member_id
         LIMIT $3
        """;

    /** Members that an activation made, in the order of ids, behind one. Reads past all others: for rare commands. */
    public Future<List<UUID>> madeBy(SqlConnection connection, UUID orgId, UUID activationId, UUID after, int limit) {
        return ids(connection, MADE_BY, Tuple.of(orgId, after, (long) limit, activationId));
    }

    private static Future<List<UUID>> ids(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> {
            List<UUID> ids = new ArrayList<>(rows.size());
            for (Row row : rows) {
                ids.add(row.getUUID(0));
            }
            return ids;
        });
    }

    private static List<MemberRow> read(RowSet<Row> rows) {
        List<MemberRow> members = new ArrayList<>(rows.size());
        for (Row row : rows) {
            members.add(new MemberRow(
                    row.getUUID(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Status.of(row.getString(4)),
                    row.getBoolean(5),
                    row.getUUID(6),
                    row.getUUID(7),
                    row.getString(16),
                    new Grant(row.getString(8), row.getUUID(9), row.getUUID(10)),
                    row.getString(14),
                    row.getUUID(15),
                    row.getOffsetDateTime(11).toInstant(),
                    row.getOffsetDateTime(12).toInstant(),
                    row.getUUID(13)));
        }
        return members;
    }

    private static final String INSERT = """
        INSERT INTO member (org_id, member_id, email, email_key, display_name, status, seat, directory_id, user_id, role,
                            role_assignment_id, role_group_id, joined_at, changed_at, changed_by, awaited_role,
                            activation_id, former_external_id)
        SELECT $1, t.*
          FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::uuid[], $9::uuid[],
                      $10::text[], $11::uuid[], $12::uuid[], $13::timestamptz[], $14::timestamptz[], $15::uuid[], $16::text[],
                      $17::uuid[], $18::text[]) AS t
        """;

    private static final String UPDATE = INSERT + """
            ON CONFLICT (org_id, member_id) DO UPDATE
           SET email = excluded.email, email_key = excluded.email_key, display_name = excluded.display_name,
               status = excluded.status, seat = excluded.seat, directory_id = excluded.directory_id,
               user_id = excluded.user_id, role = excluded.role, role_assignment_id = excluded.role_assignment_id,
               role_group_id = excluded.role_group_id, awaited_role = excluded.awaited_role,
               activation_id = excluded.activation_id, former_external_id = excluded.former_external_id,
               changed_at = excluded.changed_at, changed_by = excluded.changed_by
        """;

    public Future<?> insert(SqlConnection connection, UUID orgId, List<MemberRow> members) {
        return connection.preparedQuery(INSERT).execute(tuple(orgId, members));
    }

    /** Finds the rows by their primary key, by way of ON CONFLICT: it needs no plan. */
    public Future<?> update(SqlConnection connection, UUID orgId, List<MemberRow> members) {
        return connection.preparedQuery(UPDATE).execute(tuple(orgId, members));
    }

    private static Tuple tuple(UUID orgId, List<MemberRow> members) {
        return Tuple.from(new @Nullable Object[] {
            orgId,
            Column.uuids(members, MemberRow::id),
            Column.texts(members, MemberRow::email),
            Column.texts(members, MemberRow::emailKey),
            Column.texts(members, MemberRow::displayName),
            Column.texts(members, member -> member.status().word()),
            Column.flags(members, MemberRow::seat),
            Column.uuids(members, MemberRow::directoryId),
            Column.uuids(members, MemberRow::userId),
            Column.texts(members, member -> member.grant().role()),
            Column.uuids(members, member -> member.grant().assignmentId()),
            Column.uuids(members, member -> member.grant().groupId()),
            Column.times(members, MemberRow::joined),
            Column.times(members, MemberRow::changed),
            Column.uuids(members, MemberRow::changedBy),
            Column.texts(members, MemberRow::awaitedRole),
            Column.uuids(members, MemberRow::activationId),
            Column.texts(members, MemberRow::formerExternalId)
        });
    }

    private static final String DELETE = """
        DELETE FROM member
         USING unnest($2::uuid[]) AS k (member_id)
         CROSS JOIN LATERAL (
               SELECT m.ctid FROM member m
                WHERE m.org_id = $1 AND m.member_id = k.member_id
               OFFSET 0) found
         WHERE member.ctid = found.ctid
        """;

    public Future<?> delete(SqlConnection connection, UUID orgId, List<MemberRow> members) {
        return connection.preparedQuery(DELETE).execute(Tuple.of(orgId, (Object) Column.uuids(members, MemberRow::id)));
    }
}
