package dev.rollcall.core.model;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The reason why an active user of a directory has not got what the directory asks for: most often the user is kept out; otherwise
 * a hold, or an address that is taken for the moment, keeps the member as they are. The IdP sees nothing of it (R25). Each reason
 * names what resolves it, and with that what makes the gateway look at the user again (R31).
 */
public enum Exclusion {
    /** No role assignment fits, and the directory gives no default role (R7). */
    NO_MAPPED_GROUP("no role assignment matches, and the directory has no default role", Wake.RECORD, Wake.MAPPING),
    /** Neither {@code emails} nor {@code userName} holds an e-mail address. */
    NO_EMAIL("no e-mail address", Wake.RECORD),
    /** The address belongs to no domain that the organisation has verified (R13). */
    UNVERIFIED_DOMAIN("the address is in a domain that is not verified", Wake.RECORD, Wake.DOMAINS),
    /** Another organisation has verified the domain of the address, and so owns it (R26). */
    DOMAIN_OF_ANOTHER_ORGANIZATION(
            "the address is in a domain that another organisation has verified", Wake.RECORD, Wake.DOMAINS),
    /** The holder of the address is a member of another organisation (R12). */
    MEMBER_ELSEWHERE("member of another organisation", Wake.RECORD, Wake.ADDRESS),
    /** Another directory record of this organisation already brought in a member with the address. */
    ADDRESS_IN_USE("another member has the same address", Wake.RECORD, Wake.ADDRESS),
    /** All purchased seats are taken; the user comes in when one is free (R16, policy {@code limit}). */
    NO_SEAT_AVAILABLE("all purchased seats are taken", Wake.SEAT, Wake.SEAT_POLICY),
    /** All purchased seats are taken; the user comes in when an administrator approves or one is free (policy {@code hold}). */
    AWAITS_APPROVAL(
            "all purchased seats are taken, and an administrator has yet to approve another",
            Wake.SEAT,
            Wake.SEAT_POLICY,
            Wake.DECISION),
    /** An administrator refused a seat above the purchased ones. */
    SEAT_REFUSED("an administrator refused a seat beyond those purchased", Wake.SEAT_POLICY, Wake.DECISION);

    /** What can take a reason away; a command that causes one of these looks at all users who wait for it. */
    public enum Wake {
        /** The identity provider sends something else of the person: the request looks. */
        RECORD,
        /** Groups, role assignments or the default role change: the command that changes them looks at the people concerned. */
        MAPPING,
        /** A domain is verified or released, here or by another organisation, or unverified ones are allowed. */
        DOMAINS,
        /** Another holder gives up the address, in this organisation or another. */
        ADDRESS,
        /** A seat is bought or gets free. */
        SEAT,
        /** The organisation chooses another seat policy. */
        SEAT_POLICY,
        /** An administrator decides about the hold. */
        DECISION
    }

    private final String meaning;
    private final ImmutableSet<Wake> wakes;

    Exclusion(String meaning, Wake first, Wake... others) {
        this.meaning = meaning;
        this.wakes = Sets.immutableEnumSet(first, others);
    }

    /** Whether this can take the reason away. */
    public boolean endsBy(Wake wake) {
        return wakes.contains(wake);
    }

    /** The reasons that this can take away. */
    public static List<Exclusion> endedBy(Wake wake) {
        return Stream.of(values()).filter(reason -> reason.endsBy(wake)).toList();
    }

    /** Whether a seat that is freed lets the user in. */
    public boolean awaitsSeat() {
        return endsBy(Wake.SEAT);
    }

    /** Whether the user comes in when another holder of the address gives it up. */
    public boolean awaitsAddress() {
        return endsBy(Wake.ADDRESS);
    }

    /** Whether what happens to the address or its domain in another organisation can take the reason away. */
    public boolean isAboutAddress() {
        return endsBy(Wake.ADDRESS) || endsBy(Wake.DOMAINS);
    }

    /** The reason in the database, the API and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Why the user is kept out, as a half sentence. */
    public String meaning() {
        return meaning;
    }

    /** Reads {@link #word()}. */
    public static Exclusion of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
