package dev.rollcall.core.model.row;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member whom the operator made an admin for a limited time (R20), as table {@code recovery_admin} has it while the
 * time runs. Until then, no role assignment takes the role away. The protection of the last admin (R19) does not count
 * such an admin, because the time ends.
 *
 * @param formerRole the role that comes back unless a live directory gives another; null if there was no access before
 * @param made whether the grant created the member, who then leaves when it ends unless a directory has taken them over
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
