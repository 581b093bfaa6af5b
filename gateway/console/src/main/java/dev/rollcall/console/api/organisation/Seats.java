package dev.rollcall.console.api.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The seats of an organisation; the numbers by directory and over time are there only when the seats are read by themselves. */
public record Seats(
        int purchased,
        int enterpriseMax,
        int used,
        int billable,
        int awaited,
        String policy,
        @Nullable String overflowRole,
        @Nullable List<Share> byDirectory,
        @Nullable List<Point> history) {

    /** How many seats were in use then. */
    public record Point(String at, int used) {}

    /** Null is members whom no directory manages. */
    public record Share(@Nullable String directory, int seats) {}
}
