package dev.rollcall.console.api.member;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups, and the conditions on attributes, that give roles, in order: the first that matches counts. */
public record RoleAssignments(
        List<Assignment> items, @Nullable String defaultRole) {

    /** The assignment of that id, or null. */
    public @Nullable Assignment named(String id) {
        return items.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    }

    public record Assignment(
            String id,
            int position,
            String role,
            @Nullable String groupId,
            @Nullable String groupName,
            boolean awaited,
            @Nullable String condition,
            @Nullable String fault,
            @Nullable When when) {

        /** The group or the condition, in words. */
        public String name() {
            return condition != null ? condition : groupName == null ? "a group that is gone" : groupName;
        }
    }

    /**
     * A condition on attributes; one of the two is null.
     *
     * @param all attributes with the values that are accepted
     * @param expression in CEL
     */
    public record When(@Nullable List<One> all, @Nullable String expression) {

        /** One of some values. */
        public record One(String attribute, List<String> values) {}

        /** Whether the page has fields for it. */
        public boolean isEditable() {
            return expression != null || (all != null && all.size() == 1);
        }
    }
}
