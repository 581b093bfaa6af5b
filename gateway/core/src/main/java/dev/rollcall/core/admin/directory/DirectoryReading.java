package dev.rollcall.core.admin.directory;

import dev.rollcall.core.admin.Rows;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of the readings of a directory that is read from its provider.
 *
 * @param state {@code unproven}, {@code ready} or {@code stopped}: whether it may be read
 * @param obstacle a sentence that says what was in the way when the set-up was last checked, or null
 * @param every how long after one reading of users the next begins
 * @param next when the next one begins
 * @param complete when the last complete reading among the last ten ended, or null
 * @param failures how many of the last ten have ended since then without being complete
 * @param note what the last of those says, or null
 */
public record DirectoryReading(
        String state,
        @Nullable String obstacle,
        Duration every,
        Instant next,
        @Nullable Instant complete,
        int failures,
        @Nullable String note) {

    /** To be joined to a directory {@code d}; its columns are read by {@link #of}. */
    static final String JOIN = """
        LEFT JOIN directory_source s ON s.org_id = d.org_id AND s.directory_id = d.directory_id
        LEFT JOIN LATERAL (
          SELECT max(p.ended_at) FILTER (WHERE p.state = 'complete') AS complete_at,
                 array_agg(p.ended_at ORDER BY p.pass_id DESC) FILTER (WHERE p.state <> 'complete') AS failed,
                 (array_agg(p.notes ->> -1 ORDER BY p.pass_id DESC) FILTER (WHERE p.state <> 'complete'))[1] AS note
          FROM (SELECT * FROM sync_pass p
                WHERE p.org_id = s.org_id AND p.directory_id = s.directory_id AND p.ended_at IS NOT NULL
                  AND p.kind IN ('users', 'full')
                ORDER BY p.pass_id DESC
                LIMIT 10) p) r ON s.directory_id IS NOT NULL
        """;

    static final String COLUMNS = """
        s.state AS reading_state, s.users_seconds, s.users_due, r.complete_at, r.note,
        jsonb_path_query_first(s.findings, '$[*] ? (@.mistake.type() == "string").sentence') #>> '{}' AS obstacle,
        (SELECT count(*) FROM unnest(r.failed) AS f (at) WHERE r.complete_at IS NULL OR f.at > r.complete_at) AS missed
        """;

    /** Null for a directory that is not read. */
    static @Nullable DirectoryReading of(Row row) {
        String state = row.getString("reading_state");
        return state == null
                ? null
                : new DirectoryReading(
                        state,
                        row.getString("obstacle"),
                        Duration.ofSeconds(row.getInteger("users_seconds")),
                        Objects.requireNonNull(Rows.instant(row, "users_due")),
                        Rows.instant(row, "complete_at"),
                        row.getLong("missed").intValue(),
                        row.getString("note"));
    }
}
