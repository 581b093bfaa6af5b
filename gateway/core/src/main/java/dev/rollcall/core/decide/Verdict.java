package dev.rollcall.core.decide;

import dev.rollcall.core.model.HouseRules;
import dev.rollcall.core.model.OrganizationRow.Terms;
import dev.rollcall.core.rule.RuleOutcome.Refusal;
import dev.rollcall.core.rule.RuleOutcome.Refused;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a command about one member.
 *
 * @param subject the member
 */
record Verdict(@Nullable UUID subject, @Nullable Refused refused) {

    static Verdict done(UUID member) {
        return new Verdict(member, null);
    }

    static Verdict refused(Refusal why, String detail) {
        return new Verdict(null, new Refused(why, detail));
    }

    static Verdict unknownRole(HouseRules house, String role) {
        return refused(Refusal.INVALID, Roles.unknown(house, role));
    }

    /**
     * One and the same whether the address is a member's elsewhere or of a domain that another organisation has verified (R26), so
     * that it tells nobody who is a member where.
     */
    static Verdict notAvailable(String email) {
        return refused(
                Refusal.ADDRESS_NOT_AVAILABLE,
                email
                        + " cannot become a member here. The operator of this service can say why, and change it;"
                        + " another address of the same person may do.");
    }

    static Verdict noSeat(Terms terms) {
        return refused(
                Refusal.NO_SEAT,
                "All " + terms.purchasedSeats()
                        + " purchased seats are taken, and the seat policy is "
                        + terms.seatPolicy().word()
                        + ". Buy more seats, free one, choose a role that costs none, or another seat policy.");
    }
}
