package dev.rollcall.core.read.resource;

import dev.rollcall.core.read.sql.Lookup;
import dev.rollcall.core.read.sql.ResourceTable;
import dev.rollcall.core.read.sql.Sql;
import dev.rollcall.core.read.sql.SqlTemplate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list whose matches are gathered once, for page and total: found by key or by ids, or, where no index serves the filter, among
 * all resources of the directory, provided these are not too many.
 */
public record HitsPart(Asked asked, @Nullable Lookup lookup) implements ListPart {

    /** A key of the table: the directory as no index knows it, or the planner takes the primary key's first two columns for as good. */
    private static final SqlTemplate BY_KEY = SqlTemplate.of("""
        SELECT %1$s FROM %2$s r
        WHERE r.org_id = $1 AND r.directory_id IS NOT DISTINCT FROM $2 AND %3$s
        """);

    private static final SqlTemplate BY_ID = SqlTemplate.of("""
        SELECT %1$s
        FROM (SELECT DISTINCT i.id FROM (%2$s) i) k
        CROSS JOIN LATERAL (
          SELECT r.ctid AS place, r.* FROM %3$s r
          WHERE r.org_id = $1 AND r.directory_id = $2 AND r.%4$s = k.id OFFSET 0) r
        WHERE %5$s
        """);

    private static final SqlTemplate ONE_BY_ONE = SqlTemplate.of("""
        SELECT %1$s FROM %2$s r
        WHERE r.org_id = $1 AND r.directory_id = $2 AND %3$s AND %4$s
        """);

    @Override
    public List<String> subqueries() {
        List<String> subqueries = new ArrayList<>();
        if (lookup instanceof Lookup.Among among && among.wide()) {
            long most = asked.reach().rows();
            String limit = " LIMIT " + (most + 1);
            subqueries.add(wide() + " AS MATERIALIZED (SELECT i.id FROM (" + among.ids() + ") i" + limit + ")");
        }
        subqueries.add(hits() + " AS MATERIALIZED (" + found() + ")");
        return subqueries;
    }

    private String found() {
        ResourceTable table = asked.table();
        if (lookup instanceof Lookup.Key) {
            return BY_KEY.with(asked.columns("r.ctid"), table.table, asked.condition());
        } else if (lookup instanceof Lookup.Among among) {
            String ids = isWide() ? "SELECT id FROM " + wide() + " WHERE " + allowed() : among.ids();
            return BY_ID.with(asked.columns("r.place"), ids, table.table, table.id, asked.condition());
        }
        return ONE_BY_ONE.with(asked.columns("r.ctid"), table.table, allowed(), asked.condition());
    }

    private String allowed() {
        return Sql.not(Sql.or(refusals().stream().map(Refused::when).toList()));
    }

    @Override
    public String total() {
        return "(SELECT count(*) FROM " + hits() + ")";
    }

    @Override
    public List<Refused> refusals(Cut cut) {
        return refusals();
    }

    private List<Refused> refusals() {
        String rows =
                lookup == null ? Counted.all(asked.table()) : isWide() ? "(SELECT count(*) FROM " + wide() + ")" : null;
        return rows == null
                ? List.of()
                : List.of(
                        new Refused(Refusal.FILTER, rows + " > " + asked.reach().rows()));
    }

    @Override
    public String rows(Cut cut) {
        return "SELECT r.id, r.kind, r.sort_key, r.place FROM " + hits() + " r WHERE "
                + cut.behind(asked.gathered(), "r.id") + " " + cut.order(asked.key(), "r.id", false) + " LIMIT "
                + cut.limit() + " OFFSET " + cut.offset();
    }

    private boolean isWide() {
        return lookup instanceof Lookup.Among among && among.wide();
    }

    private String wide() {
        return asked.name("wide");
    }

    private String hits() {
        return asked.name("hits");
    }
}
