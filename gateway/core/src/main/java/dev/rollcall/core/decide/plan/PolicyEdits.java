package dev.rollcall.core.decide.plan;

import dev.rollcall.core.command.Eligibility;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.command.SetTerms.AllowUnverifiedDomains;
import dev.rollcall.core.command.SetTerms.ProtectLastAdmin;
import dev.rollcall.core.command.SetTerms.SetPlan;
import dev.rollcall.core.command.SetTerms.SetSeatPolicy;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.model.row.OrganizationRow.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edits what an organisation has bought and chosen (R1, R13, R16, R19). */
final class PolicyEdits {

    private final RuleContext context;
    private final Terms terms;

    PolicyEdits(RuleContext context) {
        this.context = context;
        this.terms = context.organization().terms();
    }

    Plan plan(SetTerms command) {
        return command.match(new Kinds());
    }

    private final class Kinds implements SetTerms.Cases<Plan> {

        @Override
        public Plan setPlan(SetPlan command) {
            return PolicyEdits.this.setPlan(command);
        }

        @Override
        public Plan setSeatPolicy(SetSeatPolicy command) {
            return PolicyEdits.this.setSeatPolicy(command);
        }

        @Override
        public Plan allowUnverifiedDomains(AllowUnverifiedDomains command) {
            return allowUnverified(command);
        }

        @Override
        public Plan protectLastAdmin(ProtectLastAdmin command) {
            return write(terms(terms.seatPolicy(), terms.overflowRole(), terms.unverifiedDomains(), command.on()));
        }
    }

    /** More seats are given out to those who wait as a consequence; fewer take nobody's. */
    private Plan setPlan(SetPlan set) {
        if (set.purchasedSeats() < 0 || set.enterpriseMaxSeats() < 0) {
            return Plan.refused(Refusal.INVALID, "The number of seats cannot be negative.");
        }
        Terms changed = new Terms(
                set.enterprise(),
                set.purchasedSeats(),
                set.enterpriseMaxSeats(),
                terms.seatPolicy(),
                terms.overflowRole(),
                terms.unverifiedDomains(),
                terms.adminProtection());
        Eligibility now = eligibility(changed);
        return eligibility(terms).eligible() && !now.eligible() && isRunning()
                ? write(changed, eligibilityLost(changed, now.reason()))
                : write(changed);
    }

    private Eligibility eligibility(Terms of) {
        return Eligibility.of(of.enterprise(), of.purchasedSeats(), of.enterpriseMaxSeats(), context.house());
    }

    private boolean isRunning() {
        return context.directories().stream()
                .map(DirectoryRow::state)
                .anyMatch(state -> state == State.ACTIVE || state == State.PAUSED);
    }

    /** The directories go on (R1); the application is told, so that the operator can act. */
    private Work eligibilityLost(Terms changed, String reason) {
        return new Work.Step(new WorkChunk.Announce(
                EventType.ORGANIZATION_NO_LONGER_ELIGIBLE,
                context.organization().id(),
                null,
                changed.all().put("reason", reason)));
    }

    private Plan setSeatPolicy(SetSeatPolicy set) {
        String role = set.overflowRole();
        boolean overflow = set.policy() == SeatPolicy.OVERFLOW;
        if (overflow && (role == null || context.house().needsSeat(role))) {
            return Plan.refused(
                    Refusal.INVALID, "The policy overflow needs a role that needs no seat" + seatlessRoles() + ".");
        }
        if (role != null && !context.house().knows(role)) {
            return Plan.refused(Refusal.INVALID, Roles.unknown(context.house(), role));
        }
        return write(
                terms(set.policy(), overflow ? role : null, terms.unverifiedDomains(), terms.adminProtection()),
                new Work.SettleWaiting(Exclusion.Wake.SEAT_POLICY),
                new Work.SettleAwaiting());
    }

    private String seatlessRoles() {
        List<String> roles = context.house().roles().stream()
                .filter(role -> !role.seat())
                .map(role -> role.name())
                .toList();
        return roles.isEmpty() ? ", and there is none" : "; accepted: " + String.join(", ", roles);
    }

    private Plan allowUnverified(AllowUnverifiedDomains allow) {
        Terms changed = terms(terms.seatPolicy(), terms.overflowRole(), allow.allowed(), terms.adminProtection());
        return allow.allowed()
                ? write(changed, new Work.SettleWaiting(Exclusion.Wake.DOMAINS))
                : write(changed, context.everybody().toArray(Work[]::new));
    }

    private Plan write(Terms changed, Work... work) {
        return Plan.of(new Configuration.Terms(context.organization().with(changed)), work);
    }

    private Terms terms(SeatPolicy policy, @Nullable String overflowRole, boolean unverified, boolean protection) {
        return new Terms(
                terms.enterprise(),
                terms.purchasedSeats(),
                terms.enterpriseMaxSeats(),
                policy,
                overflowRole,
                unverified,
                protection);
    }
}
