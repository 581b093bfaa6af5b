package dev.rollcall.pull;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Table {@code pulled_object}: what was read of each object last, to which version of its record it was brought, and what is gone. */
final class Remembered {

    static final String USER = "user";
    static final String GROUP = "group";
    static final String MEMBERS = "members";

    private final Pool pool;
    private final UUID orgId;
    private final UUID directoryId;

    Remembered(Pool pool, UUID orgId, UUID directoryId) {
        this.pool = pool;
        this.orgId = orgId;
        this.directoryId = directoryId;
    }

    /** What was read and brought to that version of its record. */
    record Brought(String externalId, Buffer hash, UUID record, long version) {}

    private static final String REMEMBER = """
        INSERT INTO pulled_object (org_id, directory_id, kind, external_id, hash, version, record_id)
        SELECT $1, $2, $3, w.external_id, w.hash, w.version, w.record_id
        FROM unnest($4::text[], $5::bytea[], $6::bigint[], $7::uuid[]) AS w (external_id, hash, version, record_id)
        ON CONFLICT (org_id, directory_id, kind, external_id)
        DO UPDATE SET hash = excluded.hash, version = excluded.version, record_id = excluded.record_id, gone_at = NULL
        """;

    Future<Void> remember(String kind, List<Brought> brought) {
        if (brought.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(REMEMBER)
                .execute(Tuple.of(
                        orgId,
                        directoryId,
                        kind,
                        brought.stream().map(Brought::externalId).toArray(String[]::new),
                        brought.stream().map(one -> one.hash()).toArray(Buffer[]::new),
                        brought.stream().map(Brought::version).toArray(Long[]::new),
                        brought.stream().map(Brought::record).toArray(UUID[]::new)))
                .mapEmpty();
    }

    private static final String PRESENT = """
        SELECT external_id FROM pulled_object
        WHERE org_id = $1 AND directory_id = $2 AND kind = $3 AND gone_at IS NULL AND external_id > $4
        ORDER BY external_id LIMIT $5
        """;

    /** What was there when it was read last, in the order of ids, behind that one. */
    Future<List<String>> present(String kind, String behind, int most) {
        return pool.preparedQuery(PRESENT)
                .execute(Tuple.of(orgId, directoryId, kind, behind, most))
                .map(Remembered::ids);
    }

    private static final String GONE = """
        UPDATE pulled_object SET gone_at = $5
        WHERE org_id = $1 AND directory_id = $2 AND kind = $3 AND external_id = ANY ($4)
        """;

    Future<Void> gone(String kind, Collection<String> ids, Instant at) {
        return pool.preparedQuery(GONE)
                .execute(Tuple.of(orgId, directoryId, kind, ids.toArray(String[]::new), Sources.at(at)))
                .mapEmpty();
    }

    private static final String LONG_GONE = """
        SELECT external_id FROM pulled_object
        WHERE org_id = $1 AND directory_id = $2 AND kind = $3 AND gone_at < $4 LIMIT $5
        """;

    /** What has been gone since before that time. */
    Future<List<String>> longGone(String kind, Instant since, int most) {
        return pool.preparedQuery(LONG_GONE)
                .execute(Tuple.of(orgId, directoryId, kind, Sources.at(since), most))
                .map(Remembered::ids);
    }

    private static final String FORGET = """
        DELETE FROM pulled_object
        WHERE org_id = $1 AND directory_id = $2 AND kind = ANY ($3) AND external_id = ANY ($4)
        """;

    Future<Void> forget(Collection<String> ids, String... kinds) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(orgId, directoryId, kinds, ids.toArray(String[]::new)))
                .mapEmpty();
    }

    /**
     * An entry for all users that a group had.
     *
     * @param reading the one that saw it last, or first missed it
     * @param isMissed whether that reading missed it
     */
    record Whole(UUID reading, boolean isMissed) {}

    private static final String WHOLE = """
        SELECT external_id, record_id, gone_at IS NOT NULL AS missed FROM pulled_object
        WHERE org_id = $1 AND directory_id = $2 AND kind = $3
        """;

    /** The groups that had an entry for all users, by id. */
    Future<Map<String, Whole>> whole(String kind) {
        return pool.preparedQuery(WHOLE)
                .execute(Tuple.of(orgId, directoryId, kind))
                .map(rows -> {
                    Map<String, Whole> found = new HashMap<>();
                    for (Row row : rows) {
                        found.put(
                                row.getString("external_id"),
                                new Whole(row.getUUID("record_id"), row.getBoolean("missed")));
                    }
                    return found;
                });
    }

    private static final String CONTENTS = """
        SELECT external_id, hash FROM pulled_object WHERE org_id = $1 AND directory_id = $2 AND kind = $3
        """;

    /** What is remembered of each group under that kind, by the group's id. */
    Future<Map<String, Buffer>> contents(String kind) {
        return pool.preparedQuery(CONTENTS)
                .execute(Tuple.of(orgId, directoryId, kind))
                .map(rows -> {
                    Map<String, Buffer> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getString("external_id"), row.getBuffer("hash")));
                    return found;
                });
    }

    private static List<String> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("external_id"))
                .toList();
    }
}
