package dev.rollcall.core.model.row;

import dev.rollcall.core.model.word.HoldReason;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that a rule keeps from happening (R16, R19, R21), as table {@code hold} has it. While in force there is at
 * most one for each user, and for each member that has lost its user.
 *
 * @param causeId the id that people share who are held for one cause (R32): they are one hold with a list. A hold on
 *     one person has its own id here
 * @param userId the directory's user; null when its record is gone, or when there was none
 * @param memberId the member who stays as they are; null for a user who is not in
 * @param effect what would happen without the hold
 * @param role the role that would be given, if the effect is a role
 * @param reason why it would happen
 * @param requestId the request that asked for it
 * @param closed when it ended, or null while it is in force
 * @param decidedBy the administrator who decided, or null
 */
public record HoldRow(
        UUID id,
        UUID causeId,
        Kind kind,
        State state,
        @Nullable UUID directoryId,
        @Nullable UUID userId,
        @Nullable UUID memberId,
        String email,
        Effect effect,
        @Nullable String role,
        HoldReason reason,
        UUID requestId,
        Instant opened,
        @Nullable Instant closed,
        @Nullable String decidedBy) {

    /** Which rule holds. */
    public enum Kind {
        /** The organisation would be without an active admin (R19). Ends by itself when another one exists. */
        LAST_ADMIN,
        /** A directory takes out more people than it may in one go (R21). Waits for an administrator. */
        MASS_CHANGE,
        /** A seat above the purchased ones is wanted (R16). Waits for an administrator or a free seat. */
        SEAT;

        /** The kind in the database, the API and events. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #word()}. */
        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What is held. */
    public enum Effect {
        ROLE_CHANGE,
        SUSPENSION,
        REMOVAL,
        ADMISSION;

        /** The effect in the database, the API and events. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #word()}. */
        public static Effect of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What became of it. */
    public enum State {
        /** Undecided. */
        OPEN,
        /** An administrator let it happen. */
        APPROVED,
        /** An administrator wants things to stay; in force until the IdP says otherwise. */
        REJECTED,
        /** The reason to hold is gone; what was held has happened. */
        RESOLVED,
        /** Nobody wants the change any more. */
        WITHDRAWN;

        /** The state in the database, the API and events. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #word()}. */
        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether it waits for a decision about a mass change. */
    public boolean isUndecidedMassChange() {
        return kind == Kind.MASS_CHANGE && state == State.OPEN && inForce();
    }

    public boolean inForce() {
        return closed == null;
    }

    public HoldRow closed(State end, Instant at) {
        return new HoldRow(
                id,
                causeId,
                kind,
                end,
                directoryId,
                userId,
                memberId,
                email,
                effect,
                role,
                reason,
                requestId,
                opened,
                at,
                decidedBy);
    }

    /** The administrator wants things to stay as they are. */
    public HoldRow rejected(String by) {
        return new HoldRow(
                id,
                causeId,
                kind,
                State.REJECTED,
                directoryId,
                userId,
                memberId,
                email,
                effect,
                role,
                reason,
                requestId,
                opened,
                null,
                by);
    }

    public HoldRow decidedBy(String by) {
        return new HoldRow(
                id,
                causeId,
                kind,
                state,
                directoryId,
                userId,
                memberId,
                email,
                effect,
                role,
                reason,
                requestId,
                opened,
                closed,
                by);
    }
}
