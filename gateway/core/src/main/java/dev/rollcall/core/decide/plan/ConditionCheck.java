package dev.rollcall.core.decide.plan;

import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.model.condition.AttributesAre;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.core.model.condition.ExpressionHolds;
import dev.rollcall.core.model.row.RoleAssignment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks whether a condition may be in a directory's list of role assignments. */
final class ConditionCheck {

    /** Steps that all conditions of a directory take together for the largest user, about 25 milliseconds: each user is judged by them. */
    private static final long MOST_COST = 100_000;

    private ConditionCheck() {}

    /**
     * Why it may not, or null.
     *
     * @param others the directory's other assignments
     */
    static @Nullable Plan refusal(Condition condition, List<RoleAssignment> others) {
        long cost = condition.cost();
        for (RoleAssignment row : others) {
            if (condition.equals(row.condition())) {
                return Plan.refused(
                        Refusal.WRONG_STATE,
                        condition.match(new Users()) + " get the role " + row.role()
                                + " already, by the role assignment " + row.id()
                                + ". Change that one, or remove it first.");
            }
            cost += row.condition() == null ? 0 : row.condition().cost();
        }
        return cost <= MOST_COST
                ? null
                : Plan.refused(
                        Refusal.INVALID,
                        "Together, all conditions of the directory may cost " + cost + " steps for a large user, and "
                                + "at most "
                                + MOST_COST + " are accepted; this one may cost " + condition.cost()
                                + ". Loops and regular expressions cost the most.");
    }

    /** The answer to a condition for an assignment that has a group. */
    static Plan byGroup(RoleAssignment assignment) {
        return Plan.refused(
                Refusal.WRONG_STATE,
                "The role assignment " + assignment.id()
                        + " gives its role to a group, so it has no condition. Remove it, and add one with the"
                        + " condition.");
    }

    /** Who meets a condition, at the beginning of a sentence. */
    private static final class Users implements Condition.Cases<String> {

        @Override
        public String attributesAre(AttributesAre condition) {
            return "Users whose " + condition.inWords();
        }

        @Override
        public String expressionHolds(ExpressionHolds condition) {
            return "Users for whom " + condition.inWords();
        }
    }
}
