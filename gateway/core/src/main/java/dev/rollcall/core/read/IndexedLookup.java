package dev.rollcall.core.read;

import com.fasterxml.jackson.databind.node.ValueNode;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.CaseFold;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups by one element's value that an index over all resources serves: users by e-mail address and by group, groups by member. The
 * condition here is necessary, not sufficient; the exact one stands beside it.
 */
final class IndexedLookup {

    private static final String BY_EMAIL = """
        r.user_id IN (
          SELECT x.user_id FROM directory_user_email x
          WHERE x.org_id = $1 AND x.directory_id = $2 AND x.email_key = %s::text)
        """;

    private static final String BY_MEMBER = """
        r.group_id IN (
          SELECT x.group_id FROM group_member x
          WHERE x.org_id = $1 AND x.directory_id = $2 AND x.member_id = %s::uuid
          UNION ALL
          SELECT x.group_id FROM group_member x
          WHERE x.org_id = $1 AND x.directory_id = $2 AND x.member_id IS NULL AND x.member_value = %s::text)
        """;

    private static final String BY_PARKED_MEMBER = """
        r.group_id IN (
          SELECT x.group_id FROM group_member x
          WHERE x.org_id = $1 AND x.directory_id = $2 AND x.member_id IS NULL AND x.member_value = %s::text)
        """;

    private static final String BY_GROUP = """
        r.user_id IN (
          SELECT x.member_id FROM group_member x
          WHERE x.org_id = $1 AND x.group_id = %1$s::uuid AND x.member_id IS NOT NULL
          UNION ALL
          SELECT x.member_id FROM group_ancestor a
          CROSS JOIN LATERAL (
            SELECT * FROM group_member x WHERE x.org_id = a.org_id AND x.group_id = a.group_id OFFSET 0) x
          WHERE a.org_id = $1 AND a.ancestor_id = %1$s::uuid AND x.member_id IS NOT NULL)
        """;

    private IndexedLookup() {}

    /** The condition for elements of the attribute whose {@code value} compares so; null when no index serves it. */
    static @Nullable String condition(
            ResourceTable table, Attribute attribute, CompareOp op, ValueNode literal, Parameters parameters) {
        if (op != CompareOp.EQ || !literal.isTextual()) {
            return null;
        }
        String text = literal.textValue();
        if (table == ResourceTable.USERS && attribute.name().equals("emails")) {
            return BY_EMAIL.formatted(parameters.add(CaseFold.fold(text)));
        }
        if (table == ResourceTable.USERS && attribute.name().equals("groups")) {
            UUID uuid = Ids.parse(text);
            return uuid == null ? Sql.FALSE : BY_GROUP.formatted(parameters.add(uuid));
        }
        if (table == ResourceTable.GROUPS && attribute.name().equals("members")) {
            UUID uuid = Ids.parse(text);
            return uuid == null
                    ? BY_PARKED_MEMBER.formatted(parameters.add(text))
                    : BY_MEMBER.formatted(parameters.add(uuid), parameters.add(text));
        }
        return null;
    }

    /** The same for what stands between the brackets of a value path. */
    static @Nullable String condition(ResourceTable table, Attribute attribute, Filter inner, Parameters parameters) {
        List<Filter> terms = inner instanceof Filter.And and ? and.terms() : List.of(inner);
        for (Filter term : terms) {
            if (term instanceof Filter.Comparison c && c.path().attribute().equalsIgnoreCase("value")) {
                String found = condition(table, attribute, c.op(), c.value(), parameters);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
