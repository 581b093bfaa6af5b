package dev.rollcall.core.store.people;

import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.KnownUser;
import dev.rollcall.core.model.row.FormerRecord;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.store.HeavyWork;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code directory_user}. */
public final class UserTable {

    private static final String COLUMNS = """
        SELECT u.directory_id, u.user_id, u.user_name_key, u.external_id, u.active, u.doc::text, u.exclusion,
               u.version, u.created_at, u.modified_at, u.relinked_at, u.waits_for,
               u.former_external_id, u.former_member_id
        """;

    private static final String FROM_IDS = """
          FROM unnest($2::uuid[], $3::uuid[]) AS k (directory_id, user_id)
         CROSS JOIN LATERAL (
               SELECT * FROM directory_user u
                WHERE u.org_id = $1 AND u.directory_id = k.directory_id AND u.user_id = k.user_id
               OFFSET 0) u
        """;

    /** The keys of the addresses of users ($2, $3: their directories and ids), as {@code k}: all that {@code Addresses.keys} says, and the userName. */
    static final String ADDRESSES_OF_USERS = """
          FROM (SELECT e.email_key
                  FROM unnest($3::uuid[]) AS i (user_id)
                 CROSS JOIN LATERAL (
                       SELECT * FROM directory_user_email e WHERE e.org_id = $1 AND e.user_id = i.user_id OFFSET 0) e
                 UNION
                SELECT u.user_name_key
                  FROM unnest($2::uuid[], $3::uuid[]) AS i (directory_id, user_id)
                 CROSS JOIN LATERAL (
                       SELECT * FROM directory_user u
                        WHERE u.org_id = $1 AND u.directory_id = i.directory_id AND u.user_id = i.user_id
                       OFFSET 0) u) AS k (email_key)
        """;

    private static final String BY_ID = COLUMNS + FROM_IDS;

    public Future<List<UserRow>> load(SqlConnection connection, UUID orgId, List<DirectoryKey<UUID>> keys) {
        return connection
                .preparedQuery(BY_ID)
                .execute(Tuple.of(orgId, Column.directories(keys), Column.ids(keys)))
                .compose(UserTable::read);
    }

    private static final String FROM_NAMES = """
          FROM unnest($2::uuid[], $3::text[]) AS k (directory_id, user_name_key)
         CROSS JOIN LATERAL (
               SELECT * FROM directory_user u
                WHERE u.org_id = $1 AND u.user_name_key = k.user_name_key
                  AND u.directory_id IS NOT DISTINCT FROM k.directory_id
               OFFSET 0) u
        """;

    private static final String BY_ADDRESS = COLUMNS + """
          FROM unnest($2::text[]) AS k (email_key)
         CROSS JOIN LATERAL (
               SELECT u.* FROM directory_user_email e
                 JOIN directory_user u
                   ON u.org_id = e.org_id AND u.directory_id = e.directory_id AND u.user_id = e.user_id
                WHERE e.org_id = $1 AND e.email_key = k.email_key
                UNION
               SELECT u.* FROM directory_user u WHERE u.org_id = $1 AND u.user_name_key = k.email_key
               OFFSET 0) u
        """;

    /** Users of all directories that have one of these case-folded addresses, be it as userName. */
    public Future<List<UserRow>> loadByAddress(SqlConnection connection, UUID orgId, Collection<String> emailKeys) {
        return connection
                .preparedQuery(BY_ADDRESS)
                .execute(Tuple.of(orgId, (Object) emailKeys.toArray(String[]::new)))
                .compose(UserTable::read);
    }

    private static final String FROM_EXTERNAL_IDS = """
          FROM unnest($2::uuid[], $3::text[]) AS k (directory_id, external_id)
         CROSS JOIN LATERAL (
               SELECT * FROM directory_user u
                WHERE u.org_id = $1 AND u.external_id = k.external_id
                  AND u.directory_id IS NOT DISTINCT FROM k.directory_id
               OFFSET 0) u
        """;

