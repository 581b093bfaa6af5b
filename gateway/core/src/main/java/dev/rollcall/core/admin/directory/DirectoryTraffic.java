package dev.rollcall.core.admin.directory;

import dev.rollcall.core.admin.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Table {@code directory_health}: what the gateway knows about the requests that directories receive. */
public final class DirectoryTraffic {

    private final Pool pool;

    public DirectoryTraffic(Pool pool) {
        this.pool = pool;
    }

    /**
     * What was seen; a null says never.
     *
     * @param firstProbe the first connection test
     * @param lastProbe the last one
     * @param lastRequest the last request with a valid credential
     * @param lastChange the last write that took effect
     * @param failures since the last success
     * @param failure the last of them, or null when there is none
     * @param reading how its reading goes where the directory is read, or null
     */
    public record Seen(
            @Nullable Instant firstProbe,
            @Nullable Instant lastProbe,
            @Nullable Instant lastRequest,
            @Nullable Instant lastChange,
            int failures,
            @Nullable Failure failure,
            @Nullable DirectoryReading reading) {

        public static final Seen NOTHING = new Seen(null, null, null, null, 0, null, null);

        static Seen of(Row row) {
            Instant failedAt = Rows.instant(row, "failure_at");
            return new Seen(
                    Rows.instant(row, "first_probe_at"),
                    Rows.instant(row, "last_probe_at"),
                    Rows.instant(row, "last_request_at"),
                    Rows.instant(row, "last_change_at"),
                    row.getInteger("failures"),
                    failedAt == null
                            ? null
                            : new Failure(row.getString("failure_kind"), failedAt, row.getUUID("failure_request")),
                    DirectoryReading.of(row));
        }
    }

    /** A request that was answered with a failure of this kind. */
    public record Failure(String kind, Instant at, UUID requestId) {}

    /**
     * What one node saw of a directory since it last told.
     *
     * @param succeeded whether a request succeeded, so that {@code seen.failures} counts from there
     */
    public record News(UUID directoryId, boolean succeeded, Seen seen) {}

    private static final String TELL = """
        INSERT INTO directory_health AS h (org_id, directory_id, first_probe_at, last_probe_at, last_request_at,
                                           last_change_at, failures, failure_kind, failure_at, failure_request)
        SELECT d.org_id, d.directory_id, t.first_probe, t.last_probe, t.last_request, t.last_change, t.failures,
               t.kind, t.failed_at, t.request
        FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[],
                    $6::integer[], $7::text[], $8::timestamptz[], $9::uuid[])
             AS t (directory_id, first_probe, last_probe, last_request, last_change, failures, kind, failed_at,
                   request)
        JOIN directory d ON d.directory_id = t.directory_id
        ORDER BY d.org_id, d.directory_id
        ON CONFLICT (org_id, directory_id) DO UPDATE
        SET first_probe_at = coalesce(h.first_probe_at, excluded.first_probe_at),
            last_probe_at = greatest(h.last_probe_at, excluded.last_probe_at),
            last_request_at = greatest(h.last_request_at, excluded.last_request_at),
            last_change_at = greatest(h.last_change_at, excluded.last_change_at),
            failures = CASE WHEN excluded.directory_id = ANY ($10) THEN 0 ELSE h.failures END + excluded.failures,
            failure_kind = coalesce(excluded.failure_kind, h.failure_kind),
            failure_at = coalesce(excluded.failure_at, h.failure_at),
            failure_request = coalesce(excluded.failure_request, h.failure_request)
        """;

    /** Adds what a node saw. Directories that do not exist are passed over. */
    public Future<Void> tell(Collection<News> news) {
        UUID[] succeeded =
                news.stream().filter(News::succeeded).map(News::directoryId).toArray(UUID[]::new);
        return pool.preparedQuery(TELL)
                .execute(Tuple.from(new Object[] {
                    news.stream().map(News::directoryId).toArray(UUID[]::new),
                    times(news, Seen::firstProbe),
                    times(news, Seen::lastProbe),
                    times(news, Seen::lastRequest),
                    times(news, Seen::lastChange),
                    news.stream().map(one -> one.seen().failures()).toArray(Integer[]::new),
                    news.stream().map(one -> failure(one, Failure::kind)).toArray(String[]::new),
                    times(
                            news,
                            seen -> seen.failure() == null
                                    ? null
                                    : seen.failure().at()),
                    news.stream().map(one -> failure(one, Failure::requestId)).toArray(UUID[]::new),
                    succeeded
                }))
                .mapEmpty();
    }

    private static <T> @Nullable T failure(News news, Function<Failure, T> field) {
        Failure failure = news.seen().failure();
        return failure == null ? null : field.apply(failure);
    }

    private static @Nullable OffsetDateTime[] times(Collection<News> news, Function<Seen, @Nullable Instant> field) {
        @Nullable OffsetDateTime[] column = new OffsetDateTime[news.size()];
        int i = 0;
        for (News one : news) {
            Instant at = field.apply(one.seen());
            column[i++] = at == null ? null : Rows.at(at);
        }
        return column;
    }

    private static final String COLUMNS = """
        h.first_probe_at, h.last_probe_at, h.last_request_at, h.last_change_at, coalesce(h.failures, 0) AS failures,
        h.failure_kind, h.failure_at, h.failure_request,
        """ + DirectoryReading.COLUMNS;

    private static final String FROM = """
        FROM directory d
        LEFT JOIN directory_health h ON h.org_id = d.org_id AND h.directory_id = d.directory_id
        """ + DirectoryReading.JOIN;

    private static final String OF = "SELECT " + COLUMNS + FROM + "WHERE d.org_id = $1 AND d.directory_id = $2";

    /** What all nodes have told so far. */
    public Future<Seen> of(UUID orgId, UUID directoryId) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(orgId, directoryId))
                .compose(rows -> Rows.first(rows, Seen::of))
                .map((Optional<Seen> found) -> found.orElse(Seen.NOTHING));
    }

    /**
     * What was seen of a directory that its provider should come to.
     *
     * @param held how many people wait for a decision about a mass change of it (R32)
     */
    public record Watched(String provider, Seen seen, int held) {}

    private static final String RUNNING =
            "SELECT d.provider, d.mass_held, " + COLUMNS + FROM + "WHERE d.state IN ('preview', 'active')";

    /** Every directory, of whatever organisation, that is in preview or active: for numbers about all of them. */
    public Future<List<Watched>> running() {
        return pool.preparedQuery(RUNNING)
                .execute()
                .map(rows -> Rows.all(
                        rows,
                        row -> new Watched(row.getString("provider"), Seen.of(row), row.getInteger("mass_held"))));
    }
}
