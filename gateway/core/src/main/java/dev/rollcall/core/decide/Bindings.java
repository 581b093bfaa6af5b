package dev.rollcall.core.decide;

import dev.rollcall.core.model.Assignment;
import dev.rollcall.core.model.GroupRow;

/**
 * Which group a role assignment means. An assignment is bound by group id, so renaming its group changes nothing; one that was
 * made before its group exists, or whose group was deleted, waits for the next group that is made under the name.
 */
final class Bindings {

    private final Workspace workspace;

    Bindings(Workspace workspace) {
        this.workspace = workspace;
    }

    /** A group got another name. What it gives stays; only one that gives nothing may be the one that is awaited. */
    void groupRenamed(GroupRow group) {
        boolean bound = workspace.assignments(group.directoryId()).stream()
                .anyMatch(assignment -> group.id().equals(assignment.groupId()));
        if (!bound && groupMade(group)) {
            workspace.settleLater(group);
        }
    }

    /** A group was made. Answers whether it was awaited. */
    boolean groupMade(GroupRow group) {
        boolean awaited = false;
        for (Assignment assignment : workspace.assignments(group.directoryId())) {
            if (assignment.groupId() == null && group.nameKey().equals(assignment.awaitedKey())) {
                workspace.put(new Assignment(
                        assignment.directoryId(),
                        assignment.id(),
                        assignment.position(),
                        assignment.role(),
                        group.id(),
                        assignment.awaitedName(),
                        assignment.awaitedKey()));
                awaited = true;
            }
        }
        return awaited;
    }

    /** A group is deleted: its assignments wait for one of the same name. */
    void groupDeleted(GroupRow group) {
        for (Assignment assignment : workspace.assignments(group.directoryId())) {
            if (group.id().equals(assignment.groupId())) {
                workspace.put(new Assignment(
                        assignment.directoryId(),
                        assignment.id(),
                        assignment.position(),
                        assignment.role(),
                        null,
                        group.displayName(),
                        group.nameKey()));
            }
        }
    }
}
