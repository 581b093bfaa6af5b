package dev.rollcall.console.api.directory;

import org.jspecify.annotations.Nullable;

/** The health of a directory: what was seen of its provider, and what that means. */
public record Health(
        String state,
        String message,
        @Nullable String hold,
        int held,
        @Nullable String lastProbe,
        @Nullable String lastRequest,
        @Nullable String lastChange,
        int failures) {}
