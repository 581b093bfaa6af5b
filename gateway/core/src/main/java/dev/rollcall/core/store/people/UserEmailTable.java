package dev.rollcall.core.store.people;

import dev.rollcall.core.decide.workspace.Addresses;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Table {@code directory_user_email}: every address of a user, for look-ups. */
public final class UserEmailTable {

    private static final String DELETE = """
        DELETE FROM directory_user_email
         USING unnest($2::uuid[]) AS k (user_id)
         CROSS JOIN LATERAL (
               SELECT e.ctid FROM directory_user_email e
                WHERE e.org_id = $1 AND e.user_id = k.user_id
               OFFSET 0) found
         WHERE directory_user_email.ctid = found.ctid
        """;

    /** Removes the rows of users. */
    public Future<?> delete(SqlConnection connection, UUID orgId, Collection<UserRow> users) {
        return connection.preparedQuery(DELETE).execute(Tuple.of(orgId, (Object) Column.uuids(users, UserRow::id)));
    }

    private static final String INSERT = """
        INSERT INTO directory_user_email (org_id, directory_id, email_key, user_id)
        SELECT $1, t.directory_id, t.email_key, t.user_id
          FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS t (directory_id, email_key, user_id)
        """;

    /** A row: under this key the user is found. */
    public record Address(UUID directoryId, String key, UUID userId) {}

    /** The rows of users. */
    public static List<Address> addresses(Collection<UserRow> users) {
        List<Address> rows = new ArrayList<>();
        for (UserRow user : users) {
            for (String key : Addresses.keys(user.document())) {
                rows.add(new Address(user.directoryId(), key, user.id()));
            }
        }
        return rows;
    }

    /** Writes the rows of users that have none. */
    public Future<?> insert(SqlConnection connection, UUID orgId, List<Address> rows) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        orgId,
                        Column.uuids(rows, Address::directoryId),
                        Column.texts(rows, Address::key),
                        Column.uuids(rows, Address::userId)));
    }
}
