package dev.rollcall.core.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role and why it was given (R23).
 *
 * @param role the role's name
 * @param assignmentId the role assignment that matched, or null for a directory's default role or a role given by hand
 * @param groupId the group of that assignment, or null
 */
public record Grant(
        String role, @Nullable UUID assignmentId, @Nullable UUID groupId) {

    /** A role that no group gave. */
    public static Grant withoutGroup(String role) {
        return new Grant(role, null, null);
    }
}
