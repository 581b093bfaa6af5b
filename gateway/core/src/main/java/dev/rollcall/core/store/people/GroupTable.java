package dev.rollcall.core.store.people;

import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code directory_group}. */
public final class GroupTable {

    private static final String COLUMNS = """
        SELECT g.directory_id, g.group_id, g.display_name_key, g.external_id, g.doc::text, g.version, g.created_at,
               g.modified_at
        """;

    private static final String BY_ID = COLUMNS + """
          FROM unnest($2::uuid[], $3::uuid[]) AS k (directory_id, group_id)
         CROSS JOIN LATERAL (
               SELECT * FROM directory_group g
                WHERE g.org_id = $1 AND g.directory_id = k.directory_id AND g.group_id = k.group_id
               OFFSET 0) g
        """;

    public Future<List<GroupRow>> load(SqlConnection connection, UUID orgId, List<DirectoryKey<UUID>> keys) {
        return connection
                .preparedQuery(BY_ID)
                .execute(Tuple.of(orgId, Column.directories(keys), Column.ids(keys)))
                .map(GroupTable::read);
    }

    private static final String BY_NAME = COLUMNS + """
          FROM unnest($2::uuid[], $3::text[]) AS k (directory_id, display_name_key)
         CROSS JOIN LATERAL (
               SELECT * FROM directory_group g
                WHERE g.org_id = $1 AND g.display_name_key = k.display_name_key
                  AND g.directory_id IS NOT DISTINCT FROM k.directory_id
               OFFSET 0) g
        """;

    public Future<List<GroupRow>> loadNamed(SqlConnection connection, UUID orgId, List<DirectoryKey<String>> keys) {
        return connection
                .preparedQuery(BY_NAME)
                .execute(Tuple.of(orgId, Column.directories(keys), Column.words(keys)))
                .map(GroupTable::read);
    }

    private static List<GroupRow> read(RowSet<Row> rows) {
        List<GroupRow> groups = new ArrayList<>(rows.size());
        for (Row row : rows) {
            groups.add(new GroupRow(
                    row.getUUID(0),
                    row.getUUID(1),
                    row.getString(2),
                    row.getString(3),
                    Column.json(row.getString(4)),
                    row.getLong(5),
                    row.getOffsetDateTime(6).toInstant(),
                    row.getOffsetDateTime(7).toInstant()));
        }
        return groups;
    }

    private static final String INSERT = """
        INSERT INTO directory_group (org_id, directory_id, group_id, display_name_key, external_id, doc, version,
                                     created_at, modified_at)
        SELECT $1, t.directory_id, t.group_id, t.display_name_key, t.external_id, t.doc::jsonb, t.version,
               t.created_at, t.modified_at
          FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::timestamptz[],
                      $9::timestamptz[])
               AS t (directory_id, group_id, display_name_key, external_id, doc, version, created_at, modified_at)
        """;

    private static final String UPDATE = INSERT + """
            ON CONFLICT (org_id, directory_id, group_id) DO UPDATE
           SET display_name_key = excluded.display_name_key, external_id = excluded.external_id, doc = excluded.doc,
               version = excluded.version, modified_at = excluded.modified_at
        """;

    public Future<?> insert(SqlConnection connection, UUID orgId, List<GroupRow> groups) {
        return connection.preparedQuery(INSERT).execute(tuple(orgId, groups));
    }

    /** Finds the rows by their primary key, by way of ON CONFLICT: it needs no plan. */
    public Future<?> update(SqlConnection connection, UUID orgId, List<GroupRow> groups) {
        return connection.preparedQuery(UPDATE).execute(tuple(orgId, groups));
    }

    private static Tuple tuple(UUID orgId, List<GroupRow> groups) {
        return Tuple.from(new @Nullable Object[] {
            orgId,
            Column.uuids(groups, GroupRow::directoryId),
            Column.uuids(groups, GroupRow::id),
            Column.texts(groups, GroupRow::nameKey),
            Column.texts(groups, GroupRow::externalId),
            Column.texts(groups, group -> Column.json(group.document())),
            Column.longs(groups, GroupRow::version),
            Column.times(groups, GroupRow::created),
            Column.times(groups, GroupRow::modified)
        });
    }

    private static final String TOUCH = """
        UPDATE directory_group
           SET version = version + 1, modified_at = $2
          FROM unnest($3::uuid[], $4::uuid[]) AS k (directory_id, group_id)
         CROSS JOIN LATERAL (
               SELECT g.ctid FROM directory_group g
                WHERE g.org_id = $1 AND g.directory_id = k.directory_id AND g.group_id = k.group_id
               OFFSET 0) found
         WHERE directory_group.ctid = found.ctid
        """;

    /** Counts a change of groups whose members changed from outside. */
    public Future<?> touch(SqlConnection connection, UUID orgId, Instant at, List<DirectoryKey<UUID>> groups) {
        return connection
                .preparedQuery(TOUCH)
                .execute(Tuple.of(orgId, Column.time(at), Column.directories(groups), Column.ids(groups)));
    }

    private static final String DELETE = """
        DELETE FROM directory_group
         USING unnest($2::uuid[], $3::uuid[]) AS k (directory_id, group_id)
         CROSS JOIN LATERAL (
               SELECT g.ctid FROM directory_group g
                WHERE g.org_id = $1 AND g.directory_id = k.directory_id AND g.group_id = k.group_id
               OFFSET 0) found
         WHERE directory_group.ctid = found.ctid
        """;

    public Future<?> delete(SqlConnection connection, UUID orgId, List<GroupRow> groups) {
        return connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(
                        orgId, Column.uuids(groups, GroupRow::directoryId), Column.uuids(groups, GroupRow::id)));
    }
}
