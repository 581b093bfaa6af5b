package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list as it is asked for with {@code ?cursor=&limit=}. A list has an order in which each item has a key; the
 * cursor is the key of the last item before the page.
 *
 * @param cursor null for the first page
 * @param limit how many items are wanted; ask for {@link #atMost()}, so that it shows whether a page follows
 */
public record ListPage(@Nullable String cursor, int limit) {

    private static final String CURSOR = "cursor";
    private static final String MEANT = "the value of \"next\" on the page before";

    public static ListPage of(MultiMap query) {
        return new ListPage(query.get(CURSOR), Parameters.limit(query));
    }

    /** The cursor of a list in the order of ids. */
    public @Nullable UUID id() {
        return cursor == null ? null : Parameters.id(cursor).orElseThrow(() -> Parameters.wrong(CURSOR, MEANT));
    }

    /** The cursor of a list in the order of numbers that begin with 1; 0 on the first page. */
    public long number() {
        try {
            long number = cursor == null ? 0 : Long.parseLong(cursor);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number below 0.
        }
        throw Parameters.wrong(CURSOR, MEANT);
    }

    /** How many items to ask for. */
    public int atMost() {
        return limit + 1;
    }

    /**
     * The page as it stands on the wire: its items, and {@code next}, the cursor of the page behind it or null.
     *
     * @param found what was found, up to {@link #atMost()}
     */
    public <T> ObjectNode json(List<T> found, Function<T, ObjectNode> item, Function<T, Object> key) {
        boolean hasNext = found.size() > limit;
        List<T> shown = hasNext ? found.subList(0, limit) : found;
        return Json.items(shown.stream().map(item).toList())
                .put("next", hasNext ? key.apply(shown.get(limit - 1)).toString() : null);
    }
}
