package dev.rollcall.core.read.member;

import dev.rollcall.core.model.row.LedgerEntry;
import dev.rollcall.core.model.word.LedgerCause;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the seat ledger of an organisation (R16). Thread-safe. */
public final class LedgerQueries {

    private final SqlClient client;

    public LedgerQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * An entry and when it was made.
     *
     * @param memberName what its member is called, or null when they are gone
     */
    public record RecordedEntry(
            LedgerEntry entry, Instant at, @Nullable String memberName) {}

    /**
     * Which entries are wanted; null: whichever.
     *
     * @param since made then or later
     * @param until made before then
     */
    public record Filter(
            @Nullable String cause,
            @Nullable UUID memberId,
            @Nullable UUID directoryId,
            @Nullable UUID activationId,
            @Nullable UUID requestId,
            @Nullable Instant since,
            @Nullable Instant until) {
        public static final Filter ALL = new Filter(null, null, null, null, null, null, null);
    }

    private static final String LIST = """
        SELECT l.*, m.display_name AS member_name
        FROM (
          SELECT org_id, entry, at, member_id, delta, balance, billable, cause, directory_id, activation_id, request_id
          FROM seat_ledger
          WHERE org_id = $1 AND entry %1$s $2%2$s
          ORDER BY entry %3$s
          LIMIT $3) l
        LEFT JOIN member m ON m.org_id = l.org_id AND m.member_id = l.member_id
        ORDER BY l.entry %3$s
        """;

    /**
     * The next entries, oldest first; without a filter they have no gaps.
     *
     * @param entry number of the last entry that is known; 0 for none
     */
    public Future<List<RecordedEntry>> after(UUID orgId, Filter filter, long entry, int limit) {
        return list(false, orgId, filter, entry, limit);
    }

    /**
     * The entries before one that is known, newest first.
     *
     * @param entry number of the last entry that is known; 0 for none
     */
    public Future<List<RecordedEntry>> before(UUID orgId, Filter filter, long entry, int limit) {
        long from = entry == 0 ? Long.MAX_VALUE : entry;
        return list(true, orgId, filter, from, limit);
    }

    /** The conditions are those that are asked for: the entries of one member have an index of their own, others are walked in order. */
    private Future<List<RecordedEntry>> list(boolean newestFirst, UUID orgId, Filter filter, long entry, int limit) {
        List<Object> values = new ArrayList<>(List.of(orgId, entry, (long) limit));
        StringBuilder conditions = new StringBuilder();
        add(conditions, "member_id = ", filter.memberId(), "::uuid", values);
        add(conditions, "cause = ", filter.cause(), "::text", values);
        add(conditions, "directory_id = ", filter.directoryId(), "::uuid", values);
        add(conditions, "activation_id = ", filter.activationId(), "::uuid", values);
        add(conditions, "request_id = ", filter.requestId(), "::uuid", values);
        add(conditions, "at >= ", time(filter.since()), "::timestamptz", values);
        add(conditions, "at < ", time(filter.until()), "::timestamptz", values);
        String sql = LIST.formatted(newestFirst ? "<" : ">", conditions, newestFirst ? "DESC" : "ASC");
        return client.preparedQuery(sql)
                .execute(Tuple.from(values))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerQueries::entry)
                        .toList());
    }

    private static void add(
            StringBuilder conditions, String comparison, @Nullable Object value, String type, List<Object> values) {
        if (value != null) {
            values.add(value);
            conditions
                    .append(" AND ")
                    .append(comparison)
                    .append('$')
                    .append(values.size())
                    .append(type);
        }
    }

    private static final String NEWEST_OF = """
        SELECT entry, at, member_id, delta, balance, billable, cause, directory_id, activation_id, request_id,
               NULL::text AS member_name
        FROM seat_ledger
        WHERE org_id = $1 AND member_id = $2
        ORDER BY entry DESC
        LIMIT 1
        """;

    /** The newest entry about a member, if there is one; without their name. */
    public Future<Optional<RecordedEntry>> newestOf(UUID orgId, UUID memberId) {
        return client.preparedQuery(NEWEST_OF)
                .execute(Tuple.of(orgId, memberId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerQueries::entry)
                        .findFirst());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static RecordedEntry entry(Row row) {
        LedgerEntry entry = new LedgerEntry(
                row.getLong("entry"),
                row.getUUID("member_id"),
                row.getShort("delta"),
                row.getInteger("balance"),
                row.getInteger("billable"),
                LedgerCause.of(row.getString("cause")),
                row.getUUID("directory_id"),
                row.getUUID("activation_id"),
                row.getUUID("request_id"));
        return new RecordedEntry(entry, row.getOffsetDateTime("at").toInstant(), row.getString("member_name"));
    }
}
