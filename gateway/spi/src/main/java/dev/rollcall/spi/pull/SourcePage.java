package dev.rollcall.spi.pull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param next what to ask for the rest with, or null when this is the last page
 * @param gone ids that the settings name and the provider does not have any more
 */
public record SourcePage<T>(List<T> items, @Nullable String next, List<String> gone) {

    public SourcePage {
        items = List.copyOf(items);
        gone = List.copyOf(gone);
    }

    public SourcePage(List<T> items, @Nullable String next) {
        this(items, next, List.of());
    }
}
