package dev.rollcall.core.read.resource;

import dev.rollcall.core.read.resource.ListPart.Refusal;
import dev.rollcall.core.read.sql.Listing;
import dev.rollcall.core.read.sql.Reach;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import java.util.stream.Collectors;

/** Refuses a list that would cost too much, and tells the client what it may ask for instead. */
final class Refusals {

    private Refusals() {}

    /**
     * Looks at the total of a list, which tells a refusal.
     *
     * @throws ScimException 400 tooMany: the list was refused
     */
    static void check(Listing listing, long total, Reach reach) {
        for (Refusal refusal : Refusal.values()) {
            if (refusal.total == total) {
                throw ScimError.badRequest(ScimType.TOO_MANY, detail(listing, refusal, reach))
                        .exception();
            }
        }
    }

    private static String detail(Listing listing, Refusal refusal, Reach reach) {
        String what =
                listing.queries().stream().map(query -> query.type().endpoint()).collect(Collectors.joining(" and "));
        return switch (refusal) {
            case FILTER ->
                "No index supports this filter, and " + what + " holds more than the " + reach.rows()
                        + " resources that are searched without an index. Compare id, userName, externalId"
                        + " or emails.value with eq, or add such a comparison to the filter with 'and'.";
            case SORT ->
                "No index supports this sortBy, and " + what + " holds more than the " + reach.rows()
                        + " resources that are sorted without an index. Sort by userName (displayName of groups) or"
                        + " meta.lastModified, leave sortBy out, or ask for fewer resources by a filter.";
            case DEPTH ->
                "This startIndex is more than " + reach.skipped()
                        + " resources away from both ends of the list. Page by cursor instead: begin with an"
                        + " empty cursor parameter, and continue with nextCursor.";
        };
    }
}
