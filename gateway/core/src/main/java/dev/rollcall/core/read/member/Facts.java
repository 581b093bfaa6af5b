package dev.rollcall.core.read.member;

import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.read.member.EventQueries.RecordedEvent;
import dev.rollcall.core.read.member.HoldQueries.ShownHold;
import dev.rollcall.core.read.member.LedgerQueries.RecordedEntry;
import dev.rollcall.core.read.member.OrganisationMember.ManagedBy;
import dev.rollcall.core.read.member.RecoveryQueries.RecoveryAdmin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that explains a person's status, role and seat (R23).
 *
 * @param member their line in the list, or null when they are in none: of an inactive user, or of a directory that is not live
 * @param record what the directory has of them, or null without one
 * @param groups the mapped groups that they are in, strongest first
 * @param hold the hold in force, or null
 * @param seat the newest entry of the ledger, or null
 * @param recovery what makes them an admin for a limited time, or null
 * @param history the newest events about them, newest first
 */
public record Facts(
        @Nullable OrganisationMember member,
        @Nullable DirectoryRecord record,
        List<MappedGroup> groups,
        @Nullable ShownHold hold,
        @Nullable RecordedEntry seat,
        @Nullable RecoveryAdmin recovery,
        List<RecordedEvent> history) {

    public Facts {
        groups = List.copyOf(groups);
        history = List.copyOf(history);
    }

    /**
     * A user of a directory.
     *
     * @param email the address they are known by, or the userName
     * @param memberId the member that they are, or null
     * @param defaultRole what the directory gives users in no mapped group, or null
     */
    public record DirectoryRecord(
            UUID userId,
            String userName,
            String email,
            boolean active,
            @Nullable Exclusion exclusion,
            Instant created,
            Instant modified,
            ManagedBy directory,
            DirectoryRow.State state,
            @Nullable String defaultRole,
            @Nullable UUID memberId) {}

    /**
     * A group that a user is in and that gives a role.
     *
     * @param through the group in it that they are in themselves, where they are in it through that; or null
     */
    public record MappedGroup(
            UUID assignmentId,
            int position,
            String role,
            UUID groupId,
            String name,
            @Nullable String through) {}
}
