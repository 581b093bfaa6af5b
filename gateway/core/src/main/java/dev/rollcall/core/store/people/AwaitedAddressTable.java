package dev.rollcall.core.store.people;

import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.row.AwaitedAddress;
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

/**
 * Table {@code awaited_address}: users who have to wait because of an address. Those who wait for another holder to give it up are
 * found here by the address; those who wait because of its domain, by the domain ({@code AwaitingQueries}).
 */
public final class AwaitedAddressTable {

    private static final String PUT = """
        INSERT INTO awaited_address (org_id, user_id, directory_id, email_key, domain)
        SELECT $1, t.* FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) AS t
            ON CONFLICT (org_id, user_id) DO UPDATE SET email_key = excluded.email_key, domain = excluded.domain
        """;

    public Future<?> put(SqlConnection connection, UUID orgId, List<AwaitedAddress> rows) {
        return connection
                .preparedQuery(PUT)
                .execute(Tuple.of(
                        orgId,
                        Column.uuids(rows, AwaitedAddress::userId),
                        Column.uuids(rows, AwaitedAddress::directoryId),
                        Column.texts(rows, AwaitedAddress::emailKey),
                        Column.texts(rows, AwaitedAddress::domain)));
    }

    private static final String DELETE = "DELETE FROM awaited_address WHERE org_id = $1 AND user_id = ANY ($2)";

    public Future<?> delete(SqlConnection connection, UUID orgId, List<UUID> users) {
        return connection.preparedQuery(DELETE).execute(Tuple.of(orgId, (Object) users.toArray(UUID[]::new)));
    }

    private static final String COLUMNS = "SELECT a.directory_id, a.user_id, a.email_key, a.domain\n";

    private static final String OF_ADDRESS = """
         CROSS JOIN LATERAL (
               SELECT * FROM awaited_address a WHERE a.email_key = k.email_key AND a.org_id = $1 OFFSET 0) a
         CROSS JOIN LATERAL (
               SELECT * FROM directory_user u
                WHERE u.org_id = $1 AND u.directory_id = a.directory_id AND u.user_id = a.user_id
                  AND u.waits_for IN ('member_elsewhere', 'address_in_use')
               OFFSET 0) u
        """;

    private static final String AWAITING = COLUMNS + " FROM unnest($2::text[]) AS k (email_key)\n" + OF_ADDRESS;

    private static final String OLDEST_FIRST = AWAITING + " ORDER BY a.user_id";

    /** Users of the organisation who wait for one of these addresses, oldest first. */
    public Future<List<DirectoryKey<UUID>>> awaiting(
            SqlConnection connection, UUID orgId, Collection<String> emailKeys) {
        return connection
                .preparedQuery(OLDEST_FIRST)
                .execute(Tuple.of(orgId, (Object) emailKeys.toArray(String[]::new)))
                .map(rows -> {
                    List<DirectoryKey<UUID>> users = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        users.add(new DirectoryKey<>(row.getUUID(0), row.getUUID(1)));
                    }
                    return users;
                });
    }

    private static final String DIRECTORY_IS_ACTIVE = """
         WHERE EXISTS (
               SELECT FROM directory d
                WHERE d.org_id = $1 AND d.directory_id = a.directory_id AND d.state = 'active')
        """;

    private static final String OF_ACTIVE_DIRECTORIES = AWAITING + DIRECTORY_IS_ACTIVE;

    /** Who waits for these addresses and can be given them: a directory that is not active gives nobody anything. */
    public Future<List<AwaitedAddress>> load(SqlConnection connection, UUID orgId, Collection<String> emailKeys) {
        return connection
                .preparedQuery(OF_ACTIVE_DIRECTORIES)
                .execute(Tuple.of(orgId, (Object) emailKeys.toArray(String[]::new)))
                .map(AwaitedAddressTable::read);
    }

    private static final String FOR_USERS = COLUMNS + UserTable.ADDRESSES_OF_USERS + OF_ADDRESS + DIRECTORY_IS_ACTIVE;

    /** The same for the addresses that users have. */
    public Future<List<AwaitedAddress>> loadForUsers(
            SqlConnection connection, UUID orgId, List<DirectoryKey<UUID>> users) {
        return connection
                .preparedQuery(FOR_USERS)
                .execute(Tuple.of(orgId, Column.directories(users), Column.ids(users)))
                .map(AwaitedAddressTable::read);
    }

    private static List<AwaitedAddress> read(RowSet<Row> rows) {
        List<AwaitedAddress> awaited = new ArrayList<>(rows.size());
        for (Row row : rows) {
            awaited.add(new AwaitedAddress(row.getUUID(0), row.getUUID(1), row.getString(2), row.getString(3)));
        }
        return awaited;
    }

    /** Nobody renames more people in a circle; a way that is longer is not walked to its end. */
    private static final int LONGEST_RING = 256;

    private static final String RINGS = """
        WITH RECURSIVE ring (start, n, directory_id, user_id, email_key) AS (
          SELECT k.user_id, 1, a.directory_id, a.user_id, a.email_key
            FROM unnest($2::uuid[]) AS k (user_id)
           CROSS JOIN LATERAL (
                 SELECT * FROM awaited_address a WHERE a.org_id = $1 AND a.user_id = k.user_id OFFSET 0) a
          UNION ALL
          SELECT r.start, r.n + 1, next.directory_id, next.user_id, next.email_key
            FROM ring r
           CROSS JOIN LATERAL (
                 SELECT * FROM email_claim c WHERE c.email_key = r.email_key AND c.org_id = $1 OFFSET 0) c
           CROSS JOIN LATERAL (
                 SELECT * FROM member m
                  WHERE m.org_id = $1 AND m.member_id = c.member_id AND m.user_id IS NOT NULL OFFSET 0) m
           CROSS JOIN LATERAL (
                 SELECT * FROM awaited_address a WHERE a.org_id = $1 AND a.user_id = m.user_id OFFSET 0) next
           WHERE r.n <= $3)
          CYCLE start, user_id SET met USING path
        SELECT start, directory_id, user_id, met FROM ring ORDER BY start, n
        """;

    /**
     * The rings that begin with one of these users: each of a ring waits for the address that the next one has, and the last one
     * for that of the first. A ring of which several are named is found several times.
     */
    public Future<List<List<DirectoryKey<UUID>>>> rings(SqlConnection connection, UUID orgId, List<UUID> users) {
        return connection
                .preparedQuery(RINGS)
                .execute(Tuple.of(orgId, users.toArray(UUID[]::new), LONGEST_RING))
                .map(rows -> {
                    List<List<DirectoryKey<UUID>>> rings = new ArrayList<>();
                    List<DirectoryKey<UUID>> way = new ArrayList<>();
                    UUID start = null;
                    for (Row row : rows) {
                        if (!row.getUUID(0).equals(start)) {
                            start = row.getUUID(0);
                            way = new ArrayList<>();
                        }
                        if (!row.getBoolean(3)) {
                            way.add(new DirectoryKey<>(row.getUUID(1), row.getUUID(2)));
                        } else if (row.getUUID(2).equals(start)) {
                            rings.add(way);
                        }
                    }
                    return rings;
                });
    }
}
