package dev.rollcall.core.command;

import dev.rollcall.core.model.SeatPolicy;
import org.jspecify.annotations.Nullable;

/** Commands that set what an organisation has bought, or a policy for all of its members. */
public sealed interface SetTerms extends RuleCommand {

    /** What is to be done for this kind of command. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R setPlan(SetPlan command);

        R setSeatPolicy(SetSeatPolicy command);

        R allowUnverifiedDomains(AllowUnverifiedDomains command);

        R protectLastAdmin(ProtectLastAdmin command);
    }

    @Override
    default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
        return cases.setTerms(this);
    }

    /** What the organisation has bought. */
    record SetPlan(boolean enterprise, int purchasedSeats, int enterpriseMaxSeats) implements SetTerms {
        @Override
        public <R extends @Nullable Object> R match(SetTerms.Cases<R> cases) {
            return cases.setPlan(this);
        }
    }

    /**
     * What happens when all seats are taken (R16).
     *
     * @param overflowRole the role that costs no seat; needed for {@link SeatPolicy#OVERFLOW}
     */
    record SetSeatPolicy(SeatPolicy policy, @Nullable String overflowRole) implements SetTerms {
        @Override
        public <R extends @Nullable Object> R match(SetTerms.Cases<R> cases) {
            return cases.setSeatPolicy(this);
        }
    }

    /** Whether people with addresses of unverified domains may come in (R13). */
    record AllowUnverifiedDomains(boolean allowed) implements SetTerms {
        @Override
        public <R extends @Nullable Object> R match(SetTerms.Cases<R> cases) {
            return cases.allowUnverifiedDomains(this);
        }
    }

    /** Whether the last active admin is kept (R19). */
    record ProtectLastAdmin(boolean on) implements SetTerms {
        @Override
        public <R extends @Nullable Object> R match(SetTerms.Cases<R> cases) {
            return cases.protectLastAdmin(this);
        }
    }
}
