package dev.rollcall.core.decide.member;

import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.RuleOutcome.Refused;
import dev.rollcall.core.decide.plan.Roles;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.OrganizationRow.Terms;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a command about one member.
 *
 * @param subject the member
 */
public record MemberVerdict(
        @Nullable UUID subject, @Nullable Refused refused) {

    static MemberVerdict done(UUID member) {
        return new MemberVerdict(member, null);
    }

    static MemberVerdict refused(Refusal why, String detail) {
        return new MemberVerdict(null, new Refused(why, detail));
    }

    static MemberVerdict unknownRole(OperatorRules house, String role) {
        return refused(Refusal.INVALID, Roles.unknown(house, role));
    }

    /**
     * One and the same whether the address is a member's elsewhere or of a domain that another organisation has verified (R26), so
     * that it tells nobody who is a member where.
     */
    static MemberVerdict notAvailable(String email) {
        return refused(
                Refusal.ADDRESS_NOT_AVAILABLE,
                email
                        + " cannot become a member here. Ask the operator of this service for the reason, or try"
                        + " another address of the same person.");
    }

    static MemberVerdict noSeat(Terms terms) {
        return refused(
                Refusal.NO_SEAT,
                "All " + terms.purchasedSeats()
                        + " purchased seats are taken, and the seat policy is "
                        + terms.seatPolicy().word()
                        + ". Buy more seats, free one, choose a role that needs no seat, or change the seat policy.");
    }
}
