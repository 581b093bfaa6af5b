package dev.rollcall.core.admin;

import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.Impact.Kind;
import dev.rollcall.core.command.Impact.Line;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tables {@code forecast} and {@code forecast_line}: what a command would do to each person (R18), stored so that a long list is
 * worked out once and all of its pages come from the same result.
 */
public final class Forecasts {

    /** How long a list can be read on. */
    public static final Duration KEPT = Duration.ofHours(1);

    /** How many of one directory are kept: for as many who read at once. */
    private static final int KEPT_AT_ONCE = 5;

    private static final int ROWS_AT_ONCE = 2_000;

    /** Who loses admin first; then by what happens, those who stay out or as they are last; then by address. */
    private static final Comparator<Line> ORDER = Comparator.comparing((Line line) -> !line.losesAdmin())
            .thenComparing(Line::kind)
            .thenComparing(Line::email)
            .thenComparing(Line::id);

    private final Pool pool;
    private final InstantSource time;

    public Forecasts(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /**
     * A forecast in numbers.
     *
     * @param counts how many people of each kind; without the kinds that nobody is of
     * @param losingAdmin how many active admins would be none
     */
    public record Forecast(
            UUID id,
            Instant made,
            int seatsBefore,
            int seatsAfter,
            int adminsBefore,
            int adminsAfter,
            Map<Kind, Integer> counts,
            int losingAdmin) {
        public Forecast {
            counts = Map.copyOf(counts);
        }
    }

    /**
     * One person of a forecast.
     *
     * @param number its place in the list, from 1
     * @param memberId the member; null for a user who is none yet
     */
    public record ForecastLine(
            int number,
            Kind kind,
            @Nullable UUID memberId,
            @Nullable UUID userId,
            String email,
            @Nullable String roleBefore,
            @Nullable String roleAfter,
            @Nullable String reason) {}

    private static final String FORGET = """
        DELETE FROM forecast
        WHERE org_id = $1
          AND (made_at < $2
            OR forecast_id IN (
              SELECT forecast_id FROM forecast
              WHERE org_id = $1 AND directory_id = $3
              ORDER BY made_at DESC, forecast_id DESC
              OFFSET $4))
        """;

    private static final String KEEP = """
        INSERT INTO forecast
          (org_id, forecast_id, directory_id, made_at, seats_before, seats_after, admins_before, admins_after)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    /** Keeps a forecast, and forgets those that are old. */
    public Future<UUID> keep(UUID orgId, UUID directoryId, Impact impact) {
        UUID id = Rows.newId();
        Instant now = time.instant();
        List<Line> lines = impact.lines().stream().sorted(ORDER).toList();
        Tuple row = Tuple.from(new Object[] {
            orgId,
            id,
            directoryId,
            Rows.at(now),
            impact.seatsBefore(),
            impact.seatsAfter(),
            impact.adminsBefore(),
            impact.adminsAfter()
        });
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(FORGET)
                .execute(Tuple.of(orgId, Rows.at(now.minus(KEPT)), directoryId, KEPT_AT_ONCE - 1L))
                .compose(v -> transaction.preparedQuery(KEEP).execute(row))
                .compose(v -> keep(transaction, orgId, id, lines, 0))
                .map(id));
    }

    private static final String KEEP_LINES = """
        INSERT INTO forecast_line
          (org_id, forecast_id, line, kind, member_id, user_id, email, role_before, role_after, reason)
        SELECT $1, $2, $3 + n, kind, member_id, user_id, email, role_before, role_after, reason
        FROM unnest($4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[])
          WITH ORDINALITY AS l (kind, member_id, user_id, email, role_before, role_after, reason, n)
        """;

    private static Future<?> keep(SqlConnection transaction, UUID orgId, UUID id, List<Line> lines, int from) {
        if (from == lines.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(lines.size(), from + ROWS_AT_ONCE);
        List<Line> some = lines.subList(from, to);
        return transaction
                .preparedQuery(KEEP_LINES)
                .execute(Tuple.of(orgId, id, (long) from)
                        .addValue(texts(some, line -> line.kind().word()))
                        .addValue(ids(some, Forecasts::memberId))
                        .addValue(ids(some, Line::userId))
                        .addValue(texts(some, Line::email))
                        .addValue(texts(some, Line::roleBefore))
                        .addValue(texts(some, Line::roleAfter))
                        .addValue(texts(some, Line::reason)))
                .compose(v -> keep(transaction, orgId, id, lines, to));
    }

    /** A user who is no member has no id that means anything yet. */
    private static @Nullable UUID memberId(Line line) {
        boolean isMember = line.kind() != Kind.ADDED && !line.id().equals(line.userId());
        return isMember ? line.id() : null;
    }

    private static String[] texts(List<Line> lines, Function<Line, @Nullable String> part) {
        return lines.stream().map(part).toArray(String[]::new);
    }

    private static UUID[] ids(List<Line> lines, Function<Line, @Nullable UUID> part) {
        return lines.stream().map(part).toArray(UUID[]::new);
    }

    private static final String IN_NUMBERS = """
        SELECT f.made_at, f.seats_before, f.seats_after, f.admins_before, f.admins_after, l.kind,
               count(l.kind)::integer AS people,
               (count(*) FILTER (WHERE l.role_before = 'admin' AND l.role_after IS DISTINCT FROM 'admin'))::integer
                 AS losing_admin
        FROM forecast f
        LEFT JOIN forecast_line l ON l.org_id = f.org_id AND l.forecast_id = f.forecast_id
        WHERE f.org_id = $1 AND f.forecast_id = $2 AND f.directory_id = $3 AND f.made_at >= $4
        GROUP BY f.org_id, f.forecast_id, l.kind
        """;

    /** A forecast that is kept still. */
    public Future<Optional<Forecast>> find(UUID orgId, UUID directoryId, UUID id) {
        return pool.preparedQuery(IN_NUMBERS)
                .execute(Tuple.of(orgId, id, directoryId, Rows.at(time.instant().minus(KEPT))))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(forecast(id, rows)));
    }

    private static Forecast forecast(UUID id, Iterable<Row> rows) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        int losingAdmin = 0;
        Row any = rows.iterator().next();
        for (Row row : rows) {
            String kind = row.getString("kind");
            if (kind != null) {
                counts.put(Kind.of(kind), row.getInteger("people"));
                losingAdmin += row.getInteger("losing_admin");
            }
        }
        return new Forecast(
                id,
                any.getOffsetDateTime("made_at").toInstant(),
                any.getInteger("seats_before"),
                any.getInteger("seats_after"),
                any.getInteger("admins_before"),
                any.getInteger("admins_after"),
                counts,
                losingAdmin);
    }

    private static final String LINES = """
        SELECT line, kind, member_id, user_id, email, role_before, role_after, reason
        FROM forecast_line
        WHERE org_id = $1 AND forecast_id = $2 AND line > $3 AND ($5::text IS NULL OR kind = $5)
        ORDER BY line
        LIMIT $4
        """;

    /**
     * The next lines.
     *
     * @param kind only these, or null for all
     * @param after the number of the last line that is known; 0 from the start
     */
    public Future<List<ForecastLine>> lines(UUID orgId, UUID id, @Nullable Kind kind, int after, int limit) {
        return pool.preparedQuery(LINES)
                .execute(Tuple.of(orgId, id, after, (long) limit).addString(kind == null ? null : kind.word()))
                .map(rows -> {
                    List<ForecastLine> lines = new ArrayList<>(rows.size());
                    rows.forEach(row -> lines.add(line(row)));
                    return lines;
                });
    }

    private static ForecastLine line(Row row) {
        return new ForecastLine(
                row.getInteger("line"),
                Kind.of(row.getString("kind")),
                row.getUUID("member_id"),
                row.getUUID("user_id"),
                row.getString("email"),
                row.getString("role_before"),
                row.getString("role_after"),
                row.getString("reason"));
    }
}
