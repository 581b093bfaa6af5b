package dev.rollcall.core.store.people;

import dev.rollcall.core.model.row.HeadCount;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Table {@code head_count}; written under the organisation's lock, by difference, so that nothing has to be read before. */
public final class HeadCountTable {

    private static final String ADD = """
        INSERT INTO head_count (org_id, directory_id, kind, status, role, seat, people)
        SELECT $1, t.*
          FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::bigint[])
               AS t (directory_id, kind, status, role, seat, people)
            ON CONFLICT (org_id, directory_id, kind, status, role, seat) DO UPDATE
           SET people = head_count.people + excluded.people
        """;

    public Future<?> add(SqlConnection connection, UUID orgId, List<HeadCount.Change> changes) {
        List<HeadCount> counts = changes.stream().map(HeadCount.Change::of).toList();
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        orgId,
                        Column.uuids(counts, HeadCount::directoryId),
                        Column.texts(counts, count -> count.kind().word()),
                        Column.texts(counts, HeadCount::status),
                        Column.texts(counts, HeadCount::role),
                        Column.flags(counts, HeadCount::seat),
                        Column.longs(changes, HeadCount.Change::more)));
    }
}
