package dev.rollcall.core.admin;

import dev.rollcall.core.model.DirectoryRow.State;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Table {@code directory}. */
public final class Directories {

    private static final int MAX_NAME = 200;

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

    private static final String OF_ORGANISATION_BY_ID = """
            SELECT org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id
            FROM directory
            WHERE org_id = $1 AND directory_id = $2
            """;

    static Future<Directory> get(SqlClient db, UUID orgId, UUID directoryId) {
        return db.preparedQuery(OF_ORGANISATION_BY_ID)
                .execute(Tuple.of(orgId, directoryId))
                .compose(rows -> Rows.first(rows, Directory::of))
                .map(found -> found.orElseThrow(() -> noSuchDirectory(directoryId)));
    }

    private static final String SET = """
            UPDATE directory
            SET name = $3, mode = $4, disabled_quirks = $5
            WHERE org_id = $1 AND directory_id = $2
            RETURNING org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id
            """;

    /**
     * Changes settings between two batches: name, mode and disabled quirks. Fails with {@link AdminException} when there is no
     * such directory or the name is unfit, and with whatever the change throws.
     *
     * @param change from what is stored to what is wanted; runs under the organisation's lock
     */
    public Future<Directory> change(UUID orgId, UUID directoryId, UnaryOperator<Directory> change) {
        return pool.withTransaction(transaction -> Rows.lock(transaction, orgId)
                .compose(locked -> get(transaction, orgId, directoryId))
                .map(change)
                .compose(wanted -> set(transaction, wanted)));
    }

    private static Future<Directory> set(SqlClient transaction, Directory wanted) {
        if (wanted.name().isBlank() || wanted.name().length() > MAX_NAME) {
            return Future.failedFuture(
                    AdminException.invalid("name must be a text of 1 to " + MAX_NAME + " characters."));
        }
        Tuple row = Tuple.of(
                        wanted.orgId(),
                        wanted.id(),
                        wanted.name().strip(),
                        wanted.mode().name().toLowerCase(Locale.ROOT))
                .addArrayOfString(wanted.disabledQuirks().stream().sorted().toArray(String[]::new));
        return transaction
                .preparedQuery(SET)
                .execute(row)
                .map(rows -> Directory.of(rows.iterator().next()));
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
