package dev.rollcall.core.store.people;

import dev.rollcall.core.model.row.LedgerEntry;
import dev.rollcall.core.store.table.Column;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code seat_ledger}; append-only. */
public final class SeatLedgerTable {

    private static final String APPEND = """
        INSERT INTO seat_ledger (org_id, at, entry, member_id, delta, balance, cause, directory_id, activation_id,
                                 request_id, billable)
        SELECT $1, $2, t.*
          FROM unnest($3::bigint[], $4::uuid[], $5::integer[], $6::integer[], $7::text[], $8::uuid[], $9::uuid[],
                      $10::uuid[], $11::integer[])
               AS t (entry, member_id, delta, balance, cause, directory_id, activation_id, request_id, billable)
        """;

    public Future<?> append(SqlConnection connection, UUID orgId, Instant at, List<LedgerEntry> entries) {
        return connection.preparedQuery(APPEND).execute(Tuple.from(new @Nullable Object[] {
            orgId,
            Column.time(at),
            Column.longs(entries, LedgerEntry::entry),
            Column.uuids(entries, LedgerEntry::memberId),
            Column.ints(entries, LedgerEntry::delta),
            Column.ints(entries, LedgerEntry::balance),
            Column.texts(entries, entry -> entry.cause().word()),
            Column.uuids(entries, LedgerEntry::directoryId),
            Column.uuids(entries, LedgerEntry::activationId),
            Column.uuids(entries, LedgerEntry::requestId),
            Column.ints(entries, LedgerEntry::billable)
        }));
    }

    private static final String LEFT_ON = """
        SELECT member_id, sum(delta)::integer FROM seat_ledger
         WHERE org_id = $1 AND activation_id = $2 AND member_id > $3
         GROUP BY member_id
        HAVING sum(delta) <> 0
         ORDER BY member_id
         LIMIT $4
        """;

    /** What is booked on an activation for whom, of those for whom it does not sum to zero. Reads past all others: for rare commands. */
    public Future<Map<UUID, Integer>> leftOn(
            SqlConnection connection, UUID orgId, UUID activationId, UUID after, int limit) {
        return connection
                .preparedQuery(LEFT_ON)
                .execute(Tuple.of(orgId, activationId, after, (long) limit))
                .map(rows -> {
                    Map<UUID, Integer> sums = new LinkedHashMap<>();
                    for (Row row : rows) {
                        sums.put(row.getUUID(0), row.getInteger(1));
                    }
                    return sums;
                });
    }
}
