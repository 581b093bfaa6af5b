package dev.rollcall.core.store;

import dev.rollcall.core.decide.Addresses;
import dev.rollcall.core.model.UserRow;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Table {@code directory_user_email}: every address of a user, for look-ups. */
final class UserEmailTable {

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
    Future<?> delete(SqlConnection connection, UUID orgId, Collection<UserRow> users) {
        return connection.preparedQuery(DELETE).execute(Tuple.of(orgId, (Object) Column.uuids(users, UserRow::id)));
    }

    private static final String INSERT = """
            INSERT INTO directory_user_email (org_id, directory_id, email_key, user_id)
            SELECT $1, t.directory_id, t.email_key, t.user_id
              FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS t (directory_id, email_key, user_id)
            """;

    /** Writes the rows of users that have none. */
    Future<?> insert(SqlConnection connection, UUID orgId, Collection<UserRow> users) {
        List<UUID> directories = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (UserRow user : users) {
            for (String key : Addresses.keys(user.document())) {
                directories.add(user.directoryId());
                keys.add(key);
                ids.add(user.id());
            }
        }
        if (keys.isEmpty()) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        orgId,
                        directories.toArray(UUID[]::new),
                        keys.toArray(String[]::new),
                        ids.toArray(UUID[]::new)));
    }
}
