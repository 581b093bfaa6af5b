package dev.rollcall.pull.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.pull.source.Sources;
import dev.rollcall.scim.schema.CaseFold;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the records of a directory as they are now, each with what was read from the provider last time ({@link Remembered}). */
public final class Known {

    private final Pool pool;
    private final UUID orgId;
    private final UUID directoryId;

    public Known(Pool pool, UUID orgId, UUID directoryId) {
        this.pool = pool;
        this.orgId = orgId;
        this.directoryId = directoryId;
    }

    /**
     * A record of the directory.
     *
     * @param same whether what is read now was read last, and the record is as it was left then; of a group's own attributes the
     *     displayName alone, because its version counts members too
     * @param document null when it is the same
     */
    public record Entry(
            String externalId,
            UUID id,
            boolean same,
            long version,
            boolean active,
            @Nullable ObjectNode document) {}

    /** What is read of an object now. */
    public record Read(String externalId, Buffer hash) {}

    private static final String USERS = """
        SELECT w.external_id, u.record_id, u.version, u.active, s.same,
               CASE WHEN s.same THEN NULL ELSE u.doc::text END AS doc
        FROM unnest($3::text[], $4::bytea[]) AS w (external_id, hash)
        CROSS JOIN LATERAL (
          SELECT user_id AS record_id, version, active, doc FROM directory_user
          WHERE org_id = $1 AND external_id = w.external_id AND directory_id = $2 LIMIT 1) u
        LEFT JOIN pulled_object p ON p.org_id = $1 AND p.directory_id = $2 AND p.kind = 'user'
          AND p.external_id = w.external_id
        CROSS JOIN LATERAL (
          SELECT coalesce(p.hash = w.hash AND p.record_id = u.record_id AND p.version = u.version
            AND p.gone_at IS NULL, false) AS same) s
        """;

    private static final String GROUPS = """
        SELECT w.external_id, g.record_id, g.version, true AS active, s.same,
               CASE WHEN s.same THEN NULL ELSE g.doc::text END AS doc
        FROM unnest($3::text[], $4::bytea[]) AS w (external_id, hash)
        CROSS JOIN LATERAL (
          SELECT group_id AS record_id, version, doc FROM directory_group
          WHERE org_id = $1 AND external_id = w.external_id AND directory_id = $2 LIMIT 1) g
        LEFT JOIN pulled_object p ON p.org_id = $1 AND p.directory_id = $2 AND p.kind = $5
          AND p.external_id = w.external_id
        CROSS JOIN LATERAL (SELECT coalesce(p.record_id = g.record_id AND CASE
            WHEN $5 = 'group' THEN p.hash = substr(sha256(w.hash || convert_to(g.doc->>'displayName', 'UTF8')), 1, 16)
            ELSE p.hash = w.hash AND p.version = g.version END, false) AS same) s
        """;

    /** Users by their externalId. */
    public Future<Map<String, Entry>> users(List<Read> read) {
        return entries(USERS, Tuple.of(orgId, directoryId, ids(read), hashes(read)));
    }

    /**
     * Groups by their externalId; a group's own attributes are the same whatever became of its members.
     *
     * @see Fingerprint#and
     */
    public Future<Map<String, Entry>> groups(List<Read> read, String kind) {
        return entries(GROUPS, Tuple.of(orgId, directoryId, ids(read), hashes(read), kind));
    }

    private static String[] ids(List<Read> read) {
        return read.stream().map(Read::externalId).toArray(String[]::new);
    }

    private static Buffer[] hashes(List<Read> read) {
        return read.stream().map(one -> one.hash()).toArray(Buffer[]::new);
    }

    private Future<Map<String, Entry>> entries(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(rows -> {
            Map<String, Entry> found = new HashMap<>();
            for (Row row : rows) {
                String doc = row.getString("doc");
                found.put(
                        row.getString("external_id"),
                        new Entry(
                                row.getString("external_id"),
                                row.getUUID("record_id"),
                                row.getBoolean("same"),
                                row.getLong("version"),
                                row.getBoolean("active"),
                                doc == null ? null : (ObjectNode) Sources.json(doc)));
            }
            return found;
        });
    }

    private static final String NAMED_USERS = """
        SELECT user_name_key AS name_key, user_id AS record_id, version, active, doc::text AS doc, external_id
        FROM directory_user WHERE org_id = $1 AND directory_id = $2 AND user_name_key = ANY ($3)
        """;

    private static final String NAMED_GROUPS = """
        SELECT display_name_key AS name_key, group_id AS record_id, version, true AS active, doc::text AS doc, external_id
        FROM directory_group WHERE org_id = $1 AND directory_id = $2 AND display_name_key = ANY ($3)
        """;

    /** Users by their name as it is compared; the externalId is empty where there is none. */
    public Future<Map<String, Entry>> usersNamed(Collection<String> names) {
        return named(NAMED_USERS, names);
    }

    /** Groups by their name as it is compared. */
    public Future<Map<String, Entry>> groupsNamed(Collection<String> names) {
        return named(NAMED_GROUPS, names);
    }

    private Future<Map<String, Entry>> named(String sql, Collection<String> names) {
        if (names.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        String[] keys = names.stream().map(CaseFold::fold).toArray(String[]::new);
        return pool.preparedQuery(sql)
                .execute(Tuple.of(orgId, directoryId, keys))
                .map(rows -> {
                    Map<String, Entry> found = new HashMap<>();
                    for (Row row : rows) {
                        String externalId = row.getString("external_id");
                        found.put(
                                row.getString("name_key"),
                                new Entry(
                                        externalId == null ? "" : externalId,
                                        row.getUUID("record_id"),
                                        false,
                                        row.getLong("version"),
                                        row.getBoolean("active"),
                                        (ObjectNode) Sources.json(row.getString("doc"))));
                    }
                    return found;
                });
    }

    /**
     * A member of a group, or a value that is to become one as soon as there is a user of that externalId.
     *
     * @param value what the membership is known by
     * @param externalId of the user or group; null when it has none
     */
    public record InGroup(
            String value, boolean isGroup, @Nullable String externalId) {}

    private static final String MEMBERS_OF = """
        SELECT m.member_value, m.member_type = 'Group' AS is_group,
               CASE WHEN m.member_id IS NULL THEN m.member_value ELSE coalesce(u.external_id, g.external_id) END AS external_id
        FROM group_member m
        LEFT JOIN directory_user u ON u.org_id = m.org_id AND u.directory_id = m.directory_id AND u.user_id = m.member_id
        LEFT JOIN directory_group g ON g.org_id = m.org_id AND g.directory_id = m.directory_id AND g.group_id = m.member_id
        WHERE m.org_id = $1 AND m.group_id = $2
        """;

    public Future<List<InGroup>> membersOf(UUID groupId) {
        return pool.preparedQuery(MEMBERS_OF)
                .execute(Tuple.of(orgId, groupId))
                .map(rows -> stream(rows)
                        .map(row -> new InGroup(
                                row.getString("member_value"),
                                Boolean.TRUE.equals(row.getBoolean("is_group")),
                                row.getString("external_id")))
                        .toList());
    }

    private static final String ACTIVE = """
        SELECT external_id FROM directory_user
        WHERE org_id = $1 AND directory_id = $2 AND active AND external_id IS NOT NULL
        """;

    /** Ids of the users who have access here. */
    public Future<Set<String>> activeUsers() {
        return pool.preparedQuery(ACTIVE)
                .execute(Tuple.of(orgId, directoryId))
                .map(rows ->
                        stream(rows).map(row -> row.getString("external_id")).collect(Collectors.toSet()));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