    private static final String BY_EXTERNAL_ID = COLUMNS + FROM_EXTERNAL_IDS;

    public Future<List<UserRow>> loadByExternalId(
            SqlConnection connection, UUID orgId, List<DirectoryKey<String>> keys) {
        return connection
                .preparedQuery(BY_EXTERNAL_ID)
                .execute(Tuple.of(orgId, Column.directories(keys), Column.words(keys)))
                .compose(UserTable::read);
    }

    private static final String KNOWN = "SELECT u.directory_id, u.user_id, u.external_id, u.user_name_key\n";

    private static final String KNOWN_BY_ID = KNOWN + FROM_IDS;

    /** Parameters in the order in which the parts above and below use them. */
    private static final String KNOWN_BY_ANY = KNOWN_BY_ID + "UNION ALL\n" + KNOWN
            + FROM_NAMES.replace("$3", "$5").replace("$2", "$4") + "UNION ALL\n" + KNOWN
            + FROM_EXTERNAL_IDS.replace("$3", "$7").replace("$2", "$6") + """
            UNION ALL
            SELECT u.directory_id, u.user_id, u.external_id, u.user_name_key
              FROM unnest($8::uuid[], $9::uuid[]) AS k (directory_id, user_id)
             CROSS JOIN LATERAL (
                   SELECT * FROM directory_user u
                    WHERE u.org_id = $1 AND u.directory_id = k.directory_id AND u.user_id = k.user_id
                      AND NOT u.active AND u.external_id IS NOT NULL
                   OFFSET 0) o
             CROSS JOIN LATERAL (
                   SELECT * FROM directory_user u
                    WHERE u.org_id = $1 AND u.external_id = o.external_id
                      AND u.directory_id IS NOT DISTINCT FROM o.directory_id
                   OFFSET 0) u
            """;

    /**
     * Which of these users are there, by id, by case-folded userName and by externalId, and who has the externalId of an inactive one.
     * A user who is found in several ways is there several times.
     */
    public Future<List<KnownUser>> known(
            SqlConnection connection,
            UUID orgId,
            List<DirectoryKey<UUID>> ids,
            List<DirectoryKey<String>> names,
            List<DirectoryKey<String>> externalIds,
            List<DirectoryKey<UUID>> inactive) {
        return connection
                .preparedQuery(KNOWN_BY_ANY)
                .execute(Tuple.from(new Object[] {
                    orgId,
                    Column.directories(ids),
                    Column.ids(ids),
                    Column.directories(names),
                    Column.words(names),
                    Column.directories(externalIds),
                    Column.words(externalIds),
                    Column.directories(inactive),
                    Column.ids(inactive)
                }))
                .map(UserTable::readKnown);
    }

    private static List<KnownUser> readKnown(RowSet<Row> rows) {
        List<KnownUser> users = new ArrayList<>(rows.size());
        for (Row row : rows) {
            users.add(new KnownUser(row.getUUID(0), row.getUUID(1), row.getString(2), row.getString(3)));
        }
        return users;
    }

    private static final String FORMERLY = """
        SELECT u.directory_id, u.user_id, u.former_member_id
          FROM unnest($2::uuid[]) AS k (member_id)
         CROSS JOIN LATERAL (
               SELECT * FROM directory_user u WHERE u.org_id = $1 AND u.former_member_id = k.member_id OFFSET 0) u
        """;

