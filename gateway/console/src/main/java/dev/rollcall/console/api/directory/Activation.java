package dev.rollcall.console.api.directory;

import org.jspecify.annotations.Nullable;

/** A period in which a directory was live. */
public record Activation(
        String id,
        String started,
        @Nullable String ended,
        @Nullable String undone) {

    public boolean canBeUndone() {
        return undone == null;
    }
}
