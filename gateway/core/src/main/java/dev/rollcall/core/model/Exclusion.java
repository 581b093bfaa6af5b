package dev.rollcall.core.model;

import java.util.Locale;

/** Why an active user of a directory is no member of the organisation. The IdP sees nothing of it (R25). */
public enum Exclusion {
    /** In no mapped group, and the directory gives no default role (R7). */
    NO_MAPPED_GROUP,
    /** Neither {@code emails} nor {@code userName} holds an e-mail address. */
    NO_EMAIL,
    /** The address belongs to no domain that the organisation has verified (R13). */
    UNVERIFIED_DOMAIN,
    /** The holder of the address is a member of another organisation (R12). */
    MEMBER_ELSEWHERE,
    /** Another directory record of this organisation already brought in a member with the address. */
    ADDRESS_IN_USE,
    /** All purchased seats are taken; the user comes in when one is free (R16, policy {@code limit}). */
    NO_SEAT_AVAILABLE,
    /** All purchased seats are taken; the user comes in when an administrator approves or one is free (policy {@code hold}). */
    AWAITS_APPROVAL,
    /** An administrator refused a seat above the purchased ones. */
    SEAT_REFUSED;

    /** Whether a seat that is freed lets the user in. */
    public boolean awaitsSeat() {
        return this == NO_SEAT_AVAILABLE || this == AWAITS_APPROVAL;
    }

    /** Whether the user comes in when another holder of the address gives it up. */
    public boolean awaitsAddress() {
        return this == MEMBER_ELSEWHERE || this == ADDRESS_IN_USE;
    }

    /** The reason in the database, the API and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()}. */
    public static Exclusion of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
