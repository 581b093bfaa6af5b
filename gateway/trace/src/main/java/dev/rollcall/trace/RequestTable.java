package dev.rollcall.trace;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Tables {@code request_log}, {@code request_key} and {@code deviation_day}: writes to them, and makes and drops their partitions. */
final class RequestTable {

    private final Pool pool;

    RequestTable(Pool pool) {
        this.pool = pool;
    }

    private static final String DAYS = "SELECT rollcall_request_log_days($1) AS dropped";

    /**
     * Makes the tables of today and the next days, and drops those of days that are over for longer than that.
     *
     * @return how many tables were dropped
     */
    Future<Integer> keep(int days) {
        return pool.preparedQuery(DAYS)
                .execute(Tuple.of(days))
                .map(rows -> rows.iterator().next().getInteger("dropped"));
    }

    private static final String ORGANISATIONS = """
        SELECT directory_id, org_id FROM directory WHERE directory_id = ANY ($1)
        """;

    /** Whose these directories are; those that do not exist are absent. */
    Future<Map<UUID, UUID>> organisations(Collection<UUID> directories) {
        return pool.preparedQuery(ORGANISATIONS)
                .execute(Tuple.of(directories.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, UUID> found = new TreeMap<>();
                    rows.forEach(row -> found.put(row.getUUID("directory_id"), row.getUUID("org_id")));
                    return found;
                });
    }

    /** An entry may be lost with the server; what it tells of is not. */
    private static final String ASIDE = "SET LOCAL synchronous_commit = off";

    private static final String ENTRIES = """
        INSERT INTO request_log (org_id, request_id, directory_id, at, method, path, kind, status, outcome, resource_id, about,
                                 micros, commit_micros, bytes_in, bytes_out, quirks, deviations, entry)
        SELECT t.org_id, t.request_id, t.directory_id, t.at, t.method, t.path, t.kind, t.status, t.outcome, t.resource_id, t.about,
               t.micros, t.commit_micros, t.bytes_in, t.bytes_out, t.quirks, t.deviations::json, t.entry::json
          FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::smallint[],
                      $9::text[], $10::uuid[], $11::text[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[],
                      $16::text[], $17::text[], $18::text[])
               AS t (org_id, request_id, directory_id, at, method, path, kind, status, outcome, resource_id, about, micros,
                     commit_micros, bytes_in, bytes_out, quirks, deviations, entry)
        """;

    private static final String KEYS = """
        INSERT INTO request_key (org_id, key, request_id)
        SELECT t.org_id, t.key, t.request_id
          FROM unnest($1::uuid[], $2::bigint[], $3::uuid[]) AS t (org_id, key, request_id)
        """;

    private static final String DEVIATIONS = """
        INSERT INTO deviation_day AS d (org_id, directory_id, day, rule, count, last_at, last_request, detail)
        SELECT t.org_id, t.directory_id, t.day, t.rule, t.count, t.last_at, t.last_request, t.detail
          FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::text[], $5::bigint[], $6::timestamptz[], $7::uuid[], $8::text[])
               AS t (org_id, directory_id, day, rule, count, last_at, last_request, detail)
         ORDER BY t.org_id, t.directory_id, t.day, t.rule
        ON CONFLICT (org_id, directory_id, day, rule) DO UPDATE
        SET count = d.count + excluded.count,
            last_at = greatest(d.last_at, excluded.last_at),
            last_request = CASE WHEN excluded.last_at >= d.last_at THEN excluded.last_request ELSE d.last_request END,
            detail = CASE WHEN excluded.last_at >= d.last_at THEN excluded.detail ELSE d.detail END
        """;

    /** Writes what has gathered, in one transaction. */
    Future<Void> write(List<Entry> entries, List<Counted> counted) {
        return pool.withTransaction(connection -> write(connection, entries, counted));
    }

