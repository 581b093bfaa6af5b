package dev.rollcall.core.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of the organisation, as table {@code member} holds it.
 *
 * @param emailKey case-folded e-mail
 * @param seat whether this member holds a seat now
 * @param directoryId the directory that manages this member (R10), or null for one invited by hand
 * @param userId the record in that directory, or null
 * @param grant why this role
 * @param changedBy the request that made the last change
 */
public record MemberRow(
        UUID id,
        String email,
        String emailKey,
        String displayName,
        Status status,
        boolean seat,
        @Nullable UUID directoryId,
        @Nullable UUID userId,
        Grant grant,
        Instant joined,
        Instant changed,
        UUID changedBy) {

    /** Whether the member may use the application. */
    public enum Status {
        ACTIVE("active"),
        SUSPENDED("suspended");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The status in the database, the API and events. */
        public String word() {
            return word;
        }
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    public boolean managed() {
        return userId != null;
    }
}
