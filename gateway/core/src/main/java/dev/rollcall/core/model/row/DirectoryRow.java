package dev.rollcall.core.model.row;

import dev.rollcall.core.model.MassGuard;
import dev.rollcall.core.model.Nesting;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A directory as far as decisions depend on it.
 *
 * @param defaultRole the role of a user in no mapped group (R7), or null for no access
 * @param activationId the activation that is running, or null when there is none
 * @param activeMembers active members that it manages
 * @param massHold the hold on a mass change that waits for a decision, or null
 * @param massHeld how many people that hold keeps waiting
 */
public record DirectoryRow(
        UUID id,
        String name,
        State state,
        @Nullable String defaultRole,
        @Nullable UUID activationId,
        int activeMembers,
        MassGuard guard,
        @Nullable UUID massHold,
        int massHeld,
        Nesting nesting) {

    public DirectoryRow with(State changed, @Nullable UUID activation) {
        return new DirectoryRow(
                id, name, changed, defaultRole, activation, activeMembers, guard, massHold, massHeld, nesting);
    }

    public DirectoryRow withDefaultRole(@Nullable String role) {
        return new DirectoryRow(id, name, state, role, activationId, activeMembers, guard, massHold, massHeld, nesting);
    }

    public DirectoryRow withActiveMembers(int count) {
        return new DirectoryRow(id, name, state, defaultRole, activationId, count, guard, massHold, massHeld, nesting);
    }

    public DirectoryRow with(MassGuard changed) {
        return new DirectoryRow(
                id, name, state, defaultRole, activationId, activeMembers, changed, massHold, massHeld, nesting);
    }

    /** With so many people more, or fewer, who wait for a decision about this hold; it ends with the last of them. */
    public DirectoryRow holding(UUID hold, int people) {
        int left = massHeld + people;
        return new DirectoryRow(
                id,
                name,
                state,
                defaultRole,
                activationId,
                activeMembers,
                guard,
                left == 0 ? null : hold,
                left,
                nesting);
    }

    public DirectoryRow with(Nesting changed) {
        return new DirectoryRow(
                id, name, state, defaultRole, activationId, activeMembers, guard, massHold, massHeld, changed);
    }

    /** Where a directory stands in its life. */
    public enum State {
        DRAFT,
        PREVIEW,
        ACTIVE,
        PAUSED,
        DEACTIVATED;

        /** The state in the database, the API and events. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #word()}. */
        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