    /** The records that members were of before they were left to themselves. */
    public Future<List<FormerRecord>> formerly(SqlConnection connection, UUID orgId, List<UUID> members) {
        return connection
                .preparedQuery(FORMERLY)
                .execute(Tuple.of(orgId, (Object) members.toArray(UUID[]::new)))
                .map(rows -> {
                    List<FormerRecord> records = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        records.add(new FormerRecord(row.getUUID(0), row.getUUID(1), row.getUUID(2)));
                    }
                    return records;
                });
    }

    private static final String LIVE_FORMERLY = """
        SELECT u.directory_id, u.user_id
          FROM unnest($2::uuid[]) AS k (member_id)
         CROSS JOIN LATERAL (
               SELECT * FROM directory_user u WHERE u.org_id = $1 AND u.former_member_id = k.member_id OFFSET 0) u
         WHERE EXISTS (
               SELECT FROM directory d
                WHERE d.org_id = $1 AND d.directory_id = u.directory_id AND d.state = 'active')
         ORDER BY NOT u.active, u.user_id
        """;

    /** The same of active directories alone: active users first, each oldest first. */
    public Future<List<DirectoryKey<UUID>>> liveFormerly(SqlConnection connection, UUID orgId, List<UUID> members) {
        return connection
                .preparedQuery(LIVE_FORMERLY)
                .execute(Tuple.of(orgId, (Object) members.toArray(UUID[]::new)))
                .map(UserTable::keys);
    }

    private static final String IDS = """
        SELECT user_id FROM directory_user
         WHERE org_id = $1 AND directory_id = $2 AND user_id > $3
         ORDER BY user_id
         LIMIT $4
        """;

    /** A directory's users in the order of ids, behind one. */
    public Future<List<UUID>> idsOf(SqlConnection connection, UUID orgId, UUID directoryId, UUID after, int limit) {
        return connection
                .preparedQuery(IDS)
                .execute(Tuple.of(orgId, directoryId, after, (long) limit))
                .map(rows -> {
                    List<UUID> ids = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        ids.add(row.getUUID(0));
                    }
                    return ids;
                });
    }

    private static final String AWAITING_SEAT = """
        SELECT u.directory_id, u.user_id
          FROM directory_user u
         WHERE u.org_id = $1 AND u.waits_for IN ('no_seat_available', 'awaits_approval')
           AND EXISTS (
               SELECT FROM directory d
                WHERE d.org_id = $1 AND d.directory_id = u.directory_id AND d.state = 'active')
         ORDER BY u.user_id
         LIMIT $2
        """;

    /** Users of active directories who come in when a seat is free, oldest first. */
    public Future<List<DirectoryKey<UUID>>> awaitingSeat(SqlConnection connection, UUID orgId, int limit) {
        return connection
                .preparedQuery(AWAITING_SEAT)
                .execute(Tuple.of(orgId, (long) limit))
                .map(UserTable::keys);
    }

    private static final String WAITING = """
        SELECT directory_id, user_id FROM directory_user
         WHERE org_id = $1 AND waits_for IS NOT NULL AND waits_for = ANY ($2) AND user_id > $3
         ORDER BY user_id
         LIMIT $4
        """;

    /** Users who wait for one of these reasons to go, be they kept out or kept as they are; oldest first, behind one. */
    public Future<List<DirectoryKey<UUID>>> waiting(
            SqlConnection connection, UUID orgId, List<Exclusion> reasons, UUID after, int limit) {
        String[] words = reasons.stream().map(Exclusion::word).toArray(String[]::new);
        return connection
                .preparedQuery(WAITING)
                .execute(Tuple.of(orgId, words, after, (long) limit))
                .map(UserTable::keys);
    }

    private static List<DirectoryKey<UUID>> keys(RowSet<Row> rows) {
        List<DirectoryKey<UUID>> keys = new ArrayList<>(rows.size());
        for (Row row : rows) {
            keys.add(new DirectoryKey<>(row.getUUID(0), row.getUUID(1)));
        }
        return keys;
    }

    private static Future<List<UserRow>> read(RowSet<Row> rows) {
        return HeavyWork.on(rows.size(), () -> parsed(rows));
    }

    private static List<UserRow> parsed(RowSet<Row> rows) {
        List<UserRow> users = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String exclusion = row.getString(6);
            OffsetDateTime relinked = row.getOffsetDateTime(10);
            String waitsFor = row.getString(11);
            users.add(new UserRow(
                    row.getUUID(0),
                    row.getUUID(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(12),
                    row.getBoolean(4),
                    Column.json(row.getString(5)),
                    exclusion == null ? null : Exclusion.of(exclusion),
                    waitsFor == null ? null : Exclusion.of(waitsFor),
                    row.getUUID(13),
                    relinked == null ? null : relinked.toInstant(),
                    row.getLong(7),
                    row.getOffsetDateTime(8).toInstant(),
                    row.getOffsetDateTime(9).toInstant()));
        }
        return users;
    }

    private static final String INSERT = """
        INSERT INTO directory_user (org_id, directory_id, user_id, user_name_key, external_id, active, doc, exclusion,
                                    version, created_at, modified_at, relinked_at, waits_for, former_external_id,
                                    former_member_id)
        SELECT $1, t.directory_id, t.user_id, t.user_name_key, t.external_id, t.active, t.doc::jsonb, t.exclusion,
               t.version, t.created_at, t.modified_at, t.relinked_at, t.waits_for,
               t.former_external_id, t.former_member_id
          FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[],
                      $9::bigint[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::text[],
                      $15::uuid[])
               AS t (directory_id, user_id, user_name_key, external_id, active, doc, exclusion, version, created_at,
                     modified_at, relinked_at, waits_for, former_external_id, former_member_id)
        """;

    private static final String UPDATE = INSERT + """
            ON CONFLICT (org_id, directory_id, user_id) DO UPDATE
           SET user_name_key = excluded.user_name_key, external_id = excluded.external_id, active = excluded.active,
               doc = excluded.doc, exclusion = excluded.exclusion, version = excluded.version,
               modified_at = excluded.modified_at, relinked_at = excluded.relinked_at, waits_for = excluded.waits_for,
               former_external_id = excluded.former_external_id, former_member_id = excluded.former_member_id
        """;

    public Future<?> insert(SqlConnection connection, UUID orgId, List<UserRow> users) {
        return connection.preparedQuery(INSERT).execute(tuple(orgId, users));
    }

    /** Finds the rows by their primary key, by way of ON CONFLICT: it needs no plan. */
    public Future<?> update(SqlConnection connection, UUID orgId, List<UserRow> users) {
        return connection.preparedQuery(UPDATE).execute(tuple(orgId, users));
    }

    private static Tuple tuple(UUID orgId, List<UserRow> users) {
        return Tuple.from(new @Nullable Object[] {
            orgId,
            Column.uuids(users, UserRow::directoryId),
            Column.uuids(users, UserRow::id),
            Column.texts(users, UserRow::nameKey),
            Column.texts(users, UserRow::externalId),
            Column.flags(users, UserRow::active),
            Column.texts(users, user -> Column.json(user.document())),
            Column.texts(
                    users,
                    user -> user.exclusion() == null ? null : user.exclusion().word()),
            Column.longs(users, UserRow::version),
            Column.times(users, UserRow::created),
            Column.times(users, UserRow::modified),
            Column.times(users, UserRow::relinked),
            Column.texts(
                    users,
                    user -> user.waitsFor() == null ? null : user.waitsFor().word()),
            Column.texts(users, UserRow::formerExternalId),
            Column.uuids(users, UserRow::formerMember)
        });
    }

    private static final String DELETE = """
        DELETE FROM directory_user
         USING unnest($2::uuid[], $3::uuid[]) AS k (directory_id, user_id)
         CROSS JOIN LATERAL (
               SELECT u.ctid FROM directory_user u
                WHERE u.org_id = $1 AND u.directory_id = k.directory_id AND u.user_id = k.user_id
               OFFSET 0) found
         WHERE directory_user.ctid = found.ctid
        """;

    public Future<?> delete(SqlConnection connection, UUID orgId, List<UserRow> users) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(orgId, Column.uuids(users, UserRow::directoryId), Column.uuids(users, UserRow::id)));
    }
}
