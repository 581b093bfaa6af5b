package dev.rollcall.core.command;

import dev.rollcall.core.model.condition.Condition;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands that change a directory's ordered list of role assignments. */
public sealed interface EditAssignments extends RuleCommand.OfDirectory {

    /** What is to be done for this kind of command. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R addAssignment(AddAssignment command);

        R changeAssignment(ChangeAssignment command);

        R removeAssignment(RemoveAssignment command);

        R orderAssignments(OrderAssignments command);
    }

    @Override
    default <R extends @Nullable Object> R match(RuleCommand.Cases<R> cases) {
        return cases.editAssignments(this);
    }

    /**
     * A group gives a role, or a condition does.
     *
     * @param groupId the group, or null when it is to be found or awaited by name
     * @param groupName its displayName, or null when it is given by id
     * @param condition what gives the role in place of a group, or null
     * @param position its place in the list from 1, or null for the end
     */
    record AddAssignment(
            UUID directoryId,
            @Nullable UUID groupId,
            @Nullable String groupName,
            @Nullable Condition condition,
            String role,
            @Nullable Integer position)
            implements EditAssignments {
        @Override
        public <R extends @Nullable Object> R match(EditAssignments.Cases<R> cases) {
            return cases.addAssignment(this);
        }

        /** By a group. */
        public AddAssignment(
                UUID directoryId,
                @Nullable UUID groupId,
                @Nullable String groupName,
                String role,
                @Nullable Integer position) {
            this(directoryId, groupId, groupName, null, role, position);
        }

        /** By a condition. */
        public AddAssignment(UUID directoryId, Condition condition, String role, @Nullable Integer position) {
            this(directoryId, null, null, condition, role, position);
        }
    }

    /**
     * An assignment gives another role, or gives it under another condition.
     *
     * @param role null to leave it as it is
     * @param condition null to leave it as it is
     */
    record ChangeAssignment(
            UUID directoryId,
            UUID assignmentId,
            @Nullable String role,
            @Nullable Condition condition) implements EditAssignments {

        /** Another role. */
        public ChangeAssignment(UUID directoryId, UUID assignmentId, String role) {
            this(directoryId, assignmentId, role, null);
        }

        @Override
        public <R extends @Nullable Object> R match(EditAssignments.Cases<R> cases) {
            return cases.changeAssignment(this);
        }
    }

    /** An assignment gives nothing any more. */
    record RemoveAssignment(UUID directoryId, UUID assignmentId) implements EditAssignments {
        @Override
        public <R extends @Nullable Object> R match(EditAssignments.Cases<R> cases) {
            return cases.removeAssignment(this);
        }
    }

    /**
     * A new order.
     *
     * @param assignmentIds all of the directory's, strongest first
     * @param seen the order that it takes the place of, or null for whichever there is
     */
    record OrderAssignments(
            UUID directoryId,
            List<UUID> assignmentIds,
            @Nullable List<UUID> seen) implements EditAssignments {
        @Override
        public <R extends @Nullable Object> R match(EditAssignments.Cases<R> cases) {
            return cases.orderAssignments(this);
        }

        public OrderAssignments {
            assignmentIds = List.copyOf(assignmentIds);
            seen = seen == null ? null : List.copyOf(seen);
        }

        /** In place of whichever order there is. */
        public OrderAssignments(UUID directoryId, List<UUID> assignmentIds) {
            this(directoryId, assignmentIds, null);
        }
    }
}
