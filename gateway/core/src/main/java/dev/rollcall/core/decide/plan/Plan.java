package dev.rollcall.core.decide.plan;

import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.RuleOutcome.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of planning a rule command, before any user is looked at.
 *
 * @param refused why nothing is done, or null
 * @param subject what is created, or null
 * @param configuration settings to write first, in order
 * @param work which people to look at after that, in order
 */
public record Plan(
        @Nullable Refused refused, @Nullable UUID subject, List<Configuration> configuration, List<Work> work) {

    public Plan {
        configuration = List.copyOf(configuration);
        work = List.copyOf(work);
    }

    static Plan of(Configuration change, Work... work) {
        return new Plan(null, null, List.of(change), List.of(work));
    }

    static Plan of(List<Configuration> changes, List<Work> work) {
        return new Plan(null, null, changes, work);
    }

    static Plan of(Work... work) {
        return new Plan(null, null, List.of(), List.of(work));
    }

    static Plan refused(Refusal why, String detail) {
        return new Plan(new Refused(why, detail), null, List.of(), List.of());
    }

    Plan about(UUID made) {
        return new Plan(refused, made, configuration, work);
    }

    /** The same, with this to be done first. */
    Plan after(List<Work> first) {
        List<Work> all = new ArrayList<>(first);
        all.addAll(work);
        return new Plan(refused, subject, configuration, all);
    }

    Plan and(Work more) {
        List<Work> all = new ArrayList<>(work);
        all.add(more);
        return new Plan(refused, subject, configuration, all);
    }
}
