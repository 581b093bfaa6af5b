package dev.rollcall.core.decide;

import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.Grant;

/** What a user of a directory ought to be in the organisation, by the rules, whatever they are now. */
sealed interface Standing {

    /**
     * A member, by this address.
     *
     * @param emailKey case-folded
     */
    record In(Grant grant, String email, String emailKey) implements Standing {}

    /** No access, because the IdP says {@code active: false} (R15). */
    record Inactive() implements Standing {}

    /** No access although active. */
    record Excluded(Exclusion reason) implements Standing {}
}
