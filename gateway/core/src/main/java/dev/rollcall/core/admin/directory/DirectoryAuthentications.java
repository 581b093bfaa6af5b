package dev.rollcall.core.admin.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.admin.EventLog;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.word.AuditAction;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Table {@code directory_authentication}: a directory without a row has {@link DirectoryAuthentication#INITIAL}. */
public final class DirectoryAuthentications {

    private static final JsonMapper JSON = new JsonMapper();

    private final Pool pool;
    private final InstantSource time;

    public DirectoryAuthentications(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /** What the column {@code settings} holds. */
    private record Settings(
            @JsonProperty("allowed") Set<AuthenticationMethod> allowed,
            @JsonProperty("issuers") List<TrustedIssuer> issuers) {}

    /** A directory and how its identity provider may authenticate. */
    public record Found(Directory directory, DirectoryAuthentication authentication) {}

    private static final String FIND = """
        SELECT settings::text AS settings, version FROM directory_authentication WHERE org_id = $1 AND directory_id = $2
        """;

    public Future<DirectoryAuthentication> find(UUID orgId, UUID directoryId) {
        return find(pool, orgId, directoryId);
    }

    private static Future<DirectoryAuthentication> find(SqlClient db, UUID orgId, UUID directoryId) {
        return db.preparedQuery(FIND)
                .execute(Tuple.of(orgId, directoryId))
                .compose(rows -> Rows.first(rows, DirectoryAuthentications::of))
                .map(found -> found.orElse(DirectoryAuthentication.INITIAL));
    }

    private static final String BY_DIRECTORY = """
        SELECT d.org_id, d.directory_id, d.name, d.provider, d.state, d.mode, d.disabled_quirks, d.default_role,
               d.activation_id, d.nested_groups, a.settings::text AS settings, a.version
        FROM directory d
        LEFT JOIN directory_authentication a ON a.org_id = d.org_id AND a.directory_id = d.directory_id
        WHERE d.directory_id = $1
        """;

    /** By the directory's id alone: an identity provider names no organisation. */
    public Future<Optional<Found>> byDirectory(UUID directoryId) {
        return pool.preparedQuery(BY_DIRECTORY)
                .execute(Tuple.of(directoryId))
                .compose(rows -> Rows.first(rows, row -> new Found(Directory.of(row), of(row))));
    }

    private static DirectoryAuthentication of(Row row) {
        @Nullable String settings = row.getString("settings");
        if (settings == null) {
            return DirectoryAuthentication.INITIAL;
        }
        try {
            Settings read = JSON.readValue(settings, Settings.class);
            return new DirectoryAuthentication(read.allowed(), read.issuers(), row.getInteger("version"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings of an authentication that cannot be read", e);
        }
    }

    private static final String LOCK = "SELECT FROM directory WHERE org_id = $1 AND directory_id = $2 FOR UPDATE";

    private static final String WRITE = """
        INSERT INTO directory_authentication (org_id, directory_id, settings, version, changed_at)
        VALUES ($1, $2, $3::text::jsonb, $4, $5)
        ON CONFLICT (org_id, directory_id) DO UPDATE
        SET settings = excluded.settings, version = excluded.version, changed_at = excluded.changed_at
        """;

    /**
     * Changes it, and tells the audit. Fails with what {@code change} throws.
     *
     * @param change gets what is, gives what is wanted; its version is set here
     */
    public Future<DirectoryAuthentication> change(
            Actor by, UUID directoryId, UnaryOperator<DirectoryAuthentication> change) {
        UUID orgId = by.orgId();
        Instant now = time.instant();
        return pool.withTransaction(transaction -> EventLog.lock(transaction, orgId)
                .compose(locked -> transaction.preparedQuery(LOCK).execute(Tuple.of(orgId, directoryId)))
                .compose(found -> found.size() == 1
                        ? find(transaction, orgId, directoryId)
                        : Future.failedFuture(Directories.noSuchDirectory(directoryId)))
                .compose(current -> {
                    DirectoryAuthentication next = next(current, change.apply(current));
                    return write(transaction, by, directoryId, next)
                            .compose(done -> AuditLog.append(
                                    transaction,
                                    now,
                                    by,
                                    new AuditLog.Change(
                                            AuditAction.CHANGE_AUTHENTICATION,
                                            directoryId,
                                            "directory",
                                            directoryId.toString()),
                                    json(current),
                                    json(next)))
                            .compose(told -> DirectoryNews.changed(transaction, now, by, directoryId, "authentication"))
                            .map(next);
                }));
    }

    private Future<?> write(SqlClient transaction, Actor by, UUID directoryId, DirectoryAuthentication next) {
        return transaction
                .preparedQuery(WRITE)
                .execute(Tuple.of(by.orgId(), directoryId, text(next), next.version(), Rows.at(time.instant())));
    }

    private static ObjectNode json(DirectoryAuthentication authentication) {
        return JSON.valueToTree(new Settings(authentication.allowed(), authentication.issuers()));
    }

    private static DirectoryAuthentication next(DirectoryAuthentication current, DirectoryAuthentication wanted) {
        return new DirectoryAuthentication(wanted.allowed(), wanted.issuers(), current.version() + 1);
    }

    private static String text(DirectoryAuthentication authentication) {
        try {
            return JSON.writeValueAsString(new Settings(authentication.allowed(), authentication.issuers()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings of an authentication that cannot be written", e);
        }
    }
}
