package dev.rollcall.core.read.resource;

import dev.rollcall.core.read.sql.LookupSql;
import dev.rollcall.core.read.sql.ResourceTable;
import dev.rollcall.core.read.sql.Sql;
import dev.rollcall.core.read.sql.SqlTemplate;
import dev.rollcall.scim.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list whose total is counted beforehand. Its pages are reached in the order of an index, from the nearer end, so that the first
 * and the last cost the same.
 */
public record WholePart(Asked asked, @Nullable Filter filter) implements ListPart {

    /** The ids alone are passed over in the index. */
    private static final SqlTemplate WALK_BY_ID = SqlTemplate.of("""
        SELECT %1$s
        FROM (
          SELECT r.%5$s AS id FROM %2$s r
          WHERE r.org_id = $1 AND r.directory_id = $2 AND %3$s
          %4$s
          LIMIT %6$s OFFSET %7$s) k
        CROSS JOIN LATERAL (
          SELECT r.ctid AS place, r.* FROM %2$s r
          WHERE r.org_id = $1 AND r.directory_id = $2 AND r.%5$s = k.id OFFSET 0) r
        """);

    private static final SqlTemplate WALK = SqlTemplate.of("""
        SELECT %1$s FROM %2$s r
        WHERE r.org_id = $1 AND %7$s AND %3$s
        %4$s
        LIMIT %5$s OFFSET %6$s
        """);

    @Override
    public List<String> subqueries() {
        return List.of(asked.name("whole") + " AS MATERIALIZED (SELECT " + known() + " AS people)");
    }

    @Override
    public String total() {
        return "(SELECT people FROM " + asked.name("whole") + ")";
    }

    @Override
    public List<Refused> refusals(Cut cut) {
        List<Refused> refusals = new ArrayList<>();
        if (!asked.isInOrder()) {
            refusals.add(new Refused(
                    Refusal.SORT,
                    Counted.all(asked.table()) + " > " + asked.reach().rows()));
        }
        if (!cut.offset().equals("0")) {
            refusals.add(new Refused(
                    Refusal.DEPTH,
                    "least(" + cut.offset() + ", " + total() + " - " + cut.offset() + ") > "
                            + asked.reach().skipped()));
        }
        return refusals;
    }

    @Override
    public String rows(Cut cut) {
        String total = total();
        String id = "r." + asked.table().id;
        String forwards = "(" + cut.offset() + " <= " + total + " / 2)";
        List<String> conditions = new ArrayList<>(List.of(condition(), cut.behind(asked.key(), id)));
        refusals(cut).forEach(refused -> conditions.add(Sql.not(refused.when())));
        if (cut.offset().equals("0")) {
            return walk(conditions, cut.order(asked.key(), id, false), cut.limit(), "0");
        }
        String fromTheEnd = "(" + total + " - " + cut.offset() + ")";
        return "SELECT * FROM (("
                + walk(with(conditions, forwards), cut.order(asked.key(), id, false), cut.limit(), cut.offset())
                + ") UNION ALL ("
                + walk(
                        with(conditions, Sql.not(forwards)),
                        cut.order(asked.key(), id, true),
                        "greatest(least(" + fromTheEnd + ", " + cut.limit() + "), 0)",
                        "greatest(" + fromTheEnd + " - " + cut.limit() + ", 0)")
                + ")) either";
    }

    private String walk(List<String> conditions, String order, String limit, String offset) {
        if (filter == null && asked.key() == null) {
            ResourceTable table = asked.table();
            return WALK_BY_ID.with(
                    asked.columns("r.place"), table.table, Sql.and(conditions), order, table.id, limit, offset);
        }
        return WALK.with(
                asked.columns("r.ctid"), asked.table().table, Sql.and(conditions), order, limit, offset, inDirectory());
    }

    private static List<String> with(List<String> conditions, String more) {
        List<String> all = new ArrayList<>(conditions);
        all.add(more);
        return all;
    }

    private String inDirectory() {
        return filter != null && Boolean.FALSE.equals(Counted.active(asked.table(), filter)) && asked.key() == null
                ? LookupSql.BY_HASH
                : asked.table().inDirectory(asked.key());
    }

    /** In the words of the index of users who are not active. */
    private String condition() {
        Boolean active = filter == null ? null : Counted.active(asked.table(), filter);
        if (active == null) {
            return Sql.TRUE;
        }
        String condition = "(r.doc ->> 'active') = '" + active + "'";
        return active ? Sql.likely(condition) : condition;
    }

    private String known() {
        return Objects.requireNonNull(Counted.total(asked.table(), filter));
    }
}
