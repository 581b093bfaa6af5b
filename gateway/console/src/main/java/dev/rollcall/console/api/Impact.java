package dev.rollcall.console.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The effect that a change has or would have: on how many people of each kind, on seats, on administrators. */
public record Impact(
        boolean dryRun,
        @Nullable String subject,
        Map<String, Long> counts,
        Span seats,
        Span admins,
        List<Line> people,
        int peopleOmitted) {

    public record Span(long before, long after) {

        public boolean isChange() {
            return before != after;
        }
    }

    public record Line(
            String kind,
            String email,
            @Nullable String roleBefore,
            @Nullable String roleAfter,
            boolean losesAdmin,
            @Nullable String reason) {}

    public boolean isNothing() {
        return counts.isEmpty() && !seats.isChange() && !admins.isChange();
    }
}
