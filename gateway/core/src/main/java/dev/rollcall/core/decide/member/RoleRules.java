package dev.rollcall.core.decide.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.RoleAssignment;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Works out which role a user of a directory has (R5 to R8). */
final class RoleRules {

    private RoleRules() {}

    /**
     * The role of the first assignment whose group the user is in, or whose condition they meet; without one the directory's default
     * role.
     *
     * @param assignments in order of priority
     * @param inGroup whether the user counts as a member of a group
     * @param user the stored resource
     * @return null when the user has no access
     */
    static @Nullable Grant grant(
            DirectoryRow directory, List<RoleAssignment> assignments, Predicate<UUID> inGroup, ObjectNode user) {
        for (RoleAssignment assignment : assignments) {
            if (matches(assignment, inGroup, user)) {
                return new Grant(assignment.role(), assignment.id(), assignment.groupId());
            }
        }
        return directory.defaultRole() == null ? null : Grant.withoutGroup(directory.defaultRole());
    }

    private static boolean matches(RoleAssignment assignment, Predicate<UUID> inGroup, ObjectNode user) {
        Condition condition = assignment.condition();
        return condition != null
                ? condition.holds(user)
                : assignment.groupId() != null && inGroup.test(assignment.groupId());
    }
}
