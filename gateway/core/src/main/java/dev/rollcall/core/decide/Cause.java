package dev.rollcall.core.decide;

import dev.rollcall.core.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why members are looked at; stands on every row that follows.
 *
 * @param directoryId the directory that it comes from, or null
 * @param kind what it is
 */
record Cause(UUID requestId, @Nullable UUID directoryId, Kind kind) {

    /** What a look at members follows from. */
    enum Kind {
        /** A request of an IdP: the guard against mass changes watches (R21). */
        SYNC,
        /** A command of an administrator that may concern many: the guard against mass changes watches (R32). */
        RULE,
        /** A command about one person, a decision about what was held, or a consequence of something else. */
        CONSEQUENCE,
        /** A seat is free, and this is whose turn it is (R16). */
        SEAT_TURN,
        /** An address is free, and this is whose turn it is (R31). */
        ADDRESS_TURN,
        /** An administrator approved what was held. */
        APPROVAL
    }

    /** Why, in the words of events that have no reason of their own. */
    String word() {
        return switch (kind) {
            case SYNC -> "identity_provider";
            case RULE, CONSEQUENCE -> directoryId == null ? "by_hand" : "rules";
            case SEAT_TURN -> "seat_available";
            case ADDRESS_TURN -> "address_available";
            case APPROVAL -> "approved";
        };
    }

    static Cause sync(Caller caller) {
        return new Cause(caller.requestId(), caller.directoryId(), Kind.SYNC);
    }

    /** Whether the guard against mass changes watches. */
    boolean isGuarded() {
        return kind == Kind.SYNC || kind == Kind.RULE;
    }

    boolean isSync() {
        return kind == Kind.SYNC;
    }

    Cause as(Kind other) {
        return new Cause(requestId, directoryId, other);
    }

    /** The same cause seen from a user of this directory. */
    Cause in(@Nullable UUID directory) {
        return new Cause(requestId, directory, kind);
    }
}