    private static Future<Void> write(SqlConnection connection, List<Entry> entries, List<Counted> counted) {
        Future<?> aside = connection.query(ASIDE).execute();
        Future<?> log = entries.isEmpty() ? aside : append(connection, entries);
        Future<?> days = counted.isEmpty() ? aside : count(connection, counted);
        return Future.join(aside, log, days).mapEmpty();
    }

    private static final String WRITTEN = """
        SELECT 1 FROM request_log WHERE org_id = $1 AND request_id = $2
        """;

    /** Writes what could not be written, unless it was and only the answer was lost with the connection. */
    Future<Void> writeAgain(List<Entry> entries, List<Counted> counted) {
        if (entries.isEmpty()) {
            return write(entries, counted);
        }
        Entry first = entries.get(0);
        return pool.withTransaction(connection -> connection
                .preparedQuery(WRITTEN)
                .execute(Tuple.of(first.orgId(), first.requestId()))
                .compose(found -> found.size() > 0 ? Future.succeededFuture() : write(connection, entries, counted)));
    }

    private static Future<?> append(SqlConnection connection, List<Entry> entries) {
        Future<?> log = connection.preparedQuery(ENTRIES).execute(Tuple.from(new @Nullable Object[] {
            column(entries, Entry::orgId, UUID[]::new),
            column(entries, Entry::requestId, UUID[]::new),
            column(entries, Entry::directoryId, UUID[]::new),
            column(entries, entry -> entry.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
            column(entries, Entry::method, String[]::new),
            column(entries, Entry::path, String[]::new),
            column(entries, Entry::kind, String[]::new),
            column(entries, entry -> (short) entry.status(), Short[]::new),
            column(entries, Entry::outcome, String[]::new),
            column(entries, Entry::resource, UUID[]::new),
            column(entries, Entry::about, String[]::new),
            column(entries, Entry::micros, Long[]::new),
            column(entries, Entry::commitMicros, Long[]::new),
            column(entries, Entry::bytesIn, Long[]::new),
            column(entries, Entry::bytesOut, Long[]::new),
            column(entries, Entry::quirks, String[]::new),
            column(entries, Entry::deviations, String[]::new),
            column(entries, Entry::document, String[]::new)
        }));
        List<Key> keys = keys(entries);
        Future<?> found = connection
                .preparedQuery(KEYS)
                .execute(Tuple.of(
                        column(keys, Key::orgId, UUID[]::new),
                        column(keys, Key::key, Long[]::new),
                        column(keys, Key::requestId, UUID[]::new)));
        return Future.join(log, found);
    }

    private record Key(UUID orgId, long key, UUID requestId) {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::orgId).thenComparingLong(Key::key);
    }

    /** In the order of their index, by which neighbours in it are written one after the other. */
    private static List<Key> keys(List<Entry> entries) {
        List<Key> keys = new ArrayList<>();
        for (Entry entry : entries) {
            for (UUID person : entry.persons()) {
                keys.add(new Key(entry.orgId(), Persons.key(person), entry.requestId()));
            }
        }
        keys.sort(Key.ORDER);
        return keys;
    }

    private static Future<?> count(SqlConnection connection, List<Counted> counted) {
        return connection.preparedQuery(DEVIATIONS).execute(Tuple.from(new @Nullable Object[] {
            column(counted, Counted::orgId, UUID[]::new),
            column(counted, Counted::directoryId, UUID[]::new),
            column(counted, one -> LocalDate.ofInstant(one.lastAt(), ZoneOffset.UTC), LocalDate[]::new),
            column(counted, Counted::rule, String[]::new),
            column(counted, Counted::count, Long[]::new),
            column(counted, one -> one.lastAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
            column(counted, Counted::lastRequest, UUID[]::new),
            column(counted, Counted::detail, String[]::new)
        }));
    }

    private static <R, T> @Nullable T[] column(
            List<R> rows, Function<R, @Nullable T> field, IntFunction<@Nullable T[]> make) {
        @Nullable T[] column = make.apply(rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = field.apply(rows.get(i));
        }
        return column;
    }
}
