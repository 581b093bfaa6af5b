package dev.rollcall.pull.change;

import dev.rollcall.pull.source.Lease;
import dev.rollcall.pull.source.Sources;
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

/**
 * Table {@code pulled_object}: what was last read of each object, the version of the record that resulted from it, and which
 * objects are gone. Written only while the reading still has its lease, and otherwise fails with {@link Target.LeaseLost}: what an
 * overtaken reading would remember is older than what the other one has found, and the next reading would take it for the present
 * state.
 */
public final class Remembered {

    public static final String USER = "user";
    public static final String GROUP = "group";
    public static final String MEMBERS = "members";

    private final Pool pool;
    private final UUID orgId;
    private final UUID directoryId;
    private final UUID lease;

    public Remembered(Pool pool, Lease lease) {
        this.pool = pool;
        this.orgId = lease.source().orgId();
        this.directoryId = lease.source().directoryId();
        this.lease = lease.id();
    }

    /** Until the statement ends no other reading takes the lease. */
    private static final String HELD = """
        WITH held AS MATERIALIZED (
          SELECT 1 FROM directory_source WHERE org_id = $1 AND directory_id = $2 AND lease_node = $3 FOR SHARE),
        written AS (
        """;

    private static final String IS_HELD = """
        )
        SELECT count(*) AS held FROM held
        """;

    private Future<Void> write(String sql, Object... parameters) {
        Tuple all = Tuple.of(orgId, directoryId, lease);
        for (Object parameter : parameters) {
            all.addValue(parameter);
        }
        return pool.preparedQuery(HELD + sql + IS_HELD)
                .execute(all)
                .compose(rows -> rows.iterator().next().getLong("held") == 1
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture(new Target.LeaseLost()));
    }

    /** What was read and brought to that version of its record. */
    public record Brought(String externalId, Buffer hash, UUID record, long version) {}

    private static final String REMEMBER = """
        INSERT INTO pulled_object (org_id, directory_id, kind, external_id, hash, version, record_id)
        SELECT $1, $2, $4, w.external_id, w.hash, w.version, w.record_id
        FROM held, unnest($5::text[], $6::bytea[], $7::bigint[], $8::uuid[]) AS w (external_id, hash, version, record_id)
        ON CONFLICT (org_id, directory_id, kind, external_id)
        DO UPDATE SET hash = excluded.hash, version = excluded.version, record_id = excluded.record_id, gone_at = NULL
        """;

    public Future<Void> remember(String kind, List<Brought> brought) {
        if (brought.isEmpty()) {
            return Future.succeededFuture();
        }
        return write(
                REMEMBER,
                kind,
                brought.stream().map(Brought::externalId).toArray(String[]::new),
                brought.stream().map(one -> one.hash()).toArray(Buffer[]::new),
                brought.stream().map(Brought::version).toArray(Long[]::new),
                brought.stream().map(Brought::record).toArray(UUID[]::new));
    }

    private static final String PRESENT = """
        SELECT external_id FROM pulled_object
        WHERE org_id = $1 AND directory_id = $2 AND kind = $3 AND gone_at IS NULL AND external_id > $4
        ORDER BY external_id LIMIT $5
        """;

    /** What was there when it was read last, in the order of ids, behind that one. */
    public Future<List<String>> present(String kind, String behind, int most) {
        return pool.preparedQuery(PRESENT)
                .execute(Tuple.of(orgId, directoryId, kind, behind, most))
                .map(Remembered::ids);
    }

    private static final String GONE = """
        UPDATE pulled_object SET gone_at = $6 FROM held
        WHERE org_id = $1 AND directory_id = $2 AND kind = $4 AND external_id = ANY ($5)
        """;

    public Future<Void> gone(String kind, Collection<String> ids, Instant at) {
        return write(GONE, kind, ids.toArray(String[]::new), Sources.at(at));
    }

    private static final String LONG_GONE = """
        SELECT external_id FROM pulled_object
        WHERE org_id = $1 AND directory_id = $2 AND kind = $3 AND gone_at < $4 LIMIT $5
        """;

    /** What has been gone since before that time. */
    public Future<List<String>> longGone(String kind, Instant since, int most) {
        return pool.preparedQuery(LONG_GONE)
                .execute(Tuple.of(orgId, directoryId, kind, Sources.at(since), most))
                .map(Remembered::ids);
    }

    private static final String FORGET = """
        DELETE FROM pulled_object USING held
        WHERE org_id = $1 AND directory_id = $2 AND kind = ANY ($4) AND external_id = ANY ($5)
        """;

    public Future<Void> forget(Collection<String> ids, String... kinds) {
        return write(FORGET, kinds, ids.toArray(String[]::new));
    }

    /**
     * An entry for all users that a group had.
     *
     * @param reading the one that saw it last, or first missed it
     * @param isMissed whether that reading missed it
     */
    public record Whole(UUID reading, boolean isMissed) {}

    private static final String WHOLE = """
        SELECT external_id, record_id, gone_at IS NOT NULL AS missed FROM pulled_object
        WHERE org_id = $1 AND directory_id = $2 AND kind = $3
        """;

    /** The groups that had an entry for all users, by id. */
    public Future<Map<String, Whole>> whole(String kind) {
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
    public Future<Map<String, Buffer>> contents(String kind) {
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
