package dev.rollcall.spi;

import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.message.ScimRequest;
import java.util.List;

/**
 * A request freed of its vendor's quirks.
 *
 * @param quirks ids of those that fired, in order
 * @param deviations what was accepted against the RFC
 */
public record Normalized(ScimRequest request, List<String> quirks, List<Deviation> deviations) {

    public Normalized {
        quirks = List.copyOf(quirks);
        deviations = List.copyOf(deviations);
    }
}
