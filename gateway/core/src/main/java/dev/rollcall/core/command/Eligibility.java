package dev.rollcall.core.command;

import dev.rollcall.core.model.OperatorRules;
import java.util.Optional;

/**
 * Whether an organisation has bought enough for a directory of it to go live (R1), in sentences for an administrator.
 *
 * @param eligible whether it does
 * @param reason what makes it so, or what is missing and what would be enough
 */
public record Eligibility(boolean eligible, String reason) {

    /** What is said to an organisation without a verified domain (R2). */
    public static final String NO_DOMAIN =
            "The organisation has no verified domain. Verify one by its DNS record, or have the operator attest it.";

    /** What is said of a verified domain whose record is gone (R2): nothing is cut, but an administrator should look. */
    public static String lostDomain(String name) {
        return "The DNS record that proved the domain " + name
                + " is gone. Its people keep their access. Set the record"
                + " again, or release the domain if you no longer own it.";
    }

    /**
     * Judges plan and seats by what the operator asks for.
     *
     * @param enterprise whether the organisation is on the Enterprise plan
     * @param seats purchased seats
     * @param maxSeats how many of them are Enterprise Max
     */
    public static Eligibility of(boolean enterprise, int seats, int maxSeats, OperatorRules house) {
        if (maxSeats >= house.maxSeatsToActivate()) {
            return new Eligibility(true, "It has " + count(maxSeats, "Enterprise Max seat") + ".");
        }
        if (enterprise && seats >= house.seatsToActivate()) {
            return new Eligibility(true, "It is on the Enterprise plan with " + count(seats, "seat") + ".");
        }
        String found = enterprise
                ? "The organisation has " + count(seats, "seat")
                : "The organisation is not on the Enterprise plan";
        return new Eligibility(
                false,
                found + ". A directory needs the Enterprise plan with at least "
                        + count(house.seatsToActivate(), "seat") + ", or at least "
                        + count(house.maxSeatsToActivate(), "Enterprise Max seat")
                        + ": buy more seats, or upgrade one to Enterprise Max.");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** What is missing and what would be enough; empty when nothing is missing. */
    public Optional<String> missing() {
        return eligible ? Optional.empty() : Optional.of(reason);
    }
}
