package dev.rollcall.console.api.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One customer of the operator. The numbers of people are there only when the organisation is read by itself, not in a list. */
public record Organization(
        String id,
        String slug,
        String name,
        String created,
        String plan,
        Seats seats,
        boolean unverifiedDomains,
        boolean lastAdminProtection,
        int runningDirectories,
        Eligibility eligibility,
        List<Warning> warnings,
        long members,
        @Nullable List<Count> people) {

    /** Whether it may let a directory go live, and what would make it so. */
    public record Eligibility(boolean eligible, String reason) {}

    public record Warning(String type, String detail) {}

    /** How many people have this status and this role. */
    public record Count(String status, @Nullable String role, long count) {}

    public long people(String status) {
        return people == null
                ? 0
                : people.stream()
                        .filter(one -> one.status().equals(status))
                        .mapToLong(Count::count)
                        .sum();
    }

    public long admins() {
        return people == null
                ? 0
                : people.stream()
                        .filter(one -> one.status().equals("active") && "admin".equals(one.role()))
                        .mapToLong(Count::count)
                        .sum();
    }
}
