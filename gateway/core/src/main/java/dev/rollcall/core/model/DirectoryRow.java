package dev.rollcall.core.model;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A directory as far as decisions depend on it.
 *
 * @param defaultRole the role of a user in no mapped group (R7), or null for no access
 * @param activationId the activation that is running, or null when there is none
 */
public record DirectoryRow(
        UUID id,
        State state,
        @Nullable String defaultRole,
        @Nullable UUID activationId) {

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
