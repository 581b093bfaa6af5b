package dev.rollcall.console.api.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The seats of an organisation; by directory only when they are read by themselves. */
public record Seats(
        int purchased,
        int enterpriseMax,
        int used,
        int billable,
        int awaited,
        String policy,
        @Nullable String overflowRole,
        @Nullable List<Share> byDirectory) {

    /** Null is members whom no directory manages. */
    public record Share(@Nullable String directory, int seats) {}
}
