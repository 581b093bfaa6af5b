package dev.rollcall.core.decide.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.ChangeState.Activate;
import dev.rollcall.core.command.ChangeState.Deactivate;
import dev.rollcall.core.command.ChangeState.ForeseeActivation;
import dev.rollcall.core.command.ChangeState.Pause;
import dev.rollcall.core.command.ChangeState.Resume;
import dev.rollcall.core.command.ChangeState.StartPreview;
import dev.rollcall.core.command.ChangeState.TakeOver;
import dev.rollcall.core.command.Eligibility;
import dev.rollcall.core.command.RuleCommand.Undo;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.model.Activation;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.model.row.OrganizationRow.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans how a directory moves from draft through preview, active and paused to deactivated, and back (R1, R2, R17, R18, R22). */
final class LifeCycle {

    private final RuleContext context;
    private final Instant now;
    private final Supplier<UUID> ids;

    LifeCycle(RuleContext context, Instant now, Supplier<UUID> ids) {
        this.context = context;
        this.now = now;
        this.ids = ids;
    }

    Plan plan(ChangeState command, DirectoryRow directory) {
        return command.match(new Kinds(directory));
    }

    private final class Kinds implements ChangeState.Cases<Plan> {

        private final DirectoryRow directory;

        Kinds(DirectoryRow directory) {
            this.directory = directory;
        }

        @Override
        public Plan startPreview(StartPreview command) {
            Plan refused = require(directory, "start its preview", State.DRAFT, State.DEACTIVATED);
            return refused != null
                    ? refused
                    : Plan.of(
                            change(directory.with(State.PREVIEW, null)),
                            told(EventType.DIRECTORY_PREVIEW_STARTED, directory, State.PREVIEW));
        }

        @Override
        public Plan activate(Activate command) {
            return LifeCycle.this.activate(directory, true);
        }

        @Override
        public Plan foreseeActivation(ForeseeActivation command) {
            return LifeCycle.this.activate(directory, false);
        }

        @Override
        public Plan takeOver(TakeOver command) {
            return LifeCycle.this.takeOver(directory, command);
        }

        @Override
        public Plan pause(Pause command) {
            Plan refused = require(directory, "be paused", State.ACTIVE);
            return refused != null
                    ? refused
                    : Plan.of(
                            change(directory.with(State.PAUSED, directory.activationId())),
                            told(EventType.DIRECTORY_PAUSED, directory, State.PAUSED));
        }

        @Override
        public Plan resume(Resume command) {
            Plan refused = require(directory, "be resumed", State.PAUSED);
            return refused != null
                    ? refused
                    : Plan.of(
                            change(directory.with(State.ACTIVE, directory.activationId())),
                            told(EventType.DIRECTORY_RESUMED, directory, State.ACTIVE),
                            new Work.SettleDirectory(directory.id()),
                            new Work.DepartOrphans(directory.id()));
        }

        @Override
        public Plan deactivate(Deactivate command) {
            return LifeCycle.this.deactivate(directory, command);
        }
    }

    /** Goes live; where it is only to be foreseen, plan and domains are not asked for. */
    private Plan activate(DirectoryRow directory, boolean really) {
        Plan refused = require(directory, "go live", State.DRAFT, State.PREVIEW, State.DEACTIVATED);
        if (refused == null && really) {
            refused = requireEligible();
        }
        if (refused == null && really && !context.hasVerifiedDomain()) {
            refused = Plan.refused(Refusal.NO_VERIFIED_DOMAIN, Eligibility.NO_DOMAIN);
        }
        if (refused != null) {
            return refused;
        }
        UUID activation = ids.get();
        return Plan.of(
                        List.of(
                                change(directory.with(State.ACTIVE, activation)),
                                new Configuration.Activated(
                                        new Activation(activation, directory.id(), now, null, null))),
                        List.of(
                                told(EventType.DIRECTORY_ACTIVATED, directory, State.ACTIVE),
                                new Work.SettleDirectory(directory.id())))
                .about(activation);
    }

