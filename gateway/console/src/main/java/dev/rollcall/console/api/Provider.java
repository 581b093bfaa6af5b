package dev.rollcall.console.api;

import org.jspecify.annotations.Nullable;

/** What can be connected. */
public record Provider(
        String id, String name, boolean available, @Nullable String notYet) {}
