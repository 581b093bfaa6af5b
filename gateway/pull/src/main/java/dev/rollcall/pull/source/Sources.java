package dev.rollcall.pull.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.admin.directory.DirectoryNews;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.spi.pull.SourceCheck;
import dev.rollcall.spi.pull.SourceException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code directory_source}. Secrets are stored, and decrypted only to read the directory; nothing else shows them. */
public final class Sources {

    private static final String COLUMNS = """
        org_id, directory_id, settings::text AS settings, account, users_seconds, groups_seconds, state,
        findings::text AS findings, checked_at, version, users_due, groups_due
        """;

    private final Pool pool;
    private final Seal seal;
    private final InstantSource time;

    public Sources(Pool pool, Seal seal, InstantSource time) {
        this.pool = pool;
        this.seal = seal;
        this.time = time;
    }

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM directory_source WHERE org_id = $1 AND directory_id = $2";

    public Future<Optional<Source>> find(UUID orgId, UUID directoryId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(orgId, directoryId))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(source(rows.iterator().next())));
    }

    private static final String SECRETS = "SELECT sealed FROM directory_source WHERE org_id = $1 AND directory_id = $2";

    /** What was entered, secrets too; for reading and for nothing else. */
    public Future<ObjectNode> opened(Source source) {
        return pool.preparedQuery(SECRETS)
                .execute(Tuple.of(source.orgId(), source.directoryId()))
                .map(rows -> {
                    ObjectNode values = source.settings().deepCopy();
                    for (Row row : rows) {
                        values.setAll(object(open(source, row.getBuffer("sealed"))));
                    }
                    return values;
                });
    }

    private String open(Source source, Buffer sealed) {
        try {
            return seal.open(source.directoryId(), sealed);
        } catch (IllegalStateException e) {
            throw new SourceException(
                    SourceException.Kind.SETUP_WRONG,
                    "The secrets cannot be decrypted, because this gateway's key is not the one they were encrypted"
                            + " with. Enter them again.");
        }
    }

    /** The secrets by name, so that some of them can be kept; never for showing. */
    public Future<Map<String, String>> secrets(Source source) {
        return opened(source).map(values -> {
            Map<String, String> secrets = new HashMap<>();
            values.properties().forEach(field -> {
                if (!source.settings().has(field.getKey())) {
                    secrets.put(field.getKey(), field.getValue().asText());
                }
            });
            return secrets;
        });
    }

    private static final String VERIFIED =
            "SELECT 1 FROM domain WHERE org_id = $1 AND name = $2 AND verified_at IS NOT NULL";

    /** Whether the organisation has shown that the domain is its own. */
    public Future<Boolean> hasVerified(UUID orgId, String domain) {
        return pool.preparedQuery(VERIFIED).execute(Tuple.of(orgId, domain)).map(rows -> rows.size() == 1);
    }

    /** Tells in the audit that the set-up was asked to be looked at. */
    public Future<Void> asked(Actor by, UUID directoryId) {
        ObjectNode after = JsonNodeFactory.instance
                .objectNode()
                .put("checked", time.instant().toString());
        return AuditLog.append(pool, time.instant(), by, change(AuditAction.CHECK_SOURCE, directoryId), null, after);
    }

    private static final String SET = """
        INSERT INTO directory_source AS s (org_id, directory_id, settings, sealed, users_seconds, groups_seconds, state,
            findings, version, users_due, groups_due)
        VALUES ($1, $2, $3::text::jsonb, $4, $5, $6, 'unproven', '[]', 1, $7, $7)
        ON CONFLICT (org_id, directory_id) DO UPDATE SET settings = excluded.settings, sealed = excluded.sealed,
            users_seconds = excluded.users_seconds, groups_seconds = excluded.groups_seconds, state = 'unproven',
            findings = '[]', version = s.version + 1, users_due = excluded.users_due, groups_due = excluded.groups_due
        """;

    /**
     * Sets how a directory is read.
     *
     * @param settings without secrets
     * @param secrets all of them
     */
    public Future<Void> set(
            Actor by, UUID directoryId, ObjectNode settings, ObjectNode secrets, int usersSeconds, int groupsSeconds) {
        Instant now = time.instant();
        return pool.withTransaction(transaction -> DirectoryNews.lock(transaction, by.orgId())
                .compose(locked -> before(transaction, by.orgId(), directoryId))
                .compose(before -> transaction
                        .preparedQuery(SET)
                        .execute(Tuple.of(
                                by.orgId(),
                                directoryId,
                                settings.toString(),
                                seal.seal(directoryId, secrets.toString()),
                                usersSeconds,
                                groupsSeconds,
                                at(now)))
                        .compose(done -> AuditLog.append(
                                transaction,
                                now,
                                by,
                                change(AuditAction.SET_SOURCE, directoryId),
                                before,
                                shown(settings, usersSeconds, groupsSeconds)))
                        .compose(told -> tell(transaction, now, by, directoryId))));
    }

    private static ObjectNode shown(ObjectNode settings, int usersSeconds, int groupsSeconds) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("settings", settings);
        return json.put("usersEvery", usersSeconds).put("groupsEvery", groupsSeconds);
    }

    private static Future<@Nullable ObjectNode> before(SqlClient db, UUID orgId, UUID directoryId) {
        return db.preparedQuery(FIND).execute(Tuple.of(orgId, directoryId)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Source source = source(rows.iterator().next());
            return shown(source.settings(), source.usersSeconds(), source.groupsSeconds());
        });
    }

    private static final String REMOVE = "DELETE FROM directory_source WHERE org_id = $1 AND directory_id = $2";
    private static final List<String> FORGET = List.of(
            "DELETE FROM pulled_object WHERE org_id = $1 AND directory_id = $2",
            "DELETE FROM source_channel WHERE org_id = $1 AND directory_id = $2",
            "DELETE FROM source_hint WHERE org_id = $1 AND directory_id = $2");

    /** Ends the reading of a directory; what was read stays. */
    public Future<Void> remove(Actor by, UUID directoryId) {
        Instant now = time.instant();
        return pool.withTransaction(transaction -> DirectoryNews.lock(transaction, by.orgId())
                .compose(locked -> before(transaction, by.orgId(), directoryId))
                .compose(before -> before == null
                        ? Future.<Void>succeededFuture()
                        : transaction
                                .preparedQuery(REMOVE)
                                .execute(Tuple.of(by.orgId(), directoryId))
                                .compose(done -> forget(transaction, by.orgId(), directoryId))
                                .compose(done -> AuditLog.append(
                                        transaction,
                                        now,
                                        by,
                                        change(AuditAction.REMOVE_SOURCE, directoryId),
                                        before,
                                        null))
                                .compose(told -> tell(transaction, now, by, directoryId))));
    }

    private static Future<Void> tell(SqlClient transaction, Instant at, Actor by, UUID directoryId) {
        return DirectoryNews.changed(transaction, at, by, directoryId, "source");
    }

    private static Future<Void> forget(SqlClient transaction, UUID orgId, UUID directoryId) {
        Future<Void> chain = Future.succeededFuture();
        for (String sql : FORGET) {
            chain = chain.compose(done -> transaction
                    .preparedQuery(sql)
                    .execute(Tuple.of(orgId, directoryId))
                    .mapEmpty());
        }
        return chain;
    }

    private static AuditLog.Change change(AuditAction action, UUID directoryId) {
        return new AuditLog.Change(action, directoryId, "directory", directoryId.toString());
    }

    private static final String CHECKED = """
        UPDATE directory_source
        SET state = CASE WHEN $3 THEN 'ready' WHEN state = 'ready' OR state = 'stopped' THEN 'stopped' ELSE 'unproven' END,
            findings = $4::text::jsonb, checked_at = $5,
            account = CASE WHEN $3 THEN coalesce(account, $6) ELSE account END
        WHERE org_id = $1 AND directory_id = $2
        """;

    /** Keeps what was seen when the set-up was looked at; the account of the first success stays. */
    public Future<Void> checked(UUID orgId, UUID directoryId, SourceCheck check) {
        var findings = JsonNodeFactory.instance.arrayNode();
        check.findings()
                .forEach(finding -> findings.addObject()
                        .put("step", finding.step())
                        .put("mistake", finding.mistake())
                        .put("sentence", finding.sentence()));
        return pool.preparedQuery(CHECKED)
                .execute(Tuple.of(
                        orgId, directoryId, check.passed(), findings.toString(), at(time.instant()), check.account()))
                .mapEmpty();
    }

    private static final String RESELECT = """
        UPDATE directory_source SET settings = $3::text::jsonb, version = version + 1
        WHERE org_id = $1 AND directory_id = $2 AND version = $4
        """;

    /** Takes groups that are gone out of the settings, unless these were changed meanwhile. */
    public Future<Void> reselect(Source source, ObjectNode settings) {
        return pool.preparedQuery(RESELECT)
                .execute(Tuple.of(source.orgId(), source.directoryId(), settings.toString(), source.version()))
                .mapEmpty();
    }

    static Source source(Row row) {
        return new Source(
                row.getUUID("org_id"),
                row.getUUID("directory_id"),
                object(row.getString("settings")),
                row.getString("account"),
                row.getInteger("users_seconds"),
                row.getInteger("groups_seconds"),
                Source.State.of(row.getString("state")),
                json(row.getString("findings")),
                instant(row, "checked_at"),
                row.getLong("version"),
                row.getOffsetDateTime("users_due").toInstant(),
                row.getOffsetDateTime("groups_due").toInstant());
    }

    public static JsonNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    public static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
