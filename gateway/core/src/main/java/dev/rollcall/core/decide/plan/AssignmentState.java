package dev.rollcall.core.decide.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.RoleAssignment;
import java.util.List;
import java.util.UUID;

/** Writes the role assignments of a directory as events show them: in the order after the change that the event tells of. */
public final class AssignmentState {

    /** Assignments that are named; of more the number is told, so that an event stays small. */
    private static final int NAMED = 25;

    private AssignmentState() {}

    /**
     * The state, still without a reason.
     *
     * @param all strongest first
     */
    public static ObjectNode of(DirectoryRow directory, List<RoleAssignment> all) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("name", directory.name()).put("state", directory.state().word());
        ArrayNode lines = data.putArray("roleAssignments");
        for (RoleAssignment assignment : all.subList(0, Math.min(NAMED, all.size()))) {
            UUID group = assignment.groupId();
            Condition condition = assignment.condition();
            lines.addObject()
                    .put("id", assignment.id().toString())
                    .put("role", assignment.role())
                    .put("groupId", group == null ? null : group.toString())
                    .put("awaitedName", group == null ? assignment.awaitedName() : null)
                    .set("when", condition == null ? null : condition.toJson());
        }
        if (all.size() > NAMED) {
            data.put("roleAssignmentsOmitted", all.size() - NAMED);
        }
        return data;
    }
}
