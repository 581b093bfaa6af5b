package dev.rollcall.trace;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lists how directories deviate from the RFC, by rule. Thread-safe. */
public final class DeviationQueries {

    /** What counts as recent. */
    public static final int DAYS = 7;

    private final SqlClient client;

    public DeviationQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * One rule that a directory's requests went by.
     *
     * @param rule its word (see {@link dev.rollcall.scim.DeviationRule})
     * @param count on the last {@link #DAYS} days
     * @param detail what was told about the last one
     */
    public record Recent(String rule, long count, Instant lastAt, UUID lastRequest, String detail) {}

    private static final String RECENT = """
        SELECT DISTINCT ON (rule) rule, sum(count) OVER (PARTITION BY rule)::bigint AS count, last_at, last_request, detail
        FROM deviation_day
        WHERE org_id = $1 AND directory_id = $2 AND day > $3
        ORDER BY rule, day DESC
        """;

    /** The last days of a directory, by rule. */
    public Future<List<Recent>> recent(UUID orgId, UUID directoryId, Instant now) {
        LocalDate before = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS);
        return client.preparedQuery(RECENT)
                .execute(Tuple.of(orgId, directoryId, before))
                .map(rows -> {
                    List<Recent> found = new ArrayList<>(rows.size());
                    rows.forEach(row -> found.add(new Recent(
                            row.getString("rule"),
                            row.getLong("count"),
                            row.getOffsetDateTime("last_at").toInstant(),
                            row.getUUID("last_request"),
                            row.getString("detail"))));
                    return found;
                });
    }
}
