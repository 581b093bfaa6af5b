package dev.rollcall.core.model.row;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member whom the operator made an admin for a limited time (R20), as table {@code recovery_admin} has it while the time runs. No
 * mapping takes the role away meanwhile; and for the protection of the last admin (R19) such an admin does not count, because
 * the time ends.
 *
 * @param formerRole the role that comes back where no live directory says another; null when there was no access before
 * @param made whether the grant made the member, who goes with it unless a directory has taken them over
 */
public record Recovery(
        UUID memberId,
        String grantedBy,
        String reason,
        Instant granted,
        Instant ends,
        @Nullable String formerRole,
        boolean made) {

    /** The same with another end. */
    public Recovery until(Instant end, String by, String why, Instant at) {
        return new Recovery(memberId, by, why, at, end, formerRole, made);
    }
}
