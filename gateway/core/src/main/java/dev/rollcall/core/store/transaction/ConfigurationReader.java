package dev.rollcall.core.store.transaction;

import dev.rollcall.core.model.MassGuard;
import dev.rollcall.core.model.Nesting;
import dev.rollcall.core.model.OperatorRules.Role;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.RoleAssignment;
import dev.rollcall.core.store.HeavyWork;
import dev.rollcall.scim.ScimJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads tables {@code role}, {@code directory} and {@code role_assignment}, as far as decisions depend on them, in one statement:
 * every batch reads them again, so that a change need not be announced to other nodes.
 */
final class ConfigurationReader {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationReader.class);

    /** Conditions by the texts that are stored, so that each is read once: the first expression of all takes a second or two. */
    private static final Map<String, Condition> CONDITIONS = new ConcurrentHashMap<>();

    private static final int MOST_CONDITIONS = 2_000;

    /** Where a row has the conditions. */
    private static final int CONDITION_TEXTS = 24;

    private static final String COLUMNS = """
        SELECT r.names, r.seats,
               d.directory_id, d.name, d.state, d.default_role, d.activation_id, d.active_members, d.guard_share,
               d.guard_minimum, d.guard_window_seconds, d.guard_since, d.guard_base, d.guard_count, d.mass_hold,
               d.mass_held, d.nested_groups,
               EXISTS (SELECT FROM group_ancestor g WHERE g.org_id = $1 AND g.directory_id = d.directory_id),
               a.ids, a.positions, a.roles, a.groups, a.names, a.name_keys, a.conditions
          FROM (SELECT array_agg(name) AS names, array_agg(seat) AS seats
                  FROM (SELECT name, seat FROM role
                         ORDER BY name = 'admin' DESC, name = 'member' DESC, created_at, name) sorted) r
          LEFT JOIN directory d ON d.org_id = $1
        """;

    private static final String ASSIGNMENTS = """
          LEFT JOIN LATERAL (
               SELECT array_agg(assignment_id) AS ids, array_agg(position) AS positions, array_agg(role) AS roles,
                      array_agg(group_id) AS groups, array_agg(awaited_name) AS names,
                      array_agg(awaited_name_key) AS name_keys, array_agg(condition::text) AS conditions
                 FROM (SELECT * FROM role_assignment x
                        WHERE x.org_id = $1 AND x.directory_id = d.directory_id
                        ORDER BY x.position, x.assignment_id) sorted) a ON true
        """;

    private static final String SOME = COLUMNS + "AND d.directory_id = ANY ($2)\n" + ASSIGNMENTS;

    private static final String ALL = COLUMNS + ASSIGNMENTS + "ORDER BY d.directory_id";

    /**
     * What was read.
     *
     * @param roles every role there is, the built-in ones first
     * @param assignments of the directories, those of each in order of priority
     */
    record Read(List<Role> roles, List<DirectoryRow> directories, List<RoleAssignment> assignments) {}

    /** Of some directories. */
    Future<Read> load(SqlConnection connection, UUID orgId, Collection<UUID> directories) {
        return connection
                .preparedQuery(SOME)
                .execute(Tuple.of(orgId, (Object) directories.toArray(UUID[]::new)))
                .compose(ConfigurationReader::readAll);
    }

    /** Of all directories of the organisation. */
    Future<Read> loadAll(SqlConnection connection, UUID orgId) {
        return connection.preparedQuery(ALL).execute(Tuple.of(orgId)).compose(ConfigurationReader::readAll);
    }

    /** Conditions that are new to this node are read away from the event loop. */
    private static Future<Read> readAll(RowSet<Row> rows) {
        return HeavyWork.on(areKnown(rows) ? 0 : Integer.MAX_VALUE, () -> read(rows));
    }

    private static boolean areKnown(RowSet<Row> rows) {
        for (Row row : rows) {
            @Nullable String[] texts = row.getArrayOfStrings(CONDITION_TEXTS);
            for (int i = 0; texts != null && i < texts.length; i++) {
                if (texts[i] != null && !CONDITIONS.containsKey(texts[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Read read(RowSet<Row> rows) {
        List<Role> roles = new ArrayList<>();
        List<DirectoryRow> directories = new ArrayList<>(rows.size());
        List<RoleAssignment> assignments = new ArrayList<>();
        for (Row row : rows) {
            if (roles.isEmpty()) {
                roles.addAll(roles(row));
            }
            if (row.getUUID(2) != null) {
                directories.add(directory(row));
                addAssignments(row, assignments);
            }
        }
        return new Read(roles, directories, assignments);
    }

    private static List<Role> roles(Row row) {
        String[] names = row.getArrayOfStrings(0);
        Boolean[] seats = row.getArrayOfBooleans(1);
        List<Role> roles = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            roles.add(new Role(names[i], seats[i]));
        }
        return roles;
    }

    private static DirectoryRow directory(Row row) {
        OffsetDateTime since = row.getOffsetDateTime(11);
        return new DirectoryRow(
                row.getUUID(2),
                row.getString(3),
                DirectoryRow.State.of(row.getString(4)),
                row.getString(5),
                row.getUUID(6),
                row.getInteger(7),
                new MassGuard(
                        row.getInteger(8),
                        row.getInteger(9),
                        Duration.ofSeconds(row.getInteger(10)),
                        since == null ? null : since.toInstant(),
                        row.getInteger(12),
                        row.getInteger(13)),
                row.getUUID(14),
                row.getInteger(15),
                new Nesting(row.getBoolean(16), row.getBoolean(17)));
    }

    private static void addAssignments(Row row, List<RoleAssignment> assignments) {
        UUID[] ids = row.getArrayOfUUIDs(18);
        if (ids == null) {
            return;
        }
        Integer[] positions = row.getArrayOfIntegers(19);
        String[] roles = row.getArrayOfStrings(20);
        @Nullable UUID[] groups = row.getArrayOfUUIDs(21);
        @Nullable String[] names = row.getArrayOfStrings(22);
        @Nullable String[] keys = row.getArrayOfStrings(23);
        @Nullable String[] conditions = row.getArrayOfStrings(CONDITION_TEXTS);
        for (int i = 0; i < ids.length; i++) {
            assignments.add(new RoleAssignment(
                    row.getUUID(2),
                    ids[i],
                    positions[i],
                    roles[i],
                    groups[i],
                    names[i],
                    keys[i],
                    conditions[i] == null ? null : condition(row.getUUID(2), conditions[i])));
        }
    }

    /** One that cannot be used any more never holds, and that is said once. */
    private static Condition condition(UUID directoryId, String text) {
        Condition known = CONDITIONS.get(text);
        if (known != null) {
            return known;
        }
        Condition read = Condition.of(ScimJson.parse(text.getBytes(StandardCharsets.UTF_8)));
        if (CONDITIONS.size() >= MOST_CONDITIONS) {
            CONDITIONS.clear();
        }
        if (CONDITIONS.put(text, read) == null && read.fault() != null) {
            LOG.warn(
                    "a role assignment of the directory {} gives no role, because its condition cannot be used any"
                            + " more: {} {}",
                    directoryId,
                    text,
                    read.fault());
        }
        return read;
    }
}
