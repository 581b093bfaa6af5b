package dev.rollcall.core.read.resource;

import dev.rollcall.core.read.resource.ListPart.Asked;
import dev.rollcall.core.read.resource.ListPart.Cut;
import dev.rollcall.core.read.resource.ListPart.Refused;
import dev.rollcall.core.read.sql.Listing;
import dev.rollcall.core.read.sql.Parameters;
import dev.rollcall.core.read.sql.Position;
import dev.rollcall.core.read.sql.Reach;
import dev.rollcall.core.read.sql.ResourceTable;
import dev.rollcall.core.read.sql.SortKey;
import dev.rollcall.core.read.sql.Sql;
import dev.rollcall.core.read.sql.SqlTemplate;
import dev.rollcall.core.read.sql.UnknownAttribute;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Sort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statement for one page of a list. The rows of the page are found first, so that documents, groups and members are read
 * for these rows only, by their place: the statement has one snapshot, and no index could be chosen wrongly (ADR 3). Several types
 * are sorted together, each giving no more rows than the page can hold.
 */
public final class ListSql {

    private static final SqlTemplate STATEMENT = SqlTemplate.of("""
        WITH %1$s
        SELECT listed.total, found.*
        FROM (SELECT %2$s AS total) listed
        LEFT JOIN (
          SELECT *
          FROM (SELECT resource.*, count(*) OVER () AS on_page,
                       sum(octet_length(document) + coalesce(octet_length(links), 0)) OVER (
                         ORDER BY sort_key %4$s, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bytes_before
                FROM (%3$s) resource) measured
          WHERE coalesce(bytes_before, 0) < %5$d) found ON true
        ORDER BY found.sort_key %4$s, found.id
        """);

    /** Bytes of documents on a page, but for one: a page ends early rather than having the node hold more. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final SqlTemplate RESOURCES = SqlTemplate.of("""
        SELECT page.kind, page.sort_key, page.sort_key::text AS key_text, %1$s
        FROM page
        CROSS JOIN LATERAL (
          SELECT * FROM %2$s r WHERE r.ctid = page.place OFFSET 0) r
        WHERE page.kind = %3$d
        """);

    private static final SqlTemplate MERGED = SqlTemplate.of(
            "SELECT id, kind, sort_key, place FROM (%1$s) either ORDER BY sort_key %2$s, id LIMIT %3$s OFFSET %4$s");

    private final Listing listing;
    private final Parameters parameters;
    private final String direction;
    private final List<ListPart> parts = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();

    private ListSql(Listing listing, Reach reach, Parameters parameters) {
        this.listing = listing;
        this.parameters = parameters;
        UnknownAttribute lacking = UnknownAttribute.of(listing);
        List<@Nullable SortKey> keys = SortSql.keys(listing.queries(), listing.mode(), parameters);
        for (int i = 0; i < listing.queries().size(); i++) {
            Query query = listing.queries().get(i);
            Filter filter = query.filter();
            String condition =
                    filter == null ? Sql.TRUE : FilterSql.condition(filter, query.type(), lacking, parameters);
            Asked one = new Asked(query, ResourceTable.of(query.type()), i, condition, keys.get(i), reach);
            asked.add(one);
            parts.add(ListPart.of(one, filter, parameters));
        }
        this.direction = descending() ? "DESC" : "ASC";
    }

    /**
     * The statement; its rows carry {@code total}, which is that of a {@link Refusal} where the list is refused, and, but for one row
     * of an empty page, {@code kind} (which of the queries), {@code key_text} and what {@link ResourceSql} reads.
     *
     * @throws dev.rollcall.scim.error.ScimException filter or sort make no sense for the type
     */
    public static String of(Listing listing, Reach reach, Parameters parameters) {
        return new ListSql(listing, reach, parameters).statement();
    }

    private String statement() {
        Cut cut = cut();
        List<String> subqueries = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        for (Asked one : asked) {
            boolean withLinks =
                    ResourceSql.wantsLinks(one.query().type(), one.query().projection());
            resources.add(RESOURCES.with(ResourceSql.columns(one.table(), withLinks), one.table().table, one.kind()));
        }
        parts.forEach(part -> subqueries.addAll(part.subqueries()));
        subqueries.add("page AS MATERIALIZED (" + rows(cut) + ")");
        return STATEMENT.with(
                String.join(",\n", subqueries),
                total(cut),
                String.join(" UNION ALL ", resources),
                direction,
                MOST_BYTES);
    }

    private String total(Cut cut) {
        StringBuilder cases = new StringBuilder();
        for (ListPart part : parts) {
            for (Refused refused : part.refusals(cut)) {
                cases.append(" WHEN ").append(refused.when()).append(" THEN ").append(refused.why().total);
            }
        }
        String total = listing.from() instanceof Listing.Behind behind
                ? parameters.add(behind.position().total()) + "::bigint"
                : String.join(" + ", parts.stream().map(ListPart::total).toList());
        return cases.isEmpty() ? total : "CASE" + cases + " ELSE " + total + " END";
    }

    private Cut cut() {
        // One more than asked for tells whether there is a next page.
        long size = listing.byCursor() ? listing.size() + 1L : listing.size();
        Position position = listing.from() instanceof Listing.Behind behind ? behind.position() : null;
        long skipped = listing.from() instanceof Listing.Index index ? index.startIndex() - 1L : 0;
        String offset = skipped == 0 ? "0" : parameters.add(skipped) + "::bigint";
        return new Cut(position, parameters.add(size) + "::bigint", offset, descending(), parameters);
    }

    private String rows(Cut cut) {
        if (parts.size() == 1) {
            return parts.get(0).rows(cut);
        }
        Cut all = new Cut(
                cut.position(), "(" + cut.limit() + " + " + cut.offset() + ")", "0", cut.descending(), parameters);
        List<String> each =
                parts.stream().map(part -> "(" + part.rows(all) + ")").toList();
        return MERGED.with(String.join(" UNION ALL ", each), direction, cut.limit(), cut.offset());
    }

    private boolean descending() {
        Sort sort = listing.queries().get(0).sort();
        return sort != null && sort.descending() && asked.get(0).key() != null;
    }
}
