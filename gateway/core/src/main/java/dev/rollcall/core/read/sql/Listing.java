package dev.rollcall.core.read.sql;

import dev.rollcall.scim.Mode;
import dev.rollcall.scim.message.ScimRequest.Query;
import java.util.List;

/**
 * One page of one list, as it is requested.
 *
 * @param queries one for each resource type of the list; they differ only in type and filter
 * @param mode how to treat names that a type does not have; in a list of several types they have no value, whatever the
 *     mode
 * @param size the largest number of resources on the page
 * @param from where the page begins
 */
public record Listing(List<Query> queries, Mode mode, int size, From from) {

    /** Where a page begins. */
    public sealed interface From {}

    /** At that 1-based place among the resources that match now. */
    public record Index(int startIndex) implements From {}

    /** At the first resource, with the position of the page behind it. */
    public record Beginning() implements From {}

    /** Behind the last resource of the page before. */
    public record Behind(Position position) implements From {}

    public Listing {
        queries = List.copyOf(queries);
    }

    /** The page that a query by index means. */
    public static Listing byIndex(Query query, Mode mode, int maxPage) {
        return new Listing(List.of(query), mode, size(query, maxPage), new Index(query.startIndex()));
    }

    /** How many resources a page holds at most, whatever the client asks for. */
    public static int size(Query query, int maxPage) {
        Integer count = query.count();
        return count == null ? maxPage : Math.min(count, maxPage);
    }

    public boolean byCursor() {
        return !(from instanceof Index);
    }
}
