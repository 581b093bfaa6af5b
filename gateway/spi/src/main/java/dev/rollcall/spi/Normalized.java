package dev.rollcall.spi;

import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.message.ScimRequest;
import java.util.List;

/**
 * A request without its vendor's quirks.
 *
 * @param firings the quirks that fired, in order; a query of several types may have one twice
 * @param deviations what was accepted against the RFC
 * @param groups what a write of a user says of groups, where the client keeps memberships there
 */
public record Normalized(
        ScimRequest request, List<Firing> firings, List<Deviation> deviations, List<GroupWish> groups) {

    /** A request that says nothing of the groups of a user. */
    Normalized(ScimRequest request, List<Firing> firings, List<Deviation> deviations) {
        this(request, firings, deviations, List.of());
    }

    public Normalized {
        groups = List.copyOf(groups);
        firings = List.copyOf(firings);
        deviations = List.copyOf(deviations);
    }

    /** Ids of the quirks that fired, in order, each once. */
    public List<String> quirks() {
        return ids(firings);
    }

    static List<String> ids(List<Firing> firings) {
        return firings.isEmpty()
                ? List.of()
                : firings.stream().map(Firing::quirk).distinct().toList();
    }
}
