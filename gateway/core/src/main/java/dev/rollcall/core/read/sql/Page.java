package dev.rollcall.core.read.sql;

import dev.rollcall.core.model.StoredResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param total how many resources match in all; on a page behind a position, how many did when the list was begun
 * @param startIndex 1-based index of the first one here; null on a page by cursor
 * @param next where the next page begins; null on the last page, and on every page by index
 */
public record Page(
        long total,
        @Nullable Integer startIndex,
        List<StoredResource> resources,
        @Nullable Position next) {

    public Page {
        resources = List.copyOf(resources);
    }
}
