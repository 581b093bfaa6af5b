package dev.rollcall.core.model.row;

import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.OperatorRules;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of the organisation, as table {@code member} holds it.
 *
 * @param emailKey case-folded e-mail
 * @param seat whether this member holds a seat now
 * @param directoryId the directory that manages this member (R10), or null for one invited by hand
 * @param userId the record in that directory; null without a directory, and when the record is gone and a rule or a
 *     pause keeps the member
 * @param formerExternalId the externalId of the record that is gone, while a rule or a pause keeps the member without
 *     one; or null
 * @param grant the role, and why the member has it
 * @param awaitedRole the role that comes as soon as a seat is free (R16, policy {@code overflow}), or null
 * @param activationId the activation that made this member, or null for one invited by hand
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
        @Nullable String formerExternalId,
        Grant grant,
        @Nullable String awaitedRole,
        @Nullable UUID activationId,
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

        /** Reads {@link #word()}. */
        public static Status of(String word) {
            return ACTIVE.word.equals(word) ? ACTIVE : SUSPENDED;
        }
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    public boolean managed() {
        return directoryId != null;
    }

    /** Whether this is an admin who can act. */
    public boolean isActiveAdmin() {
        return active() && grant.role().equals(OperatorRules.ADMIN);
    }

    /** Whether a directory may make this member its own (R11): invited by hand, or left behind by a record of its own. */
    public boolean isAdoptableBy(UUID directory) {
        return userId == null && (directoryId == null || directoryId.equals(directory));
    }

    /**
     * Whether a user whom this member could become is another person than the one whose record is gone (R27). Only the directory of
     * that record can tell: another one has externalIds of its own. Not when either is known by no externalId.
     */
    public boolean isAnother(UserRow user) {
        return formerExternalId != null
                && user.externalId() != null
                && user.directoryId().equals(directoryId)
                && !formerExternalId.equals(user.externalId());
    }

    /** The same member with no access and no seat. */
    public MemberRow suspended(Instant at, UUID by) {
        return new MemberRow(
                id,
                email,
                emailKey,
                displayName,
                Status.SUSPENDED,
                false,
                directoryId,
                userId,
                formerExternalId,
                grant,
                null,
                activationId,
                joined,
                at,
                by);
    }

    /** The same member under another manager. */
    public MemberRow managedBy(@Nullable UUID directory, @Nullable UUID user, Instant at, UUID by) {
        return of(directory, user, null, at, by);
    }

    /** The same member, whose record is gone. */
    public MemberRow withoutRecord(@Nullable String externalId, Instant at, UUID by) {
        return of(directoryId, null, externalId, at, by);
    }

    private MemberRow of(@Nullable UUID directory, @Nullable UUID user, @Nullable String former, Instant at, UUID by) {
        return new MemberRow(
                id,
                email,
                emailKey,
                displayName,
                status,
                seat,
                directory,
                user,
                former,
                grant,
                awaitedRole,
                activationId,
                joined,
                at,
                by);
    }

    /** The same member in another role. */
    public MemberRow inRole(Grant role, boolean withSeat, @Nullable String awaited, Instant at, UUID by) {
        return new MemberRow(
                id,
                email,
                emailKey,
                displayName,
                status,
                withSeat,
                directoryId,
                userId,
                formerExternalId,
                role,
                awaited,
                activationId,
                joined,
                at,
                by);
    }

    /** Whether nothing but the times of change differs. */
    public boolean sameAs(MemberRow other) {
        return equals(new MemberRow(
                other.id,
                other.email,
                other.emailKey,
                other.displayName,
                other.status,
                other.seat,
                other.directoryId,
                other.userId,
                other.formerExternalId,
                other.grant,
                other.awaitedRole,
                other.activationId,
                joined,
                changed,
                changedBy));
    }
}
