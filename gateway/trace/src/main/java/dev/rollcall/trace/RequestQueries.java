package dev.rollcall.trace;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds requests again, newest first. Every filter is an index look-up. Thread-safe. */
public final class RequestQueries {

    /** Ids that one name may lead to; more would be no person. */
    private static final int SAME_NAME = 20;

    private final SqlClient client;

    public RequestQueries(SqlClient client) {
        this.client = client;
    }

    /**
     * What is wanted; null wants everything.
     *
     * @param person id of a user or member, userName, address or externalId of whoever it was about
     * @param since not before
     * @param until before
     */
    public record Wanted(
            @Nullable String person,
            @Nullable UUID directory,
            @Nullable Integer status,
            @Nullable String outcome,
            @Nullable String kind,
            @Nullable UUID request,
            @Nullable Instant since,
            @Nullable Instant until) {}

    /**
     * One request.
     *
     * @param directoryName null when the directory is gone
     * @param resource the resource that it was about, or null
     * @param about the name that the resource was known by, or null
     * @param commitMicros until its effect was committed, or null when it had none
     * @param quirks ids of those that fired
     * @param deviations JSON, or null
     * @param document JSON: request, response, quirks and commands; null in a list
     */
    public record Found(
            UUID requestId,
            UUID directoryId,
            @Nullable String directoryName,
            Instant at,
            String method,
            String path,
            String kind,
            int status,
            String outcome,
            @Nullable UUID resource,
            @Nullable String about,
            long micros,
            @Nullable Long commitMicros,
            long bytesIn,
            long bytesOut,
            List<String> quirks,
            @Nullable String deviations,
            @Nullable String document) {

        public Found {
            quirks = List.copyOf(quirks);
        }

        static Found of(Row row, boolean whole) {
            String fired = row.getString("quirks");
            return new Found(
                    row.getUUID("request_id"),
                    row.getUUID("directory_id"),
                    row.getString("directory_name"),
                    row.getOffsetDateTime("at").toInstant(),
                    row.getString("method"),
                    row.getString("path"),
                    row.getString("kind"),
                    row.getShort("status"),
                    row.getString("outcome"),
                    row.getUUID("resource_id"),
                    row.getString("about"),
                    row.getLong("micros"),
                    row.getLong("commit_micros"),
                    row.getLong("bytes_in"),
                    row.getLong("bytes_out"),
                    fired == null ? List.of() : Arrays.asList(fired.split(",", -1)),
                    row.getString("deviations"),
                    whole ? row.getString("entry") : null);
        }
    }

    private static final String COLUMNS = """
        r.request_id, r.directory_id, d.name AS directory_name, r.at, r.method, r.path, r.kind, r.status, r.outcome,
        r.resource_id, r.about, r.micros, r.commit_micros, r.bytes_in, r.bytes_out, r.quirks, r.deviations::text AS deviations
        """;

    private static final String LIST = """
        SELECT %s
        FROM request_log r
        LEFT JOIN directory d ON d.org_id = r.org_id AND d.directory_id = r.directory_id
        WHERE r.org_id = $1%s
        ORDER BY r.request_id DESC
        LIMIT %d
        """;

    /** Ids of requests about somebody: those of this version, and those that the version before wrote. */
    private static final String ABOUT = """
        (SELECT k.request_id FROM request_key k WHERE k.org_id = $1 AND k.key = ANY ($%1$d)
         UNION ALL
         SELECT p.request_id FROM request_person p WHERE p.org_id = $1 AND p.person = ANY ($%2$d))
        """;

    private static final String OF_PERSON = " AND r.request_id IN " + ABOUT;

    /** A page of at most so many, from behind that request on. */
    public Future<List<Found>> list(UUID orgId, Wanted wanted, @Nullable UUID after, int limit) {
        String person = wanted.person();
        return person == null
                ? list(orgId, wanted, Set.of(), after, limit)
                : persons(orgId, person).compose(keys -> list(orgId, wanted, keys, after, limit));
    }

    private Future<List<Found>> list(UUID orgId, Wanted wanted, Set<UUID> persons, @Nullable UUID after, int limit) {
        Conditions where = new Conditions(orgId);
        where.add(" AND r.directory_id = $%d", wanted.directory());
        where.add(
                " AND r.status = $%d",
                wanted.status() == null ? null : wanted.status().shortValue());
        where.add(" AND r.outcome = $%d", wanted.outcome());
        if (wanted.outcome() != null && !wanted.outcome().equals("done")) {
            where.text(" AND r.outcome <> 'done'");
        }
        where.add(" AND r.kind = $%d", wanted.kind());
        where.add(" AND r.request_id = $%d", wanted.request());
        where.add(" AND r.request_id >= $%d", wanted.since() == null ? null : RequestIds.first(wanted.since()));
        where.add(" AND r.request_id < $%d", wanted.until() == null ? null : RequestIds.first(wanted.until()));
        where.add(" AND r.request_id < $%d", after);
        if (!persons.isEmpty()) {
            where.add(OF_PERSON, keys(persons), persons.toArray(UUID[]::new));
        }
        return client.preparedQuery(LIST.formatted(COLUMNS, where.conditions(), limit))
                .execute(where.values())
                .map(rows -> found(rows, false));
    }

