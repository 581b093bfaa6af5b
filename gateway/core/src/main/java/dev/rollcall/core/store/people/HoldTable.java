package dev.rollcall.core.store.people;

import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.word.HoldReason;
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

/** Table {@code hold}. */
public final class HoldTable {

    private static final String COLUMNS = """
        SELECT h.hold_id, h.kind, h.state, h.directory_id, h.user_id, h.member_id, h.email, h.effect, h.role, h.reason,
               h.request_id, h.opened_at, h.closed_at, h.decided_by, h.cause_id
        """;

    private static final String IN_FORCE = COLUMNS + """
          FROM unnest($2::uuid[]) AS k (user_id)
         CROSS JOIN LATERAL (
               SELECT * FROM hold h
                WHERE h.org_id = $1 AND h.user_id = k.user_id AND h.closed_at IS NULL
               OFFSET 0) h
         UNION
        """ + COLUMNS + """
          FROM unnest($3::uuid[]) AS k (member_id)
         CROSS JOIN LATERAL (
               SELECT * FROM hold h
                WHERE h.org_id = $1 AND h.member_id = k.member_id AND h.closed_at IS NULL
               OFFSET 0) h
         UNION
        """ + COLUMNS + """
          FROM unnest($2::uuid[]) AS k (user_id)
         CROSS JOIN LATERAL (
               SELECT * FROM member m
                WHERE m.org_id = $1 AND m.user_id = k.user_id
               OFFSET 0) m
         CROSS JOIN LATERAL (
               SELECT * FROM hold h
                WHERE h.org_id = $1 AND h.member_id = m.member_id AND h.closed_at IS NULL
               OFFSET 0) h
        """;

    /** The holds in force on users, on the members that they are, and on these members. */
    public Future<List<HoldRow>> loadInForce(
            SqlConnection connection, UUID orgId, Collection<UUID> users, Collection<UUID> members) {
        return connection
                .preparedQuery(IN_FORCE)
                .execute(Tuple.of(orgId, users.toArray(UUID[]::new), members.toArray(UUID[]::new)))
                .map(HoldTable::read);
    }

    private static final String BY_ID = COLUMNS + " FROM hold h WHERE h.org_id = $1 AND h.hold_id = $2";

    /** One row, or none. */
    public Future<List<HoldRow>> load(SqlConnection connection, UUID orgId, UUID id) {
        return connection.preparedQuery(BY_ID).execute(Tuple.of(orgId, id)).map(HoldTable::read);
    }

    private static final String STANDING_FOR = COLUMNS + """
          FROM hold h
         WHERE h.org_id = $1 AND (h.hold_id = $2 OR h.cause_id = $2)
         ORDER BY h.closed_at IS NOT NULL, h.state <> 'open', h.hold_id
         LIMIT 1
        """;

    /** Of a hold, or of one person in it, a row that says what may be decided: undecided before rejected before ended. */
    public Future<List<HoldRow>> standingFor(SqlConnection connection, UUID orgId, UUID id) {
        return connection
                .preparedQuery(STANDING_FOR)
                .execute(Tuple.of(orgId, id))
                .map(HoldTable::read);
    }

    private static final String OF_CAUSE = COLUMNS + """
          FROM hold h
         WHERE h.org_id = $1 AND h.cause_id = $2 AND h.state = $3 AND h.closed_at IS NULL AND h.hold_id > $4
           AND ($6::uuid[] IS NULL OR h.hold_id = ANY ($6))
         ORDER BY h.hold_id
         LIMIT $5
        """;

    /**
     * The people of a hold in the order of ids, behind one.
     *
     * @param only some of them, by the ids of their rows; or null for all
     */
    public Future<List<HoldRow>> ofCause(
            SqlConnection connection,
            UUID orgId,
            UUID causeId,
            HoldRow.State state,
            @Nullable List<UUID> only,
            UUID after,
            int limit) {
        return connection
                .preparedQuery(OF_CAUSE)
                .execute(Tuple.from(new @Nullable Object[] {
                    orgId, causeId, state.word(), after, (long) limit, only == null ? null : only.toArray(UUID[]::new)
                }))
                .map(HoldTable::read);
    }

    private static List<HoldRow> read(RowSet<Row> rows) {
        List<HoldRow> holds = new ArrayList<>(rows.size());
        for (Row row : rows) {
            OffsetDateTime closed = row.getOffsetDateTime(12);
            holds.add(new HoldRow(
                    row.getUUID(0),
                    row.getUUID(14),
                    HoldRow.Kind.of(row.getString(1)),
                    HoldRow.State.of(row.getString(2)),
                    row.getUUID(3),
                    row.getUUID(4),
                    row.getUUID(5),
                    row.getString(6),
                    HoldRow.Effect.of(row.getString(7)),
                    row.getString(8),
                    HoldReason.of(row.getString(9)),
                    row.getUUID(10),
                    row.getOffsetDateTime(11).toInstant(),
                    closed == null ? null : closed.toInstant(),
                    row.getString(13)));
        }
        return holds;
    }

    private static final String INSERT = """
        INSERT INTO hold (org_id, hold_id, kind, state, directory_id, user_id, member_id, email, effect, role, reason,
                          request_id, opened_at, closed_at, decided_by, cause_id)
        SELECT $1, t.*
          FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[],
                      $10::text[], $11::text[], $12::uuid[], $13::timestamptz[], $14::timestamptz[], $15::text[], $16::uuid[]) AS t
        """;

    private static final String UPDATE = INSERT + """
            ON CONFLICT (org_id, hold_id) DO UPDATE
           SET state = excluded.state, directory_id = excluded.directory_id, user_id = excluded.user_id,
               member_id = excluded.member_id,
               email = excluded.email, effect = excluded.effect, role = excluded.role, reason = excluded.reason,
               request_id = excluded.request_id, closed_at = excluded.closed_at, decided_by = excluded.decided_by
        """;

    public Future<?> insert(SqlConnection connection, UUID orgId, List<HoldRow> holds) {
        return connection.preparedQuery(INSERT).execute(tuple(orgId, holds));
    }

    /** Finds the rows by their primary key, by way of ON CONFLICT: it needs no plan. */
    public Future<?> update(SqlConnection connection, UUID orgId, List<HoldRow> holds) {
        return connection.preparedQuery(UPDATE).execute(tuple(orgId, holds));
    }

    private static Tuple tuple(UUID orgId, List<HoldRow> holds) {
        return Tuple.from(new @Nullable Object[] {
            orgId,
            Column.uuids(holds, HoldRow::id),
            Column.texts(holds, hold -> hold.kind().word()),
            Column.texts(holds, hold -> hold.state().word()),
            Column.uuids(holds, HoldRow::directoryId),
            Column.uuids(holds, HoldRow::userId),
            Column.uuids(holds, HoldRow::memberId),
            Column.texts(holds, HoldRow::email),
            Column.texts(holds, hold -> hold.effect().word()),
            Column.texts(holds, HoldRow::role),
            Column.texts(holds, hold -> hold.reason().word()),
            Column.uuids(holds, HoldRow::requestId),
            Column.times(holds, HoldRow::opened),
            Column.times(holds, HoldRow::closed),
            Column.texts(holds, HoldRow::decidedBy),
            Column.uuids(holds, HoldRow::causeId)
        });
    }
}
