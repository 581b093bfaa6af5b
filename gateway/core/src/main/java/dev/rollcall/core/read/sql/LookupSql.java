package dev.rollcall.core.read.sql;

import dev.rollcall.core.read.sql.Lookup.Among;
import dev.rollcall.core.read.sql.Lookup.Stretch;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subqueries of {@code Lookups}, each made for one index. */
public final class LookupSql {

    /** Texts of a user's document that have an index of hashes, by path; the expression must be that of the index. */
    public static final Map<String, String> WORDS = Map.of(
            "displayName",
            "rollcall_hash(r.doc ->> 'displayName')",
            "name.familyName",
            "rollcall_hash(r.doc -> 'name' ->> 'familyName')",
            CoreTypes.ENTERPRISE_USER.id() + ":department",
            "rollcall_hash(r.doc -> '" + CoreTypes.ENTERPRISE_USER.id() + "' ->> 'department')");

    /** Users who are not active. */
    public static final String INACTIVE = """
        SELECT r.user_id AS id FROM directory_user r
        WHERE r.org_id = $1 AND (r.doc ->> 'active') = 'false'
          AND uuid_hash_extended(r.directory_id, 0) = uuid_hash_extended($2::uuid, 0)
          AND r.directory_id IS NOT DISTINCT FROM $2
        """;

    private static final SqlTemplate BY_COLUMN = SqlTemplate.of("""
        SELECT r.%1$s AS id FROM %2$s r
        WHERE r.org_id = $1 AND r.%3$s = %4$s::text AND r.directory_id IS NOT DISTINCT FROM $2
        """);

    private static final SqlTemplate BY_EMAIL = SqlTemplate.of("""
        SELECT x.user_id AS id FROM directory_user_email x
        WHERE x.org_id = $1 AND x.directory_id = $2 AND x.email_key = %s::text
        """);

    private static final String PARKED_MEMBER = """
        SELECT x.group_id AS id FROM group_member x
        WHERE x.org_id = $1 AND x.directory_id = $2 AND x.member_id IS NULL AND x.member_value = %s::text
        """;

    private static final SqlTemplate BY_PARKED_MEMBER = SqlTemplate.of(PARKED_MEMBER);

    private static final SqlTemplate BY_MEMBER = SqlTemplate.of("""
        SELECT x.group_id AS id FROM group_member x
        WHERE x.org_id = $1 AND x.directory_id = $2 AND x.member_id = %s::uuid
        UNION ALL
        """ + PARKED_MEMBER);

    private static final SqlTemplate BY_GROUP = SqlTemplate.of("""
        SELECT x.member_id AS id FROM group_member x
        WHERE x.org_id = $1 AND x.group_id = %1$s::uuid AND x.member_id IS NOT NULL
        UNION ALL
        SELECT x.member_id AS id FROM group_ancestor a
        CROSS JOIN LATERAL (
          SELECT * FROM group_member x WHERE x.org_id = a.org_id AND x.group_id = a.group_id OFFSET 0) x
        WHERE a.org_id = $1 AND a.ancestor_id = %1$s::uuid AND x.member_id IS NOT NULL
        """);

    private static final String NONE = "SELECT NULL::uuid AS id WHERE false";

    private static final SqlTemplate STRETCH = SqlTemplate.of("""
        SELECT r.%1$s AS id FROM %2$s r
        WHERE r.org_id = $1 AND %3$s AND %4$s
        """);

    /** As no index knows it. */
    private static final String ANY_WAY = "r.directory_id IS NOT DISTINCT FROM $2";

    /** As indexes begin that are for one directory: in words that no other query uses (ADR 3). */
    public static final String BY_HASH =
            "uuid_hash_extended(r.directory_id, 0) = uuid_hash_extended($2::uuid, 0) AND " + ANY_WAY;

    private LookupSql() {}

    /** Whether a path names what links a resource to others, each of which finds it. */
    public static boolean isLink(ResourceTable table, String path) {
        return table == ResourceTable.USERS
                ? path.equals("emails.value") || path.equals("groups.value")
                : path.equals("members.value");
    }

    public static String byColumn(ResourceTable table, String column, String value) {
        return BY_COLUMN.with(table.id, table.table, column, value);
    }

    public static Among byId(String text, Parameters parameters) {
        UUID id = Ids.parse(text);
        return new Among(id == null ? NONE : "SELECT " + parameters.add(id) + "::uuid AS id", false);
    }

    public static Among byLink(String path, String text, Parameters parameters) {
        if (path.equals("emails.value")) {
            return new Among(BY_EMAIL.with(parameters.add(CaseFold.fold(text))), false);
        }
        UUID id = Ids.parse(text);
        if (path.equals("groups.value")) {
            return new Among(id == null ? NONE : BY_GROUP.with(parameters.add(id)), false);
        }
        return new Among(
                id == null
                        ? BY_PARKED_MEMBER.with(parameters.add(text))
                        : BY_MEMBER.with(parameters.add(id), parameters.add(text)),
                false);
    }

    public static String union(List<String> ids) {
        List<String> each = ids.stream().map(sql -> "(" + sql + ")").toList();
        return String.join(" UNION ", each);
    }

    /** The ids of a stretch. */
    public static String ids(ResourceTable table, Stretch stretch) {
        return STRETCH.with(table.id, table.table, stretch.inDirectory(), stretch.within());
    }

    public static Stretch byHash(String expression, String text) {
        String hash = "rollcall_hash(" + text + "::text)";
        return new Stretch(
                BY_HASH,
                expression,
                expression + " = " + hash,
                List.of(expression + " < " + hash, expression + " > " + hash, expression + " IS NULL"),
                false);
    }

    /** By a column that is never null. */
    public static Stretch ordered(String inDirectory, String column, CompareOp op, String value) {
        String inside = switch (op) {
            case EQ -> " = ";
            case GT -> " > ";
            case GE -> " >= ";
            case LT -> " < ";
            case LE -> " <= ";
            case NE, CO, SW, EW -> throw new IllegalArgumentException(op + " is no stretch");
        };
        List<String> outside = switch (op) {
            case EQ -> List.of(" < ", " > ");
            case GT -> List.of(" <= ");
            case GE -> List.of(" < ");
            case LT -> List.of(" >= ");
            default -> List.of(" > ");
        };
        return new Stretch(
                inDirectory,
                column,
                column + inside + value,
                outside.stream().map(symbol -> column + symbol + value).toList(),
                true);
    }

    public static Stretch byName(ResourceTable table, CompareOp op, String key, Parameters parameters) {
        String column = "r." + table.nameKey;
        if (op != CompareOp.SW) {
            return ordered(ANY_WAY, column, op, parameters.add(key) + "::text");
        }
        String from = parameters.add(key) + "::text";
        String beyond = beyond(key);
        if (beyond == null) {
            return new Stretch(ANY_WAY, column, column + " >= " + from, List.of(column + " < " + from), true);
        }
        String to = parameters.add(beyond) + "::text";
        return new Stretch(
                ANY_WAY,
                column,
                column + " >= " + from + " AND " + column + " < " + to,
                List.of(column + " < " + from, column + " >= " + to),
                true);
    }

    /** The least text that is behind every text with this beginning, in the order of code points; null when there is none. */
    public static @Nullable String beyond(String beginning) {
        List<Integer> points = new ArrayList<>(beginning.codePoints().boxed().toList());
        while (!points.isEmpty()) {
            int last = points.remove(points.size() - 1);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                StringBuilder beyond = new StringBuilder();
                points.forEach(beyond::appendCodePoint);
                return beyond.appendCodePoint(next).toString();
            }
        }
        return null;
    }
}
