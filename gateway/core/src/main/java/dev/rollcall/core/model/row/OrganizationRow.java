package dev.rollcall.core.model.row;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.SeatPolicy;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation as far as decisions depend on it, read under the row lock that every batch takes. */
public record OrganizationRow(UUID id, Terms terms, Counts counts) {

    /**
     * What was agreed and set.
     *
     * @param enterprise whether the organisation is on the Enterprise plan (R1)
     * @param enterpriseMaxSeats how many of the purchased seats are Enterprise Max
     * @param seatPolicy what happens when all purchased seats are taken (R16)
     * @param overflowRole the role that {@link SeatPolicy#OVERFLOW} gives meanwhile, or null
     * @param unverifiedDomains whether people with addresses of unverified domains may come in (R13)
     * @param adminProtection whether the last active admin is protected (R19)
     */
    public record Terms(
            boolean enterprise,
            int purchasedSeats,
            int enterpriseMaxSeats,
            SeatPolicy seatPolicy,
            @Nullable String overflowRole,
            boolean unverifiedDomains,
            boolean adminProtection) {

        /** What was bought, as events show it. */
        public ObjectNode plan() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("plan", enterprise ? "enterprise" : "standard")
                    .put("purchasedSeats", purchasedSeats)
                    .put("enterpriseMaxSeats", enterpriseMaxSeats);
        }

        /** What was chosen, as events show it. */
        public ObjectNode policy() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("seatPolicy", seatPolicy.word())
                    .put("overflowRole", overflowRole)
                    .put("unverifiedDomains", unverifiedDomains)
                    .put("lastAdminProtection", adminProtection);
        }

        /** All of it, as events show it. */
        public ObjectNode all() {
            return plan().setAll(policy());
        }
    }

    /**
     * Sums and last numbers, kept beside the rows that they sum up or number.
     *
     * @param seatsUsed seats in use
     * @param lastLedgerEntry number of the newest ledger entry, 0 before the first
     * @param lastEvent number of the newest event, 0 before the first
     * @param activeAdmins active members with role admin, without those who are it for a time only
     * @param seatsAwaited who comes in, or up to the proper role, as soon as a seat is free
     * @param addressesAwaited users kept out by another holder of their address
     * @param holdsInForce holds that are open, or rejected and still keep a member
     * @param dormantMembers suspended members
     * @param recoveryAdmins members whom the operator made admins for a time
     * @param lastAdminHold the hold that keeps the last admin, or null
     */
    public record Counts(
            int seatsUsed,
            long lastLedgerEntry,
            long lastEvent,
            int activeAdmins,
            int seatsAwaited,
            int addressesAwaited,
            int holdsInForce,
            int dormantMembers,
            int recoveryAdmins,
            @Nullable UUID lastAdminHold) {}

    public OrganizationRow with(Terms changed) {
        return new OrganizationRow(id, changed, counts);
    }
}
