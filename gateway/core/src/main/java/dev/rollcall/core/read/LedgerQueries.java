package dev.rollcall.core.read;

import dev.rollcall.core.model.LedgerEntry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The seat ledger of an organisation (R16). Thread-safe. */
public final class LedgerQueries {

    private final SqlClient client;

    public LedgerQueries(SqlClient client) {
        this.client = client;
    }

    /** An entry and when it was made. */
    public record RecordedEntry(LedgerEntry entry, Instant at) {}

    private static final String AFTER = """
            SELECT entry, at, member_id, delta, balance, billable, cause, directory_id, activation_id, request_id
            FROM seat_ledger
            WHERE org_id = $1 AND entry > $2
            ORDER BY entry
            LIMIT $3
            """;

    /**
     * The entries behind one that is known, oldest first, without gaps.
     *
     * @param entry number of the last entry that is known; 0 for none
     */
    public Future<List<RecordedEntry>> after(UUID orgId, long entry, int limit) {
        return client.preparedQuery(AFTER)
                .execute(Tuple.of(orgId, entry, (long) limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerQueries::entry)
                        .toList());
    }

    private static final String NEWEST_OF = """
            SELECT entry, at, member_id, delta, balance, billable, cause, directory_id, activation_id, request_id
            FROM seat_ledger
            WHERE org_id = $1 AND member_id = $2
            ORDER BY entry DESC
            LIMIT 1
            """;

    /** The newest entry about a member, if there is one. */
    public Future<Optional<RecordedEntry>> newestOf(UUID orgId, UUID memberId) {
        return client.preparedQuery(NEWEST_OF)
                .execute(Tuple.of(orgId, memberId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerQueries::entry)
                        .findFirst());
    }

    private static RecordedEntry entry(Row row) {
        LedgerEntry entry = new LedgerEntry(
                row.getLong("entry"),
                row.getUUID("member_id"),
                row.getShort("delta"),
                row.getInteger("balance"),
                row.getInteger("billable"),
                row.getString("cause"),
                row.getUUID("directory_id"),
                row.getUUID("activation_id"),
                row.getUUID("request_id"));
        return new RecordedEntry(entry, row.getOffsetDateTime("at").toInstant());
    }
}
