package dev.rollcall.core.decide.plan;

import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleCommand.Decide;
import dev.rollcall.core.command.RuleCommand.DecideMassChange;
import dev.rollcall.core.command.RuleCommand.OfDirectory;
import dev.rollcall.core.command.RuleCommand.Recompute;
import dev.rollcall.core.command.RuleCommand.Reconsider;
import dev.rollcall.core.command.RuleCommand.Undo;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.command.SetDirectoryRule.SetDefaultRole;
import dev.rollcall.core.command.SetDirectoryRule.SetMassGuard;
import dev.rollcall.core.command.SetDirectoryRule.SetNestedGroups;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.model.MassGuard;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.model.row.HoldRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks a rule command and says what to write and which people to evaluate; what happens to those people is decided by
 * {@code WorkChunkDecider}. A function of its arguments.
 */
public final class RulePlanner implements RuleCommand.Cases<Plan> {

    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    private final RuleContext context;
    private final Actor actor;
    private final Instant now;
    private final Supplier<UUID> ids;

    private RulePlanner(RuleContext context, Actor actor, Instant now, Supplier<UUID> ids) {
        this.context = context;
        this.actor = actor;
        this.now = now;
        this.ids = ids;
    }

    public static Plan plan(RuleContext context, RuleCommand command, Actor actor, Instant now, Supplier<UUID> ids) {
        Plan plan = command.match(new RulePlanner(context, actor, now, ids));
        return plan.after(RuleNews.of(context, plan));
    }

    private Plan of(OfDirectory command, Function<DirectoryRow, Plan> plan) {
        DirectoryRow directory = context.directory(command.directoryId());
        return directory == null
                ? Plan.refused(Refusal.NOT_FOUND, "The organisation has no directory " + command.directoryId() + ".")
                : plan.apply(directory);
    }

    @Override
    public Plan changeState(ChangeState command) {
        return of(command, directory -> new LifeCycle(context, now, ids).plan(command, directory));
    }

    @Override
    public Plan undo(Undo command) {
        return new LifeCycle(context, now, ids).undo(command);
    }

    @Override
    public Plan editAssignments(EditAssignments command) {
        return of(command, directory -> new AssignmentEdits(context, directory, ids).plan(command));
    }

    @Override
    public Plan setDirectoryRule(SetDirectoryRule command) {
        return of(command, directory -> command.match(new DirectoryRules(directory)));
    }

    @Override
    public Plan setTerms(SetTerms command) {
        return new PolicyEdits(context).plan(command);
    }

    @Override
    public Plan ofDomain(OfDomain command) {
        return new DomainEdits(context).plan(command);
    }

    @Override
    public Plan ofConflict(OfConflict command) {
        return new ConflictEdits(context, actor, now).plan(command);
    }

    @Override
    public Plan ofMember(OfMember command) {
        return Plan.of(new Work.Step(new WorkChunk.ByHand(command, actor.subject())));
    }

    @Override
    public Plan decide(Decide command) {
        return decide(command.holdId(), command.people(), command.approves());
    }

    @Override
    public Plan decideMassChange(DecideMassChange command) {
        return of(command, directory -> decideMassChanges(directory, command.approves()));
    }

    @Override
    public Plan reconsider(Reconsider command) {
        return Plan.of(new Work.Step(new WorkChunk.Settle(command.users(), WorkChunk.Turn.ADDRESS, true)));
    }

    @Override
    public Plan recompute(Recompute command) {
        return of(command, directory -> Plan.of(new Work.SettleDirectory(directory.id())));
    }

