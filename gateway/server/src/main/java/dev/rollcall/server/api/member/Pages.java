package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.Json;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** One page of a list in the order of ids: {@code items}, and {@code next}, which is the cursor of the next page or null. */
final class Pages {

    private Pages() {}

    /**
     * The page.
     *
     * @param found its items, and one more when there is a next page
     */
    static <T> ObjectNode json(List<T> found, int limit, Function<T, ObjectNode> shape, Function<T, UUID> id) {
        boolean hasNext = found.size() > limit;
        List<T> shown = hasNext ? found.subList(0, limit) : found;
        return Json.items(shown.stream().map(shape).toList())
                .put("next", hasNext ? id.apply(shown.get(limit - 1)).toString() : null);
    }
}
