package dev.rollcall.core.admin.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code directory_profile}: the profiles that describe a directory's client, in every version that an administrator has
 * saved; the newest counts.
 */
public final class DirectoryProfiles {

    /** Of one directory; older ones are forgotten. */
    public static final int KEPT = 100;

    private static final int MAX_LENGTH = 200_000;

    private final Pool pool;
    private final InstantSource time;

    public DirectoryProfiles(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /**
     * One version.
     *
     * @param number counted from 1
     * @param document as it was sent
     * @param by who sent it
     */
    public record Version(int number, ObjectNode document, String by, Instant at) {}

    private static final String NEWEST = """
        SELECT number, document::text AS document, created_by, created_at
        FROM directory_profile
        WHERE org_id = $1 AND directory_id = $2
        ORDER BY number DESC
        LIMIT 1
        """;

    /** The version that counts; empty where a directory never had one. */
    public Future<Optional<Version>> newest(UUID orgId, UUID directoryId) {
        return newest(pool, orgId, directoryId);
    }

    private static Future<Optional<Version>> newest(SqlClient db, UUID orgId, UUID directoryId) {
        return db.preparedQuery(NEWEST)
                .execute(Tuple.of(orgId, directoryId))
                .compose(rows -> Rows.first(rows, DirectoryProfiles::version));
    }

    private static final String LIST = """
        SELECT number, document::text AS document, created_by, created_at
        FROM directory_profile
        WHERE org_id = $1 AND directory_id = $2 AND ($3 = 0 OR number < $3)
        ORDER BY number DESC
        LIMIT $4
        """;

    /**
     * Versions, newest first.
     *
     * @param before those with a smaller number; 0 for all
     */
    public Future<List<Version>> list(UUID orgId, UUID directoryId, int before, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(orgId, directoryId, before, limit))
                .map(rows -> Rows.all(rows, DirectoryProfiles::version));
    }

    private static final String ONE = """
        SELECT number, document::text AS document, created_by, created_at
        FROM directory_profile
        WHERE org_id = $1 AND directory_id = $2 AND number = $3
        """;

    /** One version; fails with {@link AdminException} when there is none of that number. */
    public Future<Version> get(UUID orgId, UUID directoryId, int number) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(orgId, directoryId, number))
                .compose(rows -> Rows.first(rows, DirectoryProfiles::version))
                .map(found -> found.orElseThrow(() -> AdminException.notFound("The directory has no version " + number
                        + " of its profile. GET .../profile/versions lists those that it has.")));
    }

    private static final String PUT = """
        INSERT INTO directory_profile (org_id, directory_id, number, document, created_by, created_at)
        VALUES ($1, $2, $3, $4::text::json, $5, $6)
        """;

    private static final String FORGET = """
        DELETE FROM directory_profile
        WHERE org_id = $1 AND directory_id = $2 AND number <= $3
        """;

    /**
     * Stores a document as the next version, which counts from then on.
     *
     * @param document one that can be used
     * @param check is told the version that counts until then, and may refuse by an exception
     */
    public Future<Version> put(Actor by, UUID directoryId, ObjectNode document, Consumer<Optional<Version>> check) {
        UUID orgId = by.orgId();
        String text = document.toString();
        if (text.length() > MAX_LENGTH) {
            return Future.failedFuture(AdminException.invalid("A profile has at most " + MAX_LENGTH + " characters."));
        }
        Instant now = time.instant();
        return pool.withTransaction(transaction -> Rows.lock(transaction, orgId)
                .compose(locked -> Directories.get(transaction, orgId, directoryId))
                .compose(directory -> newest(transaction, orgId, directoryId))
                .compose(before -> {
                    check.accept(before);
                    int number = before.map(Version::number).orElse(0) + 1;
                    Version version = new Version(number, document, by.subject(), now);
                    Tuple row = Tuple.of(orgId, directoryId, number, text, by.subject())
                            .addValue(Rows.at(now));
                    return transaction
                            .preparedQuery(PUT)
                            .execute(row)
                            .compose(stored -> transaction
                                    .preparedQuery(FORGET)
                                    .execute(Tuple.of(orgId, directoryId, number - KEPT)))
                            .compose(forgotten -> tell(
                                    transaction,
                                    by,
                                    directoryId,
                                    before.map(Version::document).orElse(null),
                                    document))
                            .map(version);
                }));
    }

    private Future<Void> tell(
            SqlClient transaction, Actor by, UUID directoryId, @Nullable ObjectNode before, ObjectNode after) {
        Instant now = time.instant();
        return AuditLog.append(
                        transaction,
                        now,
                        by,
                        new AuditLog.Change(AuditAction.SET_PROFILE, directoryId, "directory", directoryId.toString()),
                        before,
                        after)
                .compose(told -> DirectoryNews.changed(transaction, now, by, directoryId, "profile"));
    }

    private static Version version(Row row) {
        JsonNode document = ScimJson.parse(row.getString("document").getBytes(StandardCharsets.UTF_8));
        return new Version(
                row.getInteger("number"),
                (ObjectNode) document,
                row.getString("created_by"),
                Objects.requireNonNull(Rows.instant(row, "created_at")));
    }
}
