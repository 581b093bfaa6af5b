package dev.rollcall.core.admin.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.AdminException;
import dev.rollcall.core.admin.AuditLog;
import dev.rollcall.core.admin.Rows;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.CustomSchema;
import dev.rollcall.scim.schema.CustomSchemaReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code directory_schema}: the schemas that a directory has in addition to the standard ones. Values in resources are never
 * touched: when a schema is removed, its values are kept but no longer shown, and they reappear when the schema is added again.
 */
public final class DirectorySchemas {

    public static final int MAX_SCHEMAS = 20;

    /** Of all its schemas together, sub-attributes counted: each request of the directory may look at them. */
    public static final int MAX_ATTRIBUTES = 1_000;

    /** Characters of definitions; more are read on another thread. */
    private static final int MANY = 20_000;

    private final Pool pool;
    private final InstantSource time;

    public DirectorySchemas(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /**
     * A schema that was stored.
     *
     * @param created whether there was none of that URN before
     */
    public record Stored(CustomSchema schema, boolean created) {}

    private static final String LIST = """
        SELECT definition::text AS definition
        FROM directory_schema
        WHERE org_id = $1 AND directory_id = $2
        ORDER BY created_at, urn_key
        """;

    /** The directory's own schemas, oldest first. */
    public Future<List<CustomSchema>> list(UUID orgId, UUID directoryId) {
        return list(pool, orgId, directoryId);
    }

    private static Future<List<CustomSchema>> list(SqlClient db, UUID orgId, UUID directoryId) {
        return db.preparedQuery(LIST).execute(Tuple.of(orgId, directoryId)).compose(DirectorySchemas::read);
    }

    private static Future<List<CustomSchema>> read(RowSet<Row> rows) {
        int length = 0;
        for (Row row : rows) {
            length += row.getString("definition").length();
        }
        return length < MANY
                ? Future.succeededFuture(Rows.all(rows, DirectorySchemas::schema))
                : Objects.requireNonNull(Vertx.currentContext())
                        .executeBlocking(() -> Rows.all(rows, DirectorySchemas::schema), false);
    }

    private static CustomSchema schema(Row row) {
        JsonNode definition = ScimJson.parse(row.getString("definition").getBytes(StandardCharsets.UTF_8));
        return CustomSchemaReader.read(definition.path("id").asText(), definition);
    }

    private static final String PUT = """
        INSERT INTO directory_schema (org_id, directory_id, urn_key, resource_type, required, definition, created_at)
        VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7)
        ON CONFLICT (org_id, directory_id, urn_key) DO UPDATE
        SET resource_type = excluded.resource_type, required = excluded.required, definition = excluded.definition
        """;

    /**
     * Stores a schema between two batches, in place of one of that URN. Fails with {@link AdminException} when it cannot be used
     * or when the directory has as many as it can have.
     */
    public Future<Stored> put(Actor by, UUID directoryId, String urn, JsonNode definition) {
        UUID orgId = by.orgId();
        CustomSchema wanted;
        try {
            wanted = CustomSchemaReader.read(urn, definition);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(AdminException.invalid(String.valueOf(e.getMessage())));
        }
        return pool.withTransaction(transaction -> Rows.lock(transaction, orgId)
                .compose(locked -> Directories.get(transaction, orgId, directoryId))
                .compose(directory -> list(transaction, orgId, directoryId))
                .compose(present -> put(transaction, orgId, directoryId, present, wanted)
                        .compose(stored -> tell(
                                        transaction,
                                        by,
                                        directoryId,
                                        find(present, wanted.schema().id()),
                                        wanted)
                                .map(stored))));
    }

    private Future<Stored> put(
            SqlClient transaction, UUID orgId, UUID directoryId, List<CustomSchema> present, CustomSchema wanted) {
        CustomSchema before = find(present, wanted.schema().id());
        if (before == null && present.size() >= MAX_SCHEMAS) {
            return Future.failedFuture(AdminException.conflict("The directory has " + MAX_SCHEMAS
                    + " schemas of its own, which is the maximum. Add the attributes to one of those."));
        }
        int attributes = wanted.attributes()
                + present.stream()
                        .filter(other -> !other.equals(before))
                        .mapToInt(CustomSchema::attributes)
                        .sum();
        if (attributes > MAX_ATTRIBUTES && (before == null || wanted.attributes() > before.attributes())) {
            return Future.failedFuture(AdminException.conflict("The directory's own schemas would have " + attributes
                    + " attributes in total, including sub-attributes; " + MAX_ATTRIBUTES
                    + " is the maximum. Leave out those that are never sent."));
        }
        Tuple row = Tuple.of(orgId, directoryId, key(wanted.schema().id()), wanted.resourceType(), wanted.required())
                .addString(wanted.toJson().toString())
                .addValue(Rows.at(time.instant()));
        return transaction.preparedQuery(PUT).execute(row).map(done -> new Stored(wanted, before == null));
    }

    private static final String DELETE = """
        DELETE FROM directory_schema
        WHERE org_id = $1 AND directory_id = $2 AND urn_key = $3
        RETURNING definition::text AS definition
        """;

    /** Takes a schema away between two batches and returns it; fails with {@link AdminException} when there is none. */
    public Future<CustomSchema> delete(Actor by, UUID directoryId, String urn) {
        UUID orgId = by.orgId();
        return pool.withTransaction(transaction -> Rows.lock(transaction, orgId)
                .compose(locked -> transaction.preparedQuery(DELETE).execute(Tuple.of(orgId, directoryId, key(urn))))
                .compose(rows -> Rows.first(rows, DirectorySchemas::schema))
                .map(gone -> gone.orElseThrow(() -> noSuchSchema(urn)))
                .compose(gone -> tell(transaction, by, directoryId, gone, null).map(gone)));
    }

    private Future<Void> tell(
            SqlClient transaction,
            Actor by,
            UUID directoryId,
            @Nullable CustomSchema before,
            @Nullable CustomSchema after) {
        CustomSchema one = Objects.requireNonNull(after != null ? after : before);
        Instant now = time.instant();
        return AuditLog.append(
                        transaction,
                        now,
                        by,
                        new AuditLog.Change(
                                after != null ? AuditAction.PUT_SCHEMA : AuditAction.DELETE_SCHEMA,
                                directoryId,
                                "schema",
                                one.schema().id()),
                        before == null ? null : before.toJson(),
                        after == null ? null : after.toJson())
                .compose(told -> DirectoryNews.changed(transaction, now, by, directoryId, "schemas"));
    }

    private static final String HOLDERS = """
        SELECT count(*) AS holders
        FROM %s r
        WHERE r.org_id = $1 AND r.directory_id = $2 AND %s ?| $3::text[]
        """;

    /** How many of the directory's resources have a value for an attribute of the schema. Reads all of them. */
    public Future<Long> holders(UUID orgId, UUID directoryId, CustomSchema schema) {
        boolean isGroup = schema.resourceType().equals("Group");
        String core = (isGroup ? CoreTypes.GROUP : CoreTypes.USER).schema().id();
        boolean isCore = schema.schema().id().equalsIgnoreCase(core);
        String[] names = schema.schema().attributes().stream()
                .map(attribute -> attribute.name())
                .toArray(String[]::new);
        Tuple values = Tuple.of(orgId, directoryId).addArrayOfString(names);
        if (!isCore) {
            values.addString(schema.schema().id());
        }
        String sql = HOLDERS.formatted(
                isGroup ? "directory_group" : "directory_user", isCore ? "r.doc" : "(r.doc -> $4::text)");
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.iterator().next().getLong("holders"));
    }

    /** The schema of that URN, in any letter case. */
    public static @Nullable CustomSchema find(List<CustomSchema> among, String urn) {
        return among.stream()
                .filter(custom -> custom.schema().id().equalsIgnoreCase(urn))
                .findFirst()
                .orElse(null);
    }

    public static AdminException noSuchSchema(String urn) {
        return AdminException.notFound("The directory has no schema " + urn + " of its own.");
    }

    private static String key(String urn) {
        return urn.toLowerCase(Locale.ROOT);
    }
}
