package dev.rollcall.core.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role assignment (R5).
 *
 * @param position the lower, the stronger (R6)
 * @param groupId the group that gives the role, or null while none of the awaited name has appeared
 * @param awaitedName displayName of the group that is or was waited for, or null
 * @param awaitedKey the same case-folded
 */
public record Assignment(
        UUID directoryId,
        UUID id,
        int position,
        String role,
        @Nullable UUID groupId,
        @Nullable String awaitedName,
        @Nullable String awaitedKey) {

    public Assignment at(int place) {
        return new Assignment(directoryId, id, place, role, groupId, awaitedName, awaitedKey);
    }

    public Assignment withRole(String other) {
        return new Assignment(directoryId, id, position, other, groupId, awaitedName, awaitedKey);
    }
}
