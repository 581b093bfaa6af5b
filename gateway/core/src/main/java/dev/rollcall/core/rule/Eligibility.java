package dev.rollcall.core.rule;

import dev.rollcall.core.model.HouseRules;
import java.util.Optional;

/** What an organisation needs before a directory may go live (R1, R2), in sentences for an administrator. */
public final class Eligibility {

    /** What is said to an organisation without a verified domain. */
    public static final String NO_DOMAIN =
            "The organisation has no verified domain. Verify one by its DNS record, or have the operator attest it.";

    private Eligibility() {}

    /**
     * What is missing in plan and seats, and what would do (R1).
     *
     * @param enterprise whether the organisation is on the Enterprise plan
     * @param seats purchased seats
     * @param maxSeats how many of them are Enterprise Max
     * @return empty when nothing is missing
     */
    public static Optional<String> missing(boolean enterprise, int seats, int maxSeats, HouseRules house) {
        if (maxSeats >= house.maxSeatsToActivate() || (enterprise && seats >= house.seatsToActivate())) {
            return Optional.empty();
        }
        String found = enterprise
                ? "The organisation has " + seats + " seats"
                : "The organisation is not on the Enterprise plan";
        return Optional.of(found + ". A directory needs the Enterprise plan with at least " + house.seatsToActivate()
                + " seats, or at least " + house.maxSeatsToActivate() + " Enterprise Max seat"
                + (house.maxSeatsToActivate() == 1 ? "" : "s")
                + ": buy more seats, or upgrade one to Enterprise Max.");
    }
}
