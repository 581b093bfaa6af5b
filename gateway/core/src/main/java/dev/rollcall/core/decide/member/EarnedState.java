package dev.rollcall.core.decide.member;

import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.word.HoldReason;
import dev.rollcall.core.model.word.HoldReason.Change;
import org.jspecify.annotations.Nullable;

/** The state that a user of a directory ought to have in the organisation by the rules, whatever it is now. */
sealed interface EarnedState {

    /** Why a change to it would happen that is held; the events of such a change have the same word. */
    HoldReason reason();

    /**
     * A member, by this address.
     *
     * @param seat whether on a seat
     * @param awaitedRole the role that comes with a free seat, or null
     * @param emailKey case-folded
     * @param awaits what stands between this member and another address that they are to have (R30), or null
     */
    record In(
            Grant grant,
            boolean seat,
            @Nullable String awaitedRole,
            String email,
            String emailKey,
            @Nullable Excluded awaits)
            implements EarnedState {

        /** The same person in another role. */
        In in(Grant role, boolean onSeat, @Nullable String awaited) {
            return new In(role, onSeat, awaited, email, emailKey, awaits);
        }

        @Override
        public HoldReason reason() {
            return Change.ROLE;
        }
    }

    /** No access, because the IdP says {@code active: false} (R15). */
    record Inactive() implements EarnedState {
        @Override
        public HoldReason reason() {
            return Change.INACTIVE;
        }
    }

    /**
     * No access although active.
     *
     * @param exclusion the rule
     * @param emailKey the address, case-folded, or null without one
     */
    record Excluded(Exclusion exclusion, @Nullable String emailKey) implements EarnedState {
        @Override
        public HoldReason reason() {
            return new HoldReason.Excluded(exclusion);
        }
    }
}
