package dev.rollcall.core.read.resource;

import dev.rollcall.core.read.sql.Lookup;
import dev.rollcall.core.read.sql.Sql;
import dev.rollcall.core.read.sql.SqlTemplate;
import java.util.ArrayList;
import java.util.List;

/**
 * A list whose filter matches a stretch of an ordered index, which may hold nothing or every resource. So that the list costs no
 * more than the shorter of the two parts, up to a page or two of the stretch is read first; if it goes on, as much is read of what
 * lies outside of it. If that ends, all resources but these match, and the pages are read in their own order. Only where both are
 * long is the stretch read to its end.
 */
public record StretchPart(Asked asked, Lookup.Stretch stretch) implements ListPart {

    private static final SqlTemplate READ = SqlTemplate.of("""
        SELECT %1$s FROM %2$s r
        WHERE r.org_id = $1 AND %3$s AND %4$s
        ORDER BY %5$s
        """);

    private static final SqlTemplate WALK = SqlTemplate.of("""
        SELECT %1$s FROM %2$s r
        WHERE r.org_id = $1 AND r.directory_id = $2 AND %3$s AND %4$s
        """);

    @Override
    public List<String> subqueries() {
        String matching =
                asked.columns("r.ctid") + ", " + (stretch.exact() ? Sql.TRUE : asked.condition()) + " AS matches";
        List<String> outside = new ArrayList<>();
        for (String condition : stretch.outside()) {
            outside.add("(" + read("1", Sql.and(List.of(condition, Sql.not(areFew())))) + " LIMIT "
                    + (asked.reach().few() + 1) + ")");
        }
        return List.of(
                few() + " AS MATERIALIZED (" + read(matching, stretch.within()) + " LIMIT "
                        + (asked.reach().few() + 1) + ")",
                others() + " AS MATERIALIZED (SELECT count(*) AS people FROM (" + String.join(" UNION ALL ", outside)
                        + ") o)");
    }

    private String read(String columns, String condition) {
        return READ.with(columns, asked.table().table, stretch.inDirectory(), condition, stretch.order());
    }

    @Override
    public String total() {
        return "CASE WHEN " + areFew() + " THEN (SELECT count(*) FROM " + few() + " WHERE matches) WHEN "
                + othersAreFew()
                + " THEN " + Counted.all(asked.table()) + " - (SELECT people FROM " + others()
                + ") ELSE (SELECT count(*) FROM ("
                + read("1", stretch.within()) + " OFFSET 0) w) END";
    }

    @Override
    public List<Refused> refusals(Cut cut) {
        List<Refused> refusals = new ArrayList<>();
        if (!isInOrder()) {
            refusals.add(new Refused(
                    Refusal.SORT,
                    Sql.and(List.of(
                            Sql.not(areFew()),
                            Counted.all(asked.table()) + " > " + asked.reach().rows()))));
        }
        refusals.add(new Refused(
                Refusal.DEPTH,
                Sql.and(List.of(
                        Sql.not(areFew()), cut.offset() + " > " + asked.reach().skipped()))));
        return refusals;
    }

    @Override
    public String rows(Cut cut) {
        String end = " LIMIT " + cut.limit() + " OFFSET " + cut.offset();
        String id = "r." + asked.table().id;
        String allowed =
                Sql.not(Sql.or(refusals(cut).stream().map(Refused::when).toList()));
        if (isOwnOrder()) {
            return READ.with(
                                    asked.columns("r.ctid"),
                                    asked.table().table,
                                    stretch.inDirectory(),
                                    Sql.and(List.of(stretch.within(), cut.behind(asked.key(), id), allowed)),
                                    "")
                            .replace("ORDER BY", cut.order(asked.key(), id, false))
                    + end;
        }
        String ofFew = "SELECT r.id, r.kind, r.sort_key, r.place FROM " + few() + " r WHERE r.matches AND " + areFew()
                + " AND " + cut.behind(asked.gathered(), "r.id") + " " + cut.order(asked.key(), "r.id", false) + end;
        String walked = WALK.with(
                        asked.columns("r.ctid"),
                        asked.table().table,
                        Sql.and(List.of(Sql.not(areFew()), othersAreFew(), allowed, cut.behind(asked.key(), id))),
                        Sql.likely(asked.condition()))
                + cut.order(asked.key(), id, false)
                + end;
        String gathered = "SELECT r.* FROM ("
                + read(
                        asked.columns("r.ctid"),
                        Sql.and(List.of(
                                stretch.within(),
                                stretch.exact() ? Sql.TRUE : asked.condition(),
                                Sql.not(Sql.or(List.of(areFew(), othersAreFew()))),
                                allowed)))
                + " OFFSET 0) r WHERE " + cut.behind(asked.gathered(), "r.id") + " "
                + cut.order(asked.key(), "r.id", false)
                + end;
        return "SELECT * FROM ((" + ofFew + ") UNION ALL (" + walked + ") UNION ALL (" + gathered + ")) either";
    }

    /** Whether the list is sorted by what the index orders by. */
    private boolean isOwnOrder() {
        return asked.key() != null
                && asked.table().hasOrder(asked.key())
                && asked.key().expression().startsWith(stretch.order());
    }

    private boolean isInOrder() {
        return asked.isInOrder();
    }

    private String areFew() {
        return "(SELECT count(*) FROM " + few() + ") <= " + asked.reach().few();
    }

    private String othersAreFew() {
        return "(SELECT people FROM " + others() + ") <= " + asked.reach().few();
    }

    private String few() {
        return asked.name("few");
    }

    private String others() {
        return asked.name("others");
    }
}
