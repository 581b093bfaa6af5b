package dev.rollcall.core.model;

import java.util.Locale;

/** The policy for a user who needs a seat when all purchased ones are taken (R16). */
public enum SeatPolicy {
    /** They take one all the same; it is recorded as billable. */
    EXPAND,
    /** They stay out until one is free, oldest first. */
    LIMIT,
    /** They come in with a role that costs no seat until one is free, oldest first. */
    OVERFLOW,
    /** They stay out until one is free or an administrator approves. */
    HOLD;

    /** The policy in the database and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()}. */
    public static SeatPolicy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
