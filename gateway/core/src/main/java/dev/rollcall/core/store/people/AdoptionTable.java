package dev.rollcall.core.store.people;

import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.row.Adoption;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MemberRow.Status;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code adoption}: members as they were before an activation took them over. */
public final class AdoptionTable {

    private static final String INSERT = """
        INSERT INTO adoption (org_id, activation_id, member_id, email, email_key, display_name, status, seat, role,
                              awaited_role, made_by, joined_at)
        SELECT $1, t.*
          FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::text[],
                      $10::text[], $11::uuid[], $12::timestamptz[]) AS t
            ON CONFLICT DO NOTHING
        """;

    /** The first time counts: a member taken over twice by one activation was what they were before the first. */
    public Future<?> insert(SqlConnection connection, UUID orgId, List<Adoption> adoptions) {
        return connection.preparedQuery(INSERT).execute(Tuple.from(new @Nullable Object[] {
            orgId,
            Column.uuids(adoptions, Adoption::activationId),
            Column.uuids(adoptions, adoption -> adoption.former().id()),
            Column.texts(adoptions, adoption -> adoption.former().email()),
            Column.texts(adoptions, adoption -> adoption.former().emailKey()),
            Column.texts(adoptions, adoption -> adoption.former().displayName()),
            Column.texts(adoptions, adoption -> adoption.former().status().word()),
            Column.flags(adoptions, adoption -> adoption.former().seat()),
            Column.texts(adoptions, adoption -> adoption.former().grant().role()),
            Column.texts(adoptions, adoption -> adoption.former().awaitedRole()),
            Column.uuids(adoptions, adoption -> adoption.former().activationId()),
            Column.times(adoptions, adoption -> adoption.former().joined())
        }));
    }

    private static final String LOAD = """
        SELECT member_id, email, email_key, display_name, status, seat, role, awaited_role, made_by, joined_at
          FROM adoption
         WHERE org_id = $1 AND activation_id = $2 AND member_id > $3
         ORDER BY member_id
         LIMIT $4
        """;

    /** What an activation took over, in the order of ids, behind one. */
    public Future<List<Adoption>> load(SqlConnection connection, UUID orgId, UUID activationId, UUID after, int limit) {
        return connection
                .preparedQuery(LOAD)
                .execute(Tuple.of(orgId, activationId, after, (long) limit))
                .map(rows -> {
                    List<Adoption> adoptions = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        adoptions.add(new Adoption(activationId, former(row)));
                    }
                    return adoptions;
                });
    }

    private static final String FORGET = "DELETE FROM adoption WHERE org_id = $1 AND member_id = ANY ($2)";

    /** Members who are not to be given back by any undo: they went when they were no directory's. */
    public Future<?> forget(SqlConnection connection, UUID orgId, List<UUID> members) {
        return connection.preparedQuery(FORGET).execute(Tuple.of(orgId, (Object) members.toArray(UUID[]::new)));
    }

    private static MemberRow former(Row row) {
        Instant joined = row.getOffsetDateTime(9).toInstant();
        return new MemberRow(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Status.of(row.getString(4)),
                row.getBoolean(5),
                null,
                null,
                null,
                Grant.withoutGroup(row.getString(6)),
                row.getString(7),
                row.getUUID(8),
                joined,
                joined,
                row.getUUID(0));
    }
}
