package dev.rollcall.core.decide.member;

import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.Tally;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.row.OrganizationRow.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a user gets a seat (R16). The only place that does, whichever way the user came: sync, return, change of role,
 * invitation.
 */
final class Seats {

    private final Workspace workspace;

    Seats(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What a user gets who asks for a role. */
    sealed interface Answer {
        /**
         * The role, on a seat where it needs one; or the overflow role, while the wanted one is awaited.
         *
         * @param awaitedRole the wanted role, where it has to wait for a seat
         */
        record Granted(Grant grant, boolean seat, @Nullable String awaitedRole) implements Answer {}

        /** Nothing: all purchased seats are taken, and the policy is {@link SeatPolicy#LIMIT}. */
        record NoSeat() implements Answer {}

        /** Nothing until an administrator approves: the policy is {@link SeatPolicy#HOLD}. */
        record NeedsApproval() implements Answer {}
    }

    /**
     * Asks for a role.
     *
     * @param hasSeat whether the one who asks holds a seat already
     */
    Answer ask(Grant grant, boolean hasSeat, Cause cause) {
        if (!workspace.house().needsSeat(grant.role())) {
            return new Answer.Granted(grant, false, null);
        }
        Terms terms = workspace.terms();
        if (hasSeat
                || terms.seatPolicy() == SeatPolicy.EXPAND
                || cause.kind() == Cause.Kind.APPROVAL
                || isFree(terms, cause)) {
            return new Answer.Granted(grant, true, null);
        }
        return switch (terms.seatPolicy()) {
            case OVERFLOW ->
                new Answer.Granted(
                        new Grant(overflowRole(terms), grant.assignmentId(), grant.groupId()), false, grant.role());
            case HOLD -> new Answer.NeedsApproval();
            case LIMIT, EXPAND -> new Answer.NoSeat();
        };
    }

    /** A free seat is for the user who waits longest; a newcomer gets one only while no user waits. */
    private boolean isFree(Terms terms, Cause cause) {
        Tally tally = workspace.tally();
        return tally.seatsUsed() < terms.purchasedSeats()
                && (cause.kind() == Cause.Kind.SEAT_TURN || !tally.isSeatAwaited());
    }

    private static String overflowRole(Terms terms) {
        String role = terms.overflowRole();
        if (role == null) {
            throw new IllegalStateException("an overflow policy without a role");
        }
        return role;
    }
}
