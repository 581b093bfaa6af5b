package dev.rollcall.pull.hint;

import dev.rollcall.pull.source.Source;
import dev.rollcall.pull.source.Sources;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Table {@code source_hint}: the users whom a provider has reported as changed, until they have been read again. Each user is
 * listed once, however often a change is reported.
 */
public final class Hints {

    /** More are read in a reading of all users, which comes at once. */
    static final int MOST = 200;

    private final Pool pool;

    public Hints(Pool pool) {
        this.pool = pool;
    }

    private static final String ADD = """
        INSERT INTO source_hint (org_id, directory_id, external_id, told_at)
        SELECT org_id, directory_id, $3, $4 FROM directory_source WHERE org_id = $1 AND directory_id = $2
        ON CONFLICT (org_id, directory_id, external_id) DO UPDATE SET told_at = excluded.told_at
        """;

    public Future<Void> add(UUID orgId, UUID directoryId, String user, Instant now) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(orgId, directoryId, user, Sources.at(now)))
                .mapEmpty();
    }

    private static final String TAKE = """
        DELETE FROM source_hint WHERE org_id = $1 AND directory_id = $2 RETURNING external_id
        """;

    /** All of a directory, which are gone with it: those that are not read now are found by the next reading of all users. */
    public Future<List<String>> take(Source source) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(source.orgId(), source.directoryId()))
                .map(rows -> {
                    List<String> users = new ArrayList<>();
                    for (Row row : rows) {
                        users.add(row.getString("external_id"));
                    }
                    return List.copyOf(users);
                });
    }
}
