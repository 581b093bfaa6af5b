package dev.rollcall.console.api.directory;

import org.jspecify.annotations.Nullable;

/** What was seen of a provider, and what that means. */
public record Health(
        String state,
        String message,
        @Nullable String hold,
        int held,
        @Nullable String lastProbe,
        @Nullable String lastRequest,
        @Nullable String lastChange,
        int failures) {}
