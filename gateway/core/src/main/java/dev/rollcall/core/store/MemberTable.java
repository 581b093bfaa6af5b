package dev.rollcall.core.store;

import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.MemberRow;
import dev.rollcall.core.model.MemberRow.Status;
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
final class MemberTable {

    private static final String COLUMNS = """
            SELECT m.member_id, m.email, m.email_key, m.display_name, m.status, m.seat, m.directory_id, m.user_id, m.role,
                   m.role_assignment_id, m.role_group_id, m.joined_at, m.changed_at, m.changed_by
            """;

    private static final String OF_USER = COLUMNS + """
              FROM unnest($2::uuid[]) AS k (user_id)
             CROSS JOIN LATERAL (
                   SELECT * FROM member m
                    WHERE m.org_id = $1 AND m.user_id = k.user_id
                   OFFSET 0) m
            """;

    /** The members that users of directories are. */
    Future<List<MemberRow>> load(SqlConnection connection, UUID orgId, List<DirectoryKey<UUID>> users) {
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

    /** The members that hold claims. */
    Future<List<MemberRow>> loadHolders(SqlConnection connection, UUID orgId, Collection<Claim> claims) {
        return connection
                .preparedQuery(BY_ID)
                .execute(Tuple.of(orgId, (Object) Column.uuids(claims, Claim::memberId)))
                .map(MemberTable::read);
    }

    private static List<MemberRow> read(RowSet<Row> rows) {
        List<MemberRow> members = new ArrayList<>(rows.size());
        for (Row row : rows) {
            members.add(new MemberRow(
                    row.getUUID(0),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4).equals(Status.ACTIVE.word()) ? Status.ACTIVE : Status.SUSPENDED,
                    row.getBoolean(5),
                    row.getUUID(6),
                    row.getUUID(7),
                    new Grant(row.getString(8), row.getUUID(9), row.getUUID(10)),
                    row.getOffsetDateTime(11).toInstant(),
                    row.getOffsetDateTime(12).toInstant(),
                    row.getUUID(13)));
        }
        return members;
    }

    private static final String INSERT = """
            INSERT INTO member (org_id, member_id, email, email_key, display_name, status, seat, directory_id, user_id, role,
                                role_assignment_id, role_group_id, joined_at, changed_at, changed_by)
            SELECT $1, t.*
              FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::uuid[], $9::uuid[],
                          $10::text[], $11::uuid[], $12::uuid[], $13::timestamptz[], $14::timestamptz[], $15::uuid[]) AS t
            """;

    private static final String UPDATE = INSERT + """
                ON CONFLICT (org_id, member_id) DO UPDATE
               SET email = excluded.email, email_key = excluded.email_key, display_name = excluded.display_name,
                   status = excluded.status, seat = excluded.seat, directory_id = excluded.directory_id,
                   user_id = excluded.user_id, role = excluded.role, role_assignment_id = excluded.role_assignment_id,
                   role_group_id = excluded.role_group_id, changed_at = excluded.changed_at,
                   changed_by = excluded.changed_by
            """;

    Future<?> insert(SqlConnection connection, UUID orgId, List<MemberRow> members) {
        return connection.preparedQuery(INSERT).execute(tuple(orgId, members));
    }

    /** Finds the rows by their primary key, by way of ON CONFLICT: it needs no plan. */
    Future<?> update(SqlConnection connection, UUID orgId, List<MemberRow> members) {
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
            Column.uuids(members, MemberRow::changedBy)
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

    Future<?> delete(SqlConnection connection, UUID orgId, List<MemberRow> members) {
        return connection.preparedQuery(DELETE).execute(Tuple.of(orgId, (Object) Column.uuids(members, MemberRow::id)));
    }
}
