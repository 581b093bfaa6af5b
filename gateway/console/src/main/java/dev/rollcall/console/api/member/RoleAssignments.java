package dev.rollcall.console.api.member;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which groups, and which conditions on attributes, give which roles, in order: the first that matches counts. */
public record RoleAssignments(
        List<Assignment> items, @Nullable String defaultRole) {

    public record Assignment(
            String id,
            int position,
            String role,
            @Nullable String groupId,
            @Nullable String groupName,
            boolean awaited,
            @Nullable String condition) {

        /** The group or the condition, in words. */
        public String name() {
            return condition != null ? condition : groupName == null ? "a group that is gone" : groupName;
        }
    }
}
