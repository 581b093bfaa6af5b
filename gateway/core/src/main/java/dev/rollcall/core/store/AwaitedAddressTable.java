package dev.rollcall.core.store;

import dev.rollcall.core.model.AwaitedAddress;
import dev.rollcall.core.model.DirectoryKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Table {@code awaited_address}: users who come in when another holder gives up their address. */
final class AwaitedAddressTable {

    private static final String PUT = """
            INSERT INTO awaited_address (org_id, user_id, directory_id, email_key)
            SELECT $1, t.* FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS t
                ON CONFLICT (org_id, user_id) DO UPDATE SET email_key = excluded.email_key
            """;

    Future<?> put(SqlConnection connection, UUID orgId, List<AwaitedAddress> rows) {
        return connection
                .preparedQuery(PUT)
                .execute(Tuple.of(
                        orgId,
                        Column.uuids(rows, AwaitedAddress::userId),
                        Column.uuids(rows, AwaitedAddress::directoryId),
                        Column.texts(rows, AwaitedAddress::emailKey)));
    }

    private static final String DELETE = "DELETE FROM awaited_address WHERE org_id = $1 AND user_id = ANY ($2)";

    Future<?> delete(SqlConnection connection, UUID orgId, List<UUID> users) {
        return connection.preparedQuery(DELETE).execute(Tuple.of(orgId, (Object) users.toArray(UUID[]::new)));
    }

    private static final String AWAITING = """
            SELECT a.directory_id, a.user_id
              FROM unnest($2::text[]) AS k (email_key)
             CROSS JOIN LATERAL (
                   SELECT * FROM awaited_address a WHERE a.email_key = k.email_key AND a.org_id = $1 OFFSET 0) a
             UNION
            SELECT h.directory_id, h.user_id
              FROM unnest($2::text[]) AS k (email_key)
             CROSS JOIN LATERAL (
                   SELECT * FROM directory_user_email e WHERE e.org_id = $1 AND e.email_key = k.email_key OFFSET 0) e
             CROSS JOIN LATERAL (
                   SELECT * FROM hold h WHERE h.org_id = $1 AND h.user_id = e.user_id AND h.closed_at IS NULL OFFSET 0) h
             ORDER BY user_id
            """;

    /**
     * Users of the organisation who wait for one of these addresses, oldest first: those who are excluded without it, and those
     * whom a hold keeps by the address that they had.
     */
    Future<List<DirectoryKey<UUID>>> awaiting(SqlConnection connection, UUID orgId, Collection<String> emailKeys) {
        return connection
                .preparedQuery(AWAITING)
                .execute(Tuple.of(orgId, (Object) emailKeys.toArray(String[]::new)))
                .map(rows -> {
                    List<DirectoryKey<UUID>> users = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        users.add(new DirectoryKey<>(row.getUUID(0), row.getUUID(1)));
                    }
                    return users;
                });
    }
}
