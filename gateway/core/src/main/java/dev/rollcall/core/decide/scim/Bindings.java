package dev.rollcall.core.decide.scim;

import dev.rollcall.core.decide.plan.AssignmentState;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.RoleAssignment;
import java.util.UUID;

/**
 * Binds role assignments to groups. An assignment is bound by group id, so renaming its group changes nothing; one that was made
 * before its group existed, or whose group was deleted, waits for the next group that is made under that name.
 */
final class Bindings {

    private final Workspace workspace;

    Bindings(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A group got another name. What it gives stays; only one that gives nothing may be the one that is awaited. */
    void groupRenamed(GroupRow group, Cause cause) {
        boolean bound = workspace.assignments(group.directoryId()).stream()
                .anyMatch(assignment -> group.id().equals(assignment.groupId()));
        if (!bound && groupMade(group, cause)) {
            workspace.settleLater(group);
        }
    }

    /** A group was made. Answers whether it was awaited. */
    boolean groupMade(GroupRow group, Cause cause) {
        boolean awaited = false;
        for (RoleAssignment assignment : workspace.assignments(group.directoryId())) {
            if (assignment.groupId() == null && group.nameKey().equals(assignment.awaitedKey())) {
                workspace.put(assignment.bound(group.id(), assignment.awaitedName(), assignment.awaitedKey()));
                awaited = true;
            }
        }
        if (awaited) {
            tell(group, cause);
        }
        return awaited;
    }

    /** A group is deleted: its assignments wait for one of the same name. */
    void groupDeleted(GroupRow group, Cause cause) {
        boolean waits = false;
        for (RoleAssignment assignment : workspace.assignments(group.directoryId())) {
            if (group.id().equals(assignment.groupId())) {
                workspace.put(assignment.bound(null, group.displayName(), group.nameKey()));
                waits = true;
            }
        }
        if (waits) {
            tell(group, cause);
        }
    }

    private void tell(GroupRow group, Cause cause) {
        UUID directory = group.directoryId();
        workspace
                .journal()
                .event(
                        EventType.DIRECTORY_ROLE_ASSIGNMENTS_CHANGED,
                        directory,
                        cause,
                        AssignmentState.of(workspace.directory(directory), workspace.assignments(directory))
                                .put("reason", cause.word()));
    }
}
