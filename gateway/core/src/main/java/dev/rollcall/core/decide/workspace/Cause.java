package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.command.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reason why members are evaluated; it is recorded in every row that follows from it.
 *
 * @param directoryId the directory that it comes from, or null
 * @param kind the kind of cause
 */
public record Cause(UUID requestId, @Nullable UUID directoryId, Kind kind) {

    /** What a look at members follows from. */
    public enum Kind {
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
    public String word() {
        return switch (kind) {
            case SYNC -> "identity_provider";
            case RULE, CONSEQUENCE -> directoryId == null ? "by_hand" : "rules";
            case SEAT_TURN -> "seat_available";
            case ADDRESS_TURN -> "address_available";
            case APPROVAL -> "approved";
        };
    }

    public static Cause sync(Caller caller) {
        return new Cause(caller.requestId(), caller.directoryId(), Kind.SYNC);
    }

    /** Whether the guard against mass changes watches. */
    public boolean isGuarded() {
        return kind == Kind.SYNC || kind == Kind.RULE;
    }

    public boolean isSync() {
        return kind == Kind.SYNC;
    }

    public Cause as(Kind other) {
        return new Cause(requestId, directoryId, other);
    }

    /** The same cause seen from a user of this directory. */
    public Cause in(@Nullable UUID directory) {
        return new Cause(requestId, directory, kind);
    }
}
