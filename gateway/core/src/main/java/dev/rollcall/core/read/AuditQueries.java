package dev.rollcall.core.read;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads who changed what, newest first. Every filter is an index look-up, except those by directory and by a provider's action. */
public final class AuditQueries {

    private final SqlClient client;

    public AuditQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * What is wanted; null wants everything.
     *
     * @param actor an administrator
     * @param subject id or name of what was changed
     * @param action such as {@code set_plan}
     * @param directory whose identity provider did it, or that it is about
     * @param request the request that did it
     * @param since not before
     * @param until before
     */
    public record Wanted(
            @Nullable String actor,
            @Nullable String subject,
            @Nullable String action,
            @Nullable UUID directory,
            @Nullable UUID request,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /** Where a page ended. */
    public record Place(Instant at, UUID id) {}

    /**
     * One change.
     *
     * @param actor the administrator; null when the directory's identity provider did it
     * @param directoryName null when there is no directory, or it is gone
     * @param before JSON, or null
     * @param after JSON, or null
     * @param leftOut JSON, or null
     */
    public record Entry(
            Place place,
            UUID requestId,
            @Nullable String actor,
            @Nullable UUID directoryId,
            @Nullable String directoryName,
            String action,
            String subjectType,
            String subject,
            @Nullable String before,
            @Nullable String after,
            @Nullable String leftOut) {

        static Entry of(Row row) {
            return new Entry(
                    new Place(row.getOffsetDateTime("at").toInstant(), row.getUUID("audit_id")),
                    row.getUUID("request_id"),
                    row.getString("actor"),
                    row.getUUID("directory_id"),
                    row.getString("directory_name"),
                    row.getString("action"),
                    row.getString("subject_type"),
                    row.getString("subject"),
                    row.getString("before"),
                    row.getString("after"),
                    row.getString("left_out"));
        }
    }

    /** Bytes of states before and after on a page, but for one entry's. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final String SELECT = """
        SELECT *
        FROM (
          SELECT entry.*, count(*) OVER () AS on_page,
                 sum(coalesce(octet_length(entry.before), 0) + coalesce(octet_length(entry.after), 0)
                   + coalesce(octet_length(entry.left_out), 0)) OVER (
                   ORDER BY entry.at DESC, entry.audit_id DESC
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
          FROM (
            SELECT a.at, a.audit_id, a.request_id, a.actor, a.directory_id, d.name AS directory_name, a.action,
                   a.subject_type, a.subject, a.before::text AS before, a.after::text AS after,
                   a.left_out::text AS left_out
            FROM audit a
            LEFT JOIN directory d ON d.org_id = a.org_id AND d.directory_id = a.directory_id
            WHERE a.org_id = $1%s
            ORDER BY a.at DESC, a.audit_id DESC
            LIMIT %d) entry) measured
        WHERE coalesce(bytes_before, 0) < %d
        ORDER BY at DESC, audit_id DESC
        """;

    /** Some changes, and whether there are more behind them. */
    public record Found(List<Entry> entries, boolean more) {}

    /** A page of at most so many, from behind that place on; it ends earlier when its entries are large. */
    public Future<Found> list(UUID orgId, Wanted wanted, @Nullable Place after, int limit) {
        StringBuilder conditions = new StringBuilder();
        List<Object> values = new ArrayList<>(List.of(orgId));
        add(conditions, values, " AND a.actor = $%d", wanted.actor());
        add(conditions, values, " AND a.subject = $%d", wanted.subject());
        add(conditions, values, " AND a.action = $%d", wanted.action());
        if (wanted.action() != null && !isOfProviders(wanted.action())) {
            conditions.append(" AND a.actor IS NOT NULL");
        }
        add(conditions, values, " AND a.directory_id = $%d", wanted.directory());
        add(conditions, values, " AND a.request_id = $%d", wanted.request());
        add(conditions, values, " AND a.at >= $%d", time(wanted.since()));
        add(conditions, values, " AND a.at < $%d", time(wanted.until()));
        if (after != null) {
            values.add(after.at().atOffset(ZoneOffset.UTC));
            values.add(after.id());
            conditions.append(" AND (a.at, a.audit_id) < ($%d, $%d)".formatted(values.size() - 1, values.size()));
        }
        return client.preparedQuery(SELECT.formatted(conditions, limit + 1, MOST_BYTES))
                .execute(Tuple.tuple(values))
                .map(rows -> {
                    List<Entry> found = new ArrayList<>(rows.size());
                    long all = 0;
                    for (Row row : rows) {
                        all = row.getLong("on_page");
                        if (found.size() < limit) {
                            found.add(Entry.of(row));
                        }
                    }
                    return new Found(found, found.size() < all);
                });
    }

    /** Users and groups are created, changed and deleted by providers alone. */
    private static boolean isOfProviders(String action) {
        return action.endsWith("_user") || action.endsWith("_group");
    }

    private static @Nullable Object time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static void add(StringBuilder conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            values.add(value);
            conditions.append(condition.formatted(values.size()));
        }
    }
}
