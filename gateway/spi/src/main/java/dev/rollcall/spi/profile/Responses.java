package dev.rollcall.spi.profile;

import java.util.List;

/**
 * How the responses to one client differ from the RFC's usual ones.
 *
 * @param mediaType the Content-Type of every response with a body
 * @param patchedUser whether the response to a PATCH of a user shows the user
 * @param patchedGroup whether that of a group shows the group
 * @param deletedAgain the status for a DELETE of what is not there: 404 or 204
 * @param relative whether addresses in bodies are relative to the base URL
 * @param order names that stand first in a resource, in this order
 * @param countsPage whether totalResults counts the page instead of all that match
 * @param coreDiscovery whether discovery tells nothing beyond RFC 7643
 */
public record Responses(
        String mediaType,
        boolean patchedUser,
        boolean patchedGroup,
        int deletedAgain,
        boolean relative,
        List<String> order,
        boolean countsPage,
        boolean coreDiscovery) {

    static final String SCIM = "application/scim+json";

    /** As the RFC has it, and as most clients want it. */
    public static final Responses USUAL = new Responses(SCIM, true, false, 404, false, List.of(), false, false);

    public Responses {
        order = List.copyOf(order);
    }
}
