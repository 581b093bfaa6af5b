package dev.rollcall.core.read;

import dev.rollcall.scim.filter.CompareOp;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import dev.rollcall.scim.message.ScimRequest.Sort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement for one page of a list. The rows of the page are found first, so that documents, groups and members are read for
 * these rows only, by their place: the statement has one snapshot, and no index could be chosen wrongly (ADR 3); the total is counted by a subquery of its own, which needs nothing but an index when nothing is filtered.
 * Several types are sorted together, each giving no more rows than the page can hold.
 */
final class ListSql {

    private static final String STATEMENT = """
        WITH page AS MATERIALIZED (%1$s)
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
        """;

    /** Bytes of documents on a page, but for one: a page ends early rather than having the node hold more. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final String RESOURCES = """
        SELECT page.kind, page.sort_key, page.sort_key::text AS key_text, %1$s
        FROM page
        CROSS JOIN LATERAL (
          SELECT * FROM %2$s r WHERE r.ctid = page.place OFFSET 0) r
        WHERE page.kind = %3$d
        """;

    private static final String IDS = """
        SELECT r.%1$s AS id, %2$d AS kind, %3$s AS sort_key, r.ctid AS place
        FROM %4$s r
        WHERE r.org_id = $1 AND %5$s AND %6$s
        ORDER BY %7$s r.%1$s
        LIMIT %8$s OFFSET %9$s
        """;

    private static final String COUNT = "(SELECT count(*) FROM %1$s r WHERE r.org_id = $1 AND %2$s AND %3$s)";

    private static final String MERGED =
            "SELECT id, kind, sort_key, place FROM (%1$s) either ORDER BY sort_key %2$s, id LIMIT %3$s OFFSET %4$s";

    private final Listing listing;
    private final Parameters parameters;
    private final String direction;
    private final List<Part> parts = new ArrayList<>();

    /** One type's share of the list. */
    private record Part(
            Query query,
            ResourceTable table,
            String condition,
            @Nullable SortKey key) {

        /**
         * The directory, as no index knows it when the filter names a key that has an index of its own: in a table that was never
         * analyzed the planner takes the primary key's first two columns for as good, and reads the whole directory.
         */
        String inDirectory() {
            boolean byKey = query.filter() instanceof Filter.Comparison comparison
                    && comparison.op() == CompareOp.EQ
                    && table.hasIndexOn(comparison.path());
            return byKey ? "r.directory_id IS NOT DISTINCT FROM $2" : "r.directory_id = $2";
        }
    }

    private ListSql(Listing listing, Parameters parameters) {
        this.listing = listing;
        this.parameters = parameters;
        Lacking lacking = Lacking.of(listing);
        List<@Nullable SortKey> keys = SortSql.keys(listing.queries(), listing.mode(), parameters);
        for (int i = 0; i < listing.queries().size(); i++) {
            Query query = listing.queries().get(i);
            Filter filter = query.filter();
            String condition =
                    filter == null ? Sql.TRUE : FilterSql.condition(filter, query.type(), lacking, parameters);
            parts.add(new Part(query, ResourceTable.of(query.type()), condition, keys.get(i)));
        }
        this.direction = descending() ? "DESC" : "ASC";
    }

    /**
     * The statement; its rows carry {@code total}, and, but for one row of an empty page, {@code kind} (which of the queries),
     * {@code key_text} and what {@link ResourceSql} reads.
     *
     * @throws dev.rollcall.scim.error.ScimException filter or sort make no sense for the type
     */
    static String of(Listing listing, Parameters parameters) {
        return new ListSql(listing, parameters).statement();
    }

    private String statement() {
        List<String> resources = new ArrayList<>();
        for (int kind = 0; kind < parts.size(); kind++) {
            Part part = parts.get(kind);
            boolean withLinks =
                    ResourceSql.wantsLinks(part.query().type(), part.query().projection());
            resources.add(RESOURCES.formatted(ResourceSql.columns(part.table(), withLinks), part.table().table, kind));
        }
        return STATEMENT.formatted(ids(), total(), String.join(" UNION ALL ", resources), direction, MOST_BYTES);
    }

    private String total() {
        return listing.from() instanceof Listing.Behind behind
                ? parameters.add(behind.position().total()) + "::bigint"
                : String.join(
                        " + ",
                        parts.stream()
                                .map(part -> COUNT.formatted(part.table().table, part.inDirectory(), part.condition()))
                                .toList());
    }

    private String ids() {
        // One more than asked for tells whether there is a next page.
        long size = listing.byCursor() ? listing.size() + 1L : listing.size();
        long skipped = listing.from() instanceof Listing.Index index ? index.startIndex() - 1L : 0;
        String limit = parameters.add(size) + "::bigint";
        String offset = parameters.add(skipped) + "::bigint";
        if (parts.size() == 1) {
            return ids(0, limit, offset);
        }
        List<String> each = new ArrayList<>();
        for (int kind = 0; kind < parts.size(); kind++) {
            each.add("(" + ids(kind, "(" + limit + " + " + offset + ")", "0") + ")");
        }
        return MERGED.formatted(String.join(" UNION ALL ", each), direction, limit, offset);
    }

    private String ids(int kind, String limit, String offset) {
        Part part = parts.get(kind);
        String id = part.table().id;
        SortKey key = part.key();
        List<String> conditions = new ArrayList<>(List.of(part.condition()));
        if (listing.from() instanceof Listing.Behind behind) {
            conditions.add(SortKey.behindId(key, behind.position(), descending(), "r." + id, parameters));
        }
        return IDS.formatted(
                id,
                kind,
                key == null ? "NULL::text" : key.expression(),
                part.table().table,
                part.inDirectory(),
                Sql.and(conditions),
                key == null ? "" : "sort_key " + direction + ",",
                limit,
                offset);
    }

    private boolean descending() {
        Sort sort = listing.queries().get(0).sort();
        return sort != null && sort.descending() && parts.get(0).key() != null;
    }
}
