package dev.rollcall.core.admin.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.admin.EventLog;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.Difference;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.model.word.AuditAction;
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
        INSERT INTO directory (org_id, directory_id, name, provider, state, created_at, nested_groups)
        VALUES ($1, $2, $3, $4, 'draft', $5, $6)
        RETURNING org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id,
            nested_groups
        """;

    /** Makes a directory whose roles count directly only. */
    public Future<Directory> create(Actor by, String name, String provider) {
        return create(by, name, provider, false);
    }

    /**
     * Makes a directory in state {@code draft}, tolerant, with default role {@code member}.
     *
     * @param provider id of an adapter; the caller knows which exist
     * @param nestedGroups whether roles count through groups in groups
     */
    public Future<Directory> create(Actor by, String name, String provider, boolean nestedGroups) {
        Instant now = time.instant();
        return pool.withTransaction(transaction -> EventLog.lock(transaction, by.orgId())
                .compose(locked -> create(transaction, now, by.orgId(), name, provider, nestedGroups))
                .compose(made -> AuditLog.append(
                                transaction,
                                now,
                                by,
                                change(AuditAction.CREATE_DIRECTORY, made.id()),
                                null,
                                settings(made))
                        .compose(told -> DirectoryNews.created(transaction, now, by, made))
                        .map(made)));
    }

    public static Future<Directory> create(SqlClient db, Instant now, UUID orgId, String name, String provider) {
        return create(db, now, orgId, name, provider, false);
    }

    private static Future<Directory> create(
            SqlClient db, Instant now, UUID orgId, String name, String provider, boolean nestedGroups) {
        if (isUnfit(name)) {
            return Future.failedFuture(unfit());
        }
        return db.preparedQuery(CREATE)
                .execute(Tuple.of(orgId, Rows.newId(), name.strip(), provider, Rows.at(now), nestedGroups))
                .map(rows -> Directory.of(rows.iterator().next()));
    }

    private static final String OF_ORGANISATION = """
        SELECT org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id,
            nested_groups
        FROM directory
        WHERE org_id = $1
        ORDER BY directory_id
        """;

    /** The organisation's directories, oldest first. */
    public Future<List<Directory>> list(UUID orgId) {
        return list(pool, orgId);
    }

    public static Future<List<Directory>> list(SqlClient db, UUID orgId) {
        return db.preparedQuery(OF_ORGANISATION).execute(Tuple.of(orgId)).map(rows -> Rows.all(rows, Directory::of));
    }

    private static final String BY_ID = """
        SELECT org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id,
            nested_groups
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
        SELECT org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id,
            nested_groups
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
        SET name = $3, mode = $4, disabled_quirks = $5, provider = $6
        WHERE org_id = $1 AND directory_id = $2
        RETURNING org_id, directory_id, name, provider, state, mode, disabled_quirks, default_role, activation_id,
            nested_groups
        """;

    /**
     * Changes settings between two batches: name, mode, disabled quirks and provider, which only says how the IdP's requests are
     * read from now on (R22). Fails with {@link AdminException} when there is no such directory or the name is unfit, and with
     * whatever the change throws.
     *
     * @param change from what is stored to what is wanted; runs under the organisation's lock
     */
    public Future<Directory> change(Actor by, UUID directoryId, UnaryOperator<Directory> change) {
        return pool.withTransaction(transaction -> Rows.lock(transaction, by.orgId())
                .compose(locked -> get(transaction, by.orgId(), directoryId))
                .compose(current -> set(transaction, change.apply(current))
                        .compose(changed ->
                                tell(transaction, by, current, changed).map(changed))));
    }

    private Future<Void> tell(SqlClient transaction, Actor by, Directory before, Directory after) {
        Difference difference = Difference.between(settings(before), settings(after));
        if (difference.isEmpty()) {
            return Future.succeededFuture();
        }
        Instant now = time.instant();
        return AuditLog.append(
                        transaction,
                        now,
                        by,
                        change(AuditAction.CHANGE_DIRECTORY, after.id()),
                        difference.before(),
                        difference.after())
                .compose(told -> DirectoryNews.changed(transaction, now, by, after, difference));
    }

    private static AuditLog.Change change(AuditAction action, UUID directoryId) {
        return new AuditLog.Change(action, directoryId, "directory", directoryId.toString());
    }

    private static ObjectNode settings(Directory directory) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", directory.name())
                .put("provider", directory.provider())
                .put("mode", directory.mode().name().toLowerCase(Locale.ROOT));
        ArrayNode disabled = json.putArray("disabledQuirks");
        directory.disabledQuirks().stream().sorted().forEach(disabled::add);
        return json;
    }

    private static Future<Directory> set(SqlClient transaction, Directory wanted) {
        if (isUnfit(wanted.name())) {
            return Future.failedFuture(unfit());
        }
        Tuple row = Tuple.of(
                        wanted.orgId(),
                        wanted.id(),
                        wanted.name().strip(),
                        wanted.mode().name().toLowerCase(Locale.ROOT))
                .addArrayOfString(wanted.disabledQuirks().stream().sorted().toArray(String[]::new))
                .addString(wanted.provider());
        return transaction
                .preparedQuery(SET)
                .execute(row)
                .map(rows -> Directory.of(rows.iterator().next()));
    }

    private static boolean isUnfit(String name) {
        return name.isBlank() || name.length() > MAX_NAME;
    }

    private static AdminException unfit() {
        return AdminException.invalid("name must be a text of 1 to " + MAX_NAME + " characters.");
    }

    /** What a directory that was never live can have, each before what it refers to. */
    private static final List<String> TABLES = List.of(
            "awaited_address",
            "group_ancestor",
            "group_member",
            "directory_group",
            "directory_user_email",
            "directory_user",
            "role_assignment",
            "directory_credential",
            "directory_schema",
            "directory_profile",
            "directory_health",
            "source_channel",
            "source_hint",
            "directory_source",
            "sync_pass",
            "pulled_object",
            "directory");

    /**
     * Deletes a draft with everything that was sent to it. Fails with {@link AdminException} when there is no such directory, or
     * it has left that state: ledger and members tell of it from then on.
     */
    public Future<Void> deleteDraft(Actor by, UUID directoryId) {
        UUID orgId = by.orgId();
        return pool.withTransaction(transaction -> Rows.lock(transaction, orgId)
                .compose(locked -> get(transaction, orgId, directoryId))
                .compose(directory -> {
                    if (directory.state() != State.DRAFT) {
                        return Future.failedFuture(
                                AdminException.conflict("Only a draft can be deleted; the directory \""
                                        + directory.name() + "\" is "
                                        + directory.state().word()
                                        + ". Deactivate it instead; what it did stays in the ledger and in the "
                                        + "history."));
                    }
                    Future<?> chain = Future.succeededFuture();
                    for (String table : TABLES) {
                        chain = chain.compose(v -> transaction
                                .preparedQuery("DELETE FROM " + table + " WHERE org_id = $1 AND directory_id = $2")
                                .execute(Tuple.of(orgId, directoryId)));
                    }
                    Instant now = time.instant();
                    return chain.compose(v -> AuditLog.append(
                                    transaction,
                                    now,
                                    by,
                                    change(AuditAction.DELETE_DIRECTORY, directoryId),
                                    settings(directory),
                                    null))
                            .compose(told -> DirectoryNews.deleted(transaction, now, by, directory));
                }));
    }

    static AdminException noSuchDirectory(UUID directoryId) {
        return AdminException.notFound("The organisation has no directory " + directoryId + ".");
    }
}