    private static List<Found> found(RowSet<Row> rows, boolean whole) {
        List<Found> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(Found.of(row, whole)));
        return all;
    }

    private static final String ONE = """
        SELECT %s, r.entry::text AS entry
        FROM request_log r
        LEFT JOIN directory d ON d.org_id = r.org_id AND d.directory_id = r.directory_id
        WHERE r.org_id = $1 AND r.request_id = $2
        """.formatted(COLUMNS);

    /** One request with all that was kept of it; empty when there is none of that id, or no longer. */
    public Future<Optional<Found>> one(UUID orgId, UUID requestId) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(orgId, requestId))
                .map(rows -> found(rows, true).stream().findFirst());
    }

    private static final String NEWEST = """
        SELECT %s, r.entry::text AS entry
        FROM request_log r
        LEFT JOIN directory d ON d.org_id = r.org_id AND d.directory_id = r.directory_id
        WHERE r.org_id = $1%s
        ORDER BY r.request_id DESC
        LIMIT %d
        """;

    /** The newest requests of a directory with all that was kept of them, at most so many, from behind that one on. */
    public Future<List<Found>> newest(UUID orgId, UUID directoryId, @Nullable UUID after, int limit) {
        Conditions where = new Conditions(orgId);
        where.add(" AND r.directory_id = $%d", directoryId);
        where.add(" AND r.request_id < $%d", after);
        return client.preparedQuery(NEWEST.formatted(COLUMNS, where.conditions(), limit))
                .execute(where.values())
                .map(rows -> found(rows, true));
    }

    private static final String LEFT_OUT = """
        SELECT %s
        FROM request_log r
        LEFT JOIN directory d ON d.org_id = r.org_id AND d.directory_id = r.directory_id
        WHERE r.org_id = $1 AND r.request_id IN %s AND r.deviations IS NOT NULL
        ORDER BY r.request_id DESC
        LIMIT %d
        """;

    /** The newest requests about a user in which something was accepted against the RFC, left out above all. */
    public Future<List<Found>> deviating(UUID orgId, UUID userId, int limit) {
        return client.preparedQuery(LEFT_OUT.formatted(COLUMNS, ABOUT.formatted(2, 3), limit))
                .execute(Tuple.of(orgId, keys(Set.of(userId)), new UUID[] {userId}))
                .map(rows -> found(rows, false));
    }

    private static final String USER_OF_MEMBER = """
        SELECT user_id FROM member WHERE org_id = $1 AND member_id = ANY ($2) AND user_id IS NOT NULL
        """;

    private static final String RESOURCES = """
        SELECT DISTINCT resource_id
        FROM (
          SELECT r.resource_id
          FROM request_log r
          WHERE r.org_id = $1 AND r.request_id IN %s
          ORDER BY r.request_id DESC
          LIMIT 200) newest
        WHERE resource_id IS NOT NULL
        LIMIT %d
        """.formatted(ABOUT.formatted(2, 3), SAME_NAME);

    /** All keys of somebody: those of what was given, and the ids of what was known by it. */
    private Future<Set<UUID>> persons(UUID orgId, String person) {
        Set<UUID> keys = new LinkedHashSet<>(Persons.keys(orgId, person));
        return users(orgId, keys).compose(users -> {
            keys.addAll(users);
            return Persons.isId(person) ? Future.succeededFuture(keys) : resources(orgId, keys);
        });
    }

    private Future<List<UUID>> users(UUID orgId, Set<UUID> keys) {
        return client.preparedQuery(USER_OF_MEMBER)
                .execute(Tuple.from(new Object[] {orgId, keys.toArray(UUID[]::new)}))
                .map(rows -> ids(rows, "user_id"));
    }

    private Future<Set<UUID>> resources(UUID orgId, Set<UUID> keys) {
        return client.preparedQuery(RESOURCES)
                .execute(Tuple.of(orgId, keys(keys), keys.toArray(UUID[]::new)))
                .map(rows -> {
                    keys.addAll(ids(rows, "resource_id"));
                    return keys;
                });
    }

    private static Long[] keys(Set<UUID> persons) {
        return persons.stream().map(Persons::key).toArray(Long[]::new);
    }

    private static List<UUID> ids(RowSet<Row> rows, String column) {
        List<UUID> ids = new ArrayList<>(rows.size());
        rows.forEach(row -> ids.add(row.getUUID(column)));
        return ids;
    }
}
