package dev.rollcall.core.read.resource;

import dev.rollcall.core.read.sql.Lookup;
import dev.rollcall.core.read.sql.Parameters;
import dev.rollcall.core.read.sql.Position;
import dev.rollcall.core.read.sql.Reach;
import dev.rollcall.core.read.sql.ResourceTable;
import dev.rollcall.core.read.sql.SortKey;
import dev.rollcall.core.read.sql.Sql;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One resource type's share of a list: which rows are on the page, and how many match in all. How they are found depends on the
 * index that serves the filter, so that a list costs as much as its result; where no index does, no more rows are read than
 * {@link Reach} allows.
 */
public sealed interface ListPart permits HitsPart, StretchPart, WholePart {

    /** What is common to all: the type, its table, the filter as a condition, and what is sorted by. */
    record Asked(
            Query query,
            ResourceTable table,
            int kind,
            String condition,
            @Nullable SortKey key,
            Reach reach) {

        /** The columns of a place on a page. */
        String columns(String place) {
            return "r." + table.id + " AS id, " + kind + " AS kind, " + sortKey() + " AS sort_key, " + place
                    + " AS place";
        }

        private String sortKey() {
            return key == null ? "NULL::text" : key.expression();
        }

        /** The sort key of rows that were gathered before. */
        @Nullable
        SortKey gathered() {
            return key == null ? null : new SortKey("r.sort_key", key.kind(), key.optional());
        }

        /** A name for a subquery of this part. */
        String name(String of) {
            return of + kind;
        }

        /** Whether an index has the order of the list. */
        boolean isInOrder() {
            return key == null || table.hasOrder(key);
        }
    }

    /** Where the page begins and ends. */
    record Cut(@Nullable Position position, String limit, String offset, boolean descending, Parameters parameters) {

        /** Whether a row is behind the position, if there is one. */
        String behind(@Nullable SortKey key, String id) {
            return position == null ? Sql.TRUE : SortKey.behindId(key, position, descending, id, parameters);
        }

        /** The order of the list, or the other way round. */
        String order(@Nullable SortKey key, String id, boolean reverse) {
            String byKey = key == null ? "" : "sort_key " + (descending != reverse ? "DESC" : "ASC") + ", ";
            return "ORDER BY " + byKey + id + (reverse ? " DESC" : "");
        }
    }

    /** Why a list is refused. */
    enum Refusal {
        /** Nothing serves the filter. */
        FILTER(-1),
        /** Nothing serves the order. */
        SORT(-2),
        /** The page is too far from both ends. */
        DEPTH(-3);

        final long total;

        Refusal(long total) {
            this.total = total;
        }
    }

    /** When the list is refused, as a condition; null when it never is. */
    record Refused(Refusal why, String when) {}

    /** Subqueries that the others name, each with {@code AS}. */
    List<String> subqueries();

    /** The rows of the page, or in a list of several types those that may be on it. */
    String rows(Cut cut);

    /** How many match. */
    String total();

    List<Refused> refusals(Cut cut);

    /** The part for a filter, or for none. */
    static ListPart of(Asked asked, @Nullable Filter filter, Parameters parameters) {
        if (filter == null || Counted.total(asked.table(), filter) != null) {
            return new WholePart(asked, filter);
        }
        Lookup lookup = Lookups.of(filter, asked.query().type(), parameters);
        return lookup instanceof Lookup.Stretch stretch ? new StretchPart(asked, stretch) : new HitsPart(asked, lookup);
    }
}