    private Plan decide(UUID named, @Nullable List<UUID> people, boolean approved) {
        HoldRow hold = context.hold();
        if (hold == null) {
            return Plan.refused(Refusal.NOT_FOUND, "The organisation has no such hold.");
        }
        if (!hold.inForce()) {
            return Plan.refused(
                    Refusal.WRONG_STATE,
                    "This hold is no longer in force: it is " + hold.state().word() + ".");
        }
        if (hold.kind() == HoldRow.Kind.LAST_ADMIN) {
            return Plan.refused(
                    Refusal.LAST_ADMIN,
                    hold.email()
                            + " is the last active admin. Make another person an admin, and this hold ends by itself.");
        }
        DirectoryRow directory = hold.directoryId() == null ? null : context.directory(hold.directoryId());
        if (directory != null && directory.state() == State.PAUSED) {
            return paused(directory);
        }
        boolean whole = hold.causeId().equals(named);
        List<UUID> only = whole ? people : List.of(hold.id());
        return Plan.of(new Work.DecideHold(hold.causeId(), hold.state(), only, approved, actor.subject()))
                .about(named);
    }

    private Plan decideMassChanges(DirectoryRow directory, boolean approved) {
        if (directory.state() == State.PAUSED) {
            return paused(directory);
        }
        UUID hold = directory.massHold();
        return hold == null
                ? Plan.of()
                : Plan.of(new Work.DecideHold(hold, HoldRow.State.OPEN, null, approved, actor.subject()));
    }

    /** A decision would be spent without an effect: what a paused directory wants is worked out anew when it is resumed. */
    private static Plan paused(DirectoryRow directory) {
        return Plan.refused(
                Refusal.WRONG_STATE,
                "The directory \"" + directory.name()
                        + "\" is paused, and its people stay as they are until it is resumed."
                        + " Resume it first, then decide.");
    }

    private final class DirectoryRules implements SetDirectoryRule.Cases<Plan> {

        private final DirectoryRow directory;

        DirectoryRules(DirectoryRow directory) {
            this.directory = directory;
        }

        @Override
        public Plan setDefaultRole(SetDefaultRole command) {
            return RulePlanner.this.setDefaultRole(directory, command);
        }

        @Override
        public Plan setNestedGroups(SetNestedGroups command) {
            return RulePlanner.setNestedGroups(directory, command);
        }

        @Override
        public Plan setMassGuard(SetMassGuard command) {
            return RulePlanner.this.setMassGuard(directory, command);
        }
    }

    private Plan setDefaultRole(DirectoryRow directory, SetDefaultRole set) {
        if (set.role() != null && !context.house().knows(set.role())) {
            return Plan.refused(Refusal.INVALID, Roles.unknown(context.house(), set.role()));
        }
        return Plan.of(
                new Configuration.Directory(directory.withDefaultRole(set.role())),
                new Work.SettleDirectory(directory.id()));
    }

    /** Where nothing is nested nobody's role depends on it. */
    private static Plan setNestedGroups(DirectoryRow directory, SetNestedGroups set) {
        Configuration change =
                new Configuration.Directory(directory.with(directory.nesting().counting(set.count())));
        return directory.nesting().any() && directory.nesting().counts() != set.count()
                ? Plan.of(change, new Work.SettleDirectory(directory.id()))
                : Plan.of(change);
    }

    private Plan setMassGuard(DirectoryRow directory, SetMassGuard set) {
        if (set.share() < 0
                || set.share() > 100
                || set.minimum() < 0
                || set.window().compareTo(SHORTEST_WINDOW) < 0
                || set.window().compareTo(LONGEST_WINDOW) > 0) {
            return Plan.refused(
                    Refusal.INVALID,
                    "The share must be from 0 to 100 percent, the minimum 0 people or more, and the window from one "
                            + "second"
                            + " to 30 days.");
        }
        DirectoryRow changed = directory.with(directory.guard().with(set.share(), set.minimum(), set.window()));
        Configuration written = new Configuration.Directory(changed);
        MassGuard guard = changed.guard().at(now, directory.activeMembers());
        UUID hold = directory.massHold();
        // What is held is not too much any more (R31).
        return hold != null
                        && directory.state() == State.ACTIVE
                        && guard.count() + directory.massHeld() <= guard.admitted()
                ? Plan.of(written, new Work.DecideHold(hold, HoldRow.State.OPEN, null, true, null))
                : Plan.of(written);
    }
}
