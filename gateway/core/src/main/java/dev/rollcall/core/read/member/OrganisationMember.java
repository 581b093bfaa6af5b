package dev.rollcall.core.read.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.condition.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an organisation's member list, with the reasons (R23).
 *
 * @param id the member; of a user who never became one, the directory's user
 * @param role the role; null when excluded
 * @param awaitedRole the role that comes as soon as a seat is free (R16), or null
 * @param awaitedEmail the address, case-folded, that an active member gets as soon as nobody else has it (R30), or null
 * @param seat whether a seat is held now
 * @param managedBy the directory that manages the member (R10); null for one invited by hand
 * @param known what the directory knows them by; null for a member without a record in one
 * @param why what this role, or this exclusion, follows from
 * @param since when the member joined; for a user who never did, when the directory sent them
 * @param changed when the last change was made
 * @param changedBy the request that made it; null for a user who never became a member
 */
public record OrganisationMember(
        UUID id,
        String email,
        String displayName,
        Status status,
        @Nullable String role,
        @Nullable String awaitedRole,
        @Nullable String awaitedEmail,
        boolean seat,
        @Nullable ManagedBy managedBy,
        @Nullable Known known,
        Why why,
        Instant since,
        Instant changed,
        @Nullable UUID changedBy) {

    /** Whether a person is in. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        /** Sent by a directory as active, and kept out by a rule of the product. */
        EXCLUDED;

        /** The status in the API and in queries. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #word()}. */
        public static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** The directory that manages a member. */
    public record ManagedBy(UUID directoryId, String name, String provider) {}

    /**
     * The record of a member in a directory.
     *
     * @param userId as SCIM has it
     * @param groups those that they are in directly, oldest first, but for those that are omitted
     * @param shared the fields of a member with the attributes that the operator shares; empty where none are, and of a person who
     *     never was a member
     */
    public record Known(
            UUID userId,
            String userName,
            @Nullable String externalId,
            List<Group> groups,
            int groupsOmitted,
            ObjectNode shared) {
        public Known {
            groups = List.copyOf(groups);
        }
    }

    /** A group of a directory. */
    public record Group(UUID id, String name) {}

    /** What a role or an exclusion follows from. */
    public sealed interface Why {

        /**
         * A role assignment matched.
         *
         * @param position its place in the order of priority, the lower the stronger; null when it was removed since
         * @param groupName the group that gave the role; null when it was removed since, or no group gave it
         * @param condition what gave the role in place of a group, or null
         */
        record Assignment(
                UUID assignmentId,
                @Nullable Integer position,
                @Nullable String groupName,
                @Nullable Condition condition)
                implements Why {}

        /** No mapped group: the directory's default role (R7). */
        record DefaultRole() implements Why {}

        /**
         * By hand.
         *
         * @param left whether a directory brought the member in and manages them no more; else they were invited
         */
        record ByHand(boolean left) implements Why {}

        /** Not what the directory would give: an admin for a limited time (R20). */
        record Recovery() implements Why {}

        /** Not what the directory would give: a hold keeps the role from before (R19). */
        record Kept() implements Why {}

        /** Kept out by a rule. */
        record Excluded(Exclusion reason) implements Why {}
    }
}
