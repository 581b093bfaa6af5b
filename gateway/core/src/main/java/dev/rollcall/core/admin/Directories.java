package dev.rollcall.core.admin;

import dev.rollcall.core.model.DirectoryRow.State;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Table {@code directory}. */
public final class Directories {

    private final Pool pool;
    private final InstantSource time;

    public Directories(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    private static final String CREATE = """
            INSERT INTO directory (org_id, directory_id, name, provider, state, created_at)
            VALUES ($1, $2, $3, $4, 'draft', $5)
            RETURNING org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id
            """;

    /**
     * Makes a directory in state {@code draft}, tolerant, with default role {@code member}.
     *
     * @param provider id of an adapter; the caller knows which exist
     */
    public Future<Directory> create(UUID orgId, String name, String provider) {
        return create(pool, time.instant(), orgId, name, provider);
    }

    static Future<Directory> create(SqlClient db, Instant now, UUID orgId, String name, String provider) {
        if (name.isBlank()) {
            return Future.failedFuture(AdminException.invalid("A directory needs a name."));
        }
        return db.preparedQuery(CREATE)
                .execute(Tuple.of(orgId, Rows.newId(), name.strip(), provider, Rows.at(now)))
                .map(rows -> Directory.of(rows.iterator().next()));
    }

    private static final String OF_ORGANISATION = """
            SELECT org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id
            FROM directory
            WHERE org_id = $1
            ORDER BY directory_id
            """;

    /** The organisation's directories, oldest first. */
    public Future<List<Directory>> list(UUID orgId) {
        return list(pool, orgId);
    }

    static Future<List<Directory>> list(SqlClient db, UUID orgId) {
        return db.preparedQuery(OF_ORGANISATION).execute(Tuple.of(orgId)).map(rows -> Rows.all(rows, Directory::of));
    }

    private static final String BY_ID = """
            SELECT org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id
            FROM directory
            WHERE directory_id = $1
            """;

    /** The directory and, in it, the id of its organisation. */
    public Future<Optional<Directory>> byId(UUID directoryId) {
        return pool.preparedQuery(BY_ID)
                .execute(Tuple.of(directoryId))
                .compose(rows -> Rows.first(rows, Directory::of));
    }

    private static final String SET_STATE = """
            UPDATE directory
            SET state = $3,
                activation_id = CASE $3
                  WHEN 'active' THEN coalesce(activation_id, $4)
                  WHEN 'paused' THEN activation_id
                END
            WHERE org_id = $1 AND directory_id = $2
            RETURNING org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id
            """;

    /**
     * Changes the state between two batches. An activation begins with {@code active}, outlives a pause, and ends with any
     * other state. Whether the organisation may activate is the caller's question (R1, R2); members stay as they are.
     */
    public Future<Directory> setState(UUID orgId, UUID directoryId, State state) {
        return pool.withTransaction(transaction -> setState(transaction, orgId, directoryId, state));
    }

    static Future<Directory> setState(SqlClient transaction, UUID orgId, UUID directoryId, State state) {
        return Rows.lock(transaction, orgId)
                .compose(locked -> transaction
                        .preparedQuery(SET_STATE)
                        .execute(Tuple.of(orgId, directoryId, state.word(), Rows.newId())))
                .compose(rows -> Rows.first(rows, Directory::of))
                .map(changed -> changed.orElseThrow(() -> noSuchDirectory(directoryId)));
    }

    static AdminException noSuchDirectory(UUID directoryId) {
        return AdminException.notFound("The organisation has no directory " + directoryId + ".");
    }
}