    /**
     * The other directory lets go of everybody, as members by hand, and this one takes over whom it knows; in the end the others go, if
     * they are to. So nobody who is in both loses access, role or seat in between.
     */
    private Plan takeOver(DirectoryRow successor, TakeOver command) {
        DirectoryRow from = context.directory(command.fromDirectoryId());
        if (from == null) {
            return Plan.refused(
                    Refusal.NOT_FOUND, "The organisation has no directory " + command.fromDirectoryId() + ".");
        }
        if (from.id().equals(successor.id())) {
            return Plan.refused(
                    Refusal.INVALID, "A directory cannot take over from itself. Name the directory that it replaces.");
        }
        Plan refused = require(from, "be taken over", State.ACTIVE, State.PAUSED);
        if (refused != null) {
            return refused;
        }
        Plan live = successor.state() == State.ACTIVE
                ? Plan.of(new Work.SettleDirectory(successor.id()))
                : activate(successor, true);
        if (live.refused() != null) {
            return live;
        }
        boolean suspend = command.others() == Deactivate.Members.SUSPEND;
        List<Configuration> changes = new ArrayList<>(live.configuration());
        changes.addAll(ending(from));
        List<Work> work = new ArrayList<>();
        work.add(new Work.UnmanageOrphans(from.id(), suspend));
        work.add(new Work.Unmanage(from.id(), false));
        work.add(told(EventType.DIRECTORY_DEACTIVATED, from, State.DEACTIVATED));
        work.addAll(live.work());
        if (suspend) {
            work.add(new Work.SuspendFormer(from.id()));
        }
        return new Plan(null, live.subject(), changes, work);
    }

    private @Nullable Plan requireEligible() {
        Terms terms = context.organization().terms();
        return Eligibility.of(terms.enterprise(), terms.purchasedSeats(), terms.enterpriseMaxSeats(), context.house())
                .missing()
                .map(missing -> Plan.refused(Refusal.NOT_ELIGIBLE, missing))
                .orElse(null);
    }

    private Plan deactivate(DirectoryRow directory, Deactivate command) {
        Plan refused = require(directory, "be deactivated", State.PREVIEW, State.ACTIVE, State.PAUSED);
        if (refused != null) {
            return refused;
        }
        List<Work> work = new ArrayList<>();
        if (directory.state() != State.PREVIEW) {
            work.add(new Work.Unmanage(directory.id(), command.members() == Deactivate.Members.SUSPEND));
        }
        work.add(told(EventType.DIRECTORY_DEACTIVATED, directory, State.DEACTIVATED));
        return Plan.of(ending(directory), work);
    }

    /** The directory keeps its activation until its members are let go, so that their seats are booked on it. */
    private List<Configuration> ending(DirectoryRow directory) {
        List<Configuration> changes = new ArrayList<>();
        changes.add(change(directory.with(State.DEACTIVATED, directory.activationId())));
        context.activations().stream()
                .filter(activation -> activation.id().equals(directory.activationId()))
                .forEach(activation -> changes.add(new Configuration.Activated(activation.ended(now))));
        return changes;
    }

    Plan undo(Undo undo) {
        List<Activation> all = context.activations();
        Activation activation = all.stream()
                .filter(row -> row.id().equals(undo.activationId()))
                .findFirst()
                .orElse(null);
        DirectoryRow directory = activation == null ? null : context.directory(activation.directoryId());
        if (activation == null || directory == null) {
            return Plan.refused(Refusal.NOT_FOUND, "The organisation has no activation " + undo.activationId() + ".");
        }
        if (activation.undone() != null) {
            return Plan.refused(
                    Refusal.WRONG_STATE, "This activation was undone at " + activation.undone() + " already.");
        }
        Activation newest =
                all.stream().filter(row -> row.undone() == null).findFirst().orElseThrow();
        if (!newest.id().equals(activation.id())) {
            return Plan.refused(
                    Refusal.WRONG_STATE,
                    "The directory has been activated again since then, at " + newest.started() + ". Undo that "
                            + "activation first: "
                            + newest.id() + ".");
        }
        List<Configuration> changes = new ArrayList<>();
        List<Work> work = new ArrayList<>();
        work.add(new Work.Reverse(directory.id(), activation.id()));
        if (activation.ended() == null) {
            changes.add(change(directory.with(State.DEACTIVATED, activation.id())));
            changes.add(new Configuration.Activated(activation.ended(now).undone(now)));
            work.add(new Work.Unmanage(directory.id(), false));
        } else {
            changes.add(new Configuration.Activated(activation.undone(now)));
        }
        work.add(told(
                EventType.ACTIVATION_UNDONE,
                directory,
                activation.ended() == null ? State.DEACTIVATED : directory.state()));
        return Plan.of(changes, work);
    }

    private @Nullable Plan require(DirectoryRow directory, String what, State... accepted) {
        if (Arrays.asList(accepted).contains(directory.state())) {
            return null;
        }
        return Plan.refused(
                Refusal.WRONG_STATE,
                "A directory can " + what + " in the state "
                        + Arrays.stream(accepted).map(State::word).collect(Collectors.joining(" or "))
                        + "; the state of \"" + directory.name() + "\" is "
                        + directory.state().word() + ".");
    }

    private static Configuration change(DirectoryRow directory) {
        return new Configuration.Directory(directory);
    }

    private static Work told(EventType type, DirectoryRow directory, State state) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("name", directory.name()).put("state", state.word()).put("reason", "by_hand");
        return new Work.Step(new WorkChunk.Announce(type, directory.id(), directory.id(), data));
    }
}
