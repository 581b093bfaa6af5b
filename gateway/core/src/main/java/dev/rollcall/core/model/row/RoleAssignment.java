package dev.rollcall.core.model.row;

import dev.rollcall.core.model.condition.Condition;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role assignment (R5): a group gives the role, or a condition on attributes does.
 *
 * @param position a lower one takes precedence over a higher one (R6)
 * @param groupId the group that gives the role, or null while no group with the awaited name has appeared
 * @param awaitedName displayName of the group that is or was waited for, or null
 * @param awaitedKey the same case-folded
 * @param condition what gives the role in place of a group, or null
 */
public record RoleAssignment(
        UUID directoryId,
        UUID id,
        int position,
        String role,
        @Nullable UUID groupId,
        @Nullable String awaitedName,
        @Nullable String awaitedKey,
        @Nullable Condition condition) {

    /** By a group, or the name of one. */
    public static RoleAssignment ofGroup(
            UUID directoryId,
            UUID id,
            String role,
            @Nullable UUID groupId,
            @Nullable String name,
            @Nullable String key) {
        return new RoleAssignment(directoryId, id, 0, role, groupId, name, key, null);
    }

    /** By a condition. */
    public static RoleAssignment onCondition(UUID directoryId, UUID id, String role, Condition condition) {
        return new RoleAssignment(directoryId, id, 0, role, null, null, null, condition);
    }

    public RoleAssignment at(int place) {
        return new RoleAssignment(directoryId, id, place, role, groupId, awaitedName, awaitedKey, condition);
    }

    public RoleAssignment withRole(String other) {
        return new RoleAssignment(directoryId, id, position, other, groupId, awaitedName, awaitedKey, condition);
    }

    public RoleAssignment withCondition(Condition other) {
        return new RoleAssignment(directoryId, id, position, role, groupId, awaitedName, awaitedKey, other);
    }

    /** The group that is meant from now on; with null, one of the name is awaited. */
    public RoleAssignment bound(@Nullable UUID group, @Nullable String name, @Nullable String key) {
        return new RoleAssignment(directoryId, id, position, role, group, name, key, condition);
    }
}
