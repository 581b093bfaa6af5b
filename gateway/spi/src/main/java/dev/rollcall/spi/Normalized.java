package dev.rollcall.spi;

import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.message.ScimRequest;
import java.util.List;

/**
 * A request freed of its vendor's quirks.
 *
 * @param firings the quirks that fired, in order; a query of several types may have one twice
 * @param deviations what was accepted against the RFC
 */
public record Normalized(ScimRequest request, List<Firing> firings, List<Deviation> deviations) {

    public Normalized {
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
