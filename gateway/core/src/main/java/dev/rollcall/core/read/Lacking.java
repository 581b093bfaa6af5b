package dev.rollcall.core.read;

import dev.rollcall.scim.Mode;

/** What becomes of a name in a filter or {@code sortBy} that the resource type does not have. */
enum Lacking {
    /** An error. */
    REFUSED,
    /** No comparison with it holds. */
    UNMATCHED,
    /** An attribute without value, as a query over several types wants it (RFC 7644 section 3.4.2.1). */
    NO_VALUE;

    static Lacking of(Mode mode) {
        return mode == Mode.STRICT ? REFUSED : UNMATCHED;
    }

    static Lacking of(Listing listing) {
        return listing.queries().size() > 1 ? NO_VALUE : of(listing.mode());
    }
}
