package dev.rollcall.core.decide.plan;

import dev.rollcall.core.model.Activation;
import dev.rollcall.core.model.DomainOwner;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.ConflictDecision;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.DomainRow;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.RoleAssignment;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a rule command is checked against, loaded under the organisation's lock.
 *
 * @param assignments those of all directories, in order of priority
 * @param domains those of the organisation, verified or only claimed
 * @param activations those of the directory that an undo is about, newest first; otherwise empty
 * @param hold the hold that the command names, or null
 * @param member the one that the command edits or removes by hand, or null
 * @param dispute what is known about the address that the command decides about, or null
 * @param groups those that the command names by id or name
 */
public record RuleContext(
        OrganizationRow organization,
        OperatorRules house,
        List<DirectoryRow> directories,
        List<RoleAssignment> assignments,
        List<DomainRow> domains,
        List<Activation> activations,
        @Nullable HoldRow hold,
        @Nullable MemberRow member,
        @Nullable Dispute dispute,
        List<GroupRow> groups) {

    /**
     * An address that two organisations may want.
     *
     * @param owner who has verified its domain, or null
     * @param decision what was decided before, or null
     */
    public record Dispute(
            @Nullable DomainOwner owner, @Nullable ConflictDecision decision) {}

    @Nullable
    public DirectoryRow directory(UUID id) {
        return directories.stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    public DomainRow domain(String name) {
        return domains.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    boolean hasVerifiedDomain() {
        return domains.stream().anyMatch(DomainRow::verified);
    }

    /** A look at every user of every directory. */
    List<Work> everybody() {
        return directories.stream()
                .map(row -> (Work) new Work.SettleDirectory(row.id()))
                .toList();
    }

    /** A directory's assignments, strongest first. */
    public List<RoleAssignment> assignments(UUID directoryId) {
        return assignments.stream()
                .filter(row -> row.directoryId().equals(directoryId))
                .toList();
    }
}
