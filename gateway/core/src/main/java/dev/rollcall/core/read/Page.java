package dev.rollcall.core.read;

import dev.rollcall.core.StoredResource;
import java.util.List;

/**
 * One page of a list.
 *
 * @param total how many resources match in all
 * @param startIndex 1-based index of the first one here
 */
public record Page(long total, int startIndex, List<StoredResource> resources) {

    public Page {
        resources = List.copyOf(resources);
    }
}
