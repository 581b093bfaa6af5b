package dev.rollcall.core.decide.plan;

import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.EditAssignments.AddAssignment;
import dev.rollcall.core.command.EditAssignments.ChangeAssignment;
import dev.rollcall.core.command.EditAssignments.OrderAssignments;
import dev.rollcall.core.command.EditAssignments.RemoveAssignment;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.RoleAssignment;
import dev.rollcall.scim.schema.CaseFold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Edits a directory's ordered list of role assignments (R5, R6), and says whose role can change as a result. */
final class AssignmentEdits {

    private final RuleContext context;
    private final DirectoryRow directory;
    private final Supplier<UUID> ids;
    private final List<RoleAssignment> before;

    AssignmentEdits(RuleContext context, DirectoryRow directory, Supplier<UUID> ids) {
        this.context = context;
        this.directory = directory;
        this.ids = ids;
        this.before = context.assignments(directory.id());
    }

    Plan plan(EditAssignments edit) {
        return edit.match(new Kinds());
    }

    private final class Kinds implements EditAssignments.Cases<Plan> {

        @Override
        public Plan addAssignment(AddAssignment command) {
            return add(command);
        }

        @Override
        public Plan changeAssignment(ChangeAssignment command) {
            return change(command);
        }

        @Override
        public Plan removeAssignment(RemoveAssignment command) {
            return remove(command);
        }

        @Override
        public Plan orderAssignments(OrderAssignments command) {
            return order(command);
        }
    }

    private Plan add(AddAssignment add) {
        if (!context.house().knows(add.role())) {
            return Plan.refused(Refusal.INVALID, Roles.unknown(context.house(), add.role()));
        }
        if (add.condition() != null) {
            return addCondition(add, add.condition());
        }
        GroupRow group = context.groups().isEmpty() ? null : context.groups().get(0);
        String name = add.groupName();
        if (add.groupId() != null && group == null) {
            return Plan.refused(Refusal.NOT_FOUND, "The directory has no group " + add.groupId() + ".");
        }
        if (group == null && (name == null || name.isBlank())) {
            return Plan.refused(Refusal.INVALID, "A role assignment needs a group, by id or by name.");
        }
        RoleAssignment same = same(group, name);
        if (same != null) {
            return Plan.refused(
                    Refusal.WRONG_STATE,
                    "The group gives the role " + same.role() + " already, by the role assignment " + same.id()
                            + ". Change that one, or remove it first.");
        }
        return insert(
                add,
                RoleAssignment.ofGroup(
                        directory.id(),
                        ids.get(),
                        add.role(),
                        group == null ? null : group.id(),
                        name,
                        name == null ? null : CaseFold.fold(name)));
    }

    private Plan addCondition(AddAssignment add, Condition condition) {
        Plan refusal = ConditionCheck.refusal(condition, before);
        return refusal == null
                ? insert(add, RoleAssignment.onCondition(directory.id(), ids.get(), add.role(), condition))
                : refusal;
    }

    private Plan insert(AddAssignment add, RoleAssignment added) {
        List<RoleAssignment> after = new ArrayList<>(before);
        int place = add.position() == null ? after.size() : Math.max(0, Math.min(after.size(), add.position() - 1));
        after.add(place, added);
        return plan(after, added).about(added.id());
    }

    /** The assignment that the directory has for this group already, or for the name that is awaited. */
    private @Nullable RoleAssignment same(@Nullable GroupRow group, @Nullable String name) {
        return before.stream()
                .filter(row -> group != null
                        ? group.id().equals(row.groupId())
                        : name != null
                                && row.groupId() == null
                                && CaseFold.fold(name).equals(row.awaitedKey()))
                .findFirst()
                .orElse(null);
    }

