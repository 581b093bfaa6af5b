package dev.rollcall.core.read.resource;

import dev.rollcall.core.read.sql.ResourceTable;
import dev.rollcall.core.read.sql.SqlTemplate;
import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import org.jspecify.annotations.Nullable;

/** Finds how many resources match, where table {@code head_count} counts them: all resources, or users with one value of {@code active}. */
final class Counted {

    private static final SqlTemplate PEOPLE = SqlTemplate.of("""
        (SELECT coalesce(sum(h.people), 0)::bigint FROM head_count h
         WHERE h.org_id = $1 AND h.directory_id = $2 AND h.kind = '%s'%s)
        """);

    private Counted() {}

    /** All resources of the table in the directory. */
    static String all(ResourceTable table) {
        return PEOPLE.with(kind(table), "");
    }

    /** Those that the filter finds; null when they are not counted. */
    static @Nullable String total(ResourceTable table, @Nullable Filter filter) {
        if (filter == null) {
            return all(table);
        }
        Boolean active = active(table, filter);
        return active == null ? null : PEOPLE.with(kind(table), " AND h.status = '" + active + "'");
    }

    /** What value of {@code active} the filter asks for, and nothing else; null for any other filter. */
    static @Nullable Boolean active(ResourceTable table, Filter filter) {
        boolean asks = table == ResourceTable.USERS
                && filter instanceof Filter.Comparison comparison
                && comparison.op() == CompareOp.EQ
                && comparison.value().isBoolean()
                && comparison.path().schema() == null
                && comparison.path().subAttribute() == null
                && comparison.path().attribute().equalsIgnoreCase("active");
        return asks ? ((Filter.Comparison) filter).value().booleanValue() : null;
    }

    private static String kind(ResourceTable table) {
        return table == ResourceTable.USERS ? "user" : "group";
    }
}
