package dev.rollcall.console.api.organisation;

import org.jspecify.annotations.Nullable;

/** A seat that was taken or freed. */
public record LedgerEntry(
        long entry,
        String at,
        String member,
        @Nullable String memberName,
        int delta,
        int balance,
        int billable,
        String cause,
        @Nullable String directory,
        @Nullable String activation) {}