    private Plan change(ChangeAssignment change) {
        RoleAssignment assignment = find(change.assignmentId());
        if (assignment == null) {
            return unknown(change.assignmentId());
        }
        RoleAssignment changed = assignment;
        if (change.role() != null) {
            if (!context.house().knows(change.role())) {
                return Plan.refused(Refusal.INVALID, Roles.unknown(context.house(), change.role()));
            }
            changed = changed.withRole(change.role());
        }
        if (change.condition() != null) {
            List<RoleAssignment> others =
                    before.stream().filter(row -> !row.equals(assignment)).toList();
            Plan refusal = assignment.condition() == null
                    ? ConditionCheck.byGroup(assignment)
                    : ConditionCheck.refusal(change.condition(), others);
            if (refusal != null) {
                return refusal;
            }
            changed = changed.withCondition(change.condition());
        }
        List<RoleAssignment> after = new ArrayList<>(before);
        after.set(before.indexOf(assignment), changed);
        return plan(after, assignment);
    }

    private Plan remove(RemoveAssignment remove) {
        RoleAssignment assignment = find(remove.assignmentId());
        if (assignment == null) {
            return unknown(remove.assignmentId());
        }
        List<RoleAssignment> after = new ArrayList<>(before);
        after.remove(assignment);
        return plan(after, assignment);
    }

    private Plan order(OrderAssignments order) {
        if (order.seen() != null
                && !order.seen().equals(before.stream().map(RoleAssignment::id).toList())) {
            return Plan.refused(
                    Refusal.WRONG_STATE,
                    "The role assignments of the directory have changed in the meantime. Read them again and repeat the"
                            + " request.");
        }
        Map<UUID, RoleAssignment> known = new HashMap<>();
        before.forEach(row -> known.put(row.id(), row));
        if (order.assignmentIds().size() != before.size()
                || !new HashSet<>(order.assignmentIds()).equals(known.keySet())) {
            return Plan.refused(
                    Refusal.INVALID,
                    "The order must name each of the directory's " + before.size() + " role assignments exactly once.");
        }
        List<RoleAssignment> after =
                order.assignmentIds().stream().map(id -> known.get(id)).toList();
        return Plan.of(write(after), work(moved(after)));
    }

    /** The assignments between the first and the last place that changed: only among them an order can have turned. */
    private List<RoleAssignment> moved(List<RoleAssignment> after) {
        int first = 0;
        while (first < before.size()
                && before.get(first).id().equals(after.get(first).id())) {
            first++;
        }
        int last = before.size();
        while (last > first
                && before.get(last - 1).id().equals(after.get(last - 1).id())) {
            last--;
        }
        return after.subList(first, last);
    }

    /** A new order concerns the people to whom two assignments apply: whom two conditions may apply to is nowhere listed. */
    private Work[] work(List<RoleAssignment> moved) {
        Set<UUID> groups = new LinkedHashSet<>();
        int conditions = 0;
        for (RoleAssignment row : moved) {
            if (row.condition() != null) {
                conditions++;
            } else if (row.groupId() != null) {
                groups.add(row.groupId());
            }
        }
        if (conditions > 1) {
            return new Work[] {new Work.SettleDirectory(directory.id())};
        } else if (conditions == 1) {
            return groups.stream()
                    .map(group -> new Work.SettleGroup(directory.id(), group))
                    .toArray(Work[]::new);
        }
        return groups.size() < 2
                ? new Work[0]
                : new Work[] {new Work.SettleOverlap(directory.id(), List.copyOf(groups))};
    }

    /** What one assignment gives, or gave, changes for the people in its group; of a condition it may change any user. */
    private Plan plan(List<RoleAssignment> after, RoleAssignment touched) {
        if (touched.condition() != null) {
            return Plan.of(write(after), new Work.SettleDirectory(directory.id()));
        }
        UUID group = touched.groupId();
        return group == null
                ? Plan.of(write(after))
                : Plan.of(write(after), new Work.SettleGroup(directory.id(), group));
    }

    private Configuration write(List<RoleAssignment> after) {
        List<RoleAssignment> numbered = new ArrayList<>(after.size());
        for (RoleAssignment row : after) {
            numbered.add(row.at(numbered.size() + 1));
        }
        return new Configuration.Assignments(directory.id(), numbered);
    }

    private @Nullable RoleAssignment find(UUID id) {
        return before.stream().filter(row -> row.id().equals(id)).findFirst().orElse(null);
    }

    private static Plan unknown(UUID id) {
        return Plan.refused(Refusal.NOT_FOUND, "The directory has no role assignment " + id + ".");
    }
}
