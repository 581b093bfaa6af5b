package dev.rollcall.core.machine;

import dev.rollcall.core.House;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.core.machine.Facts.Assigned;
import dev.rollcall.core.machine.Facts.Hold;
import dev.rollcall.core.machine.Facts.Member;
import dev.rollcall.scim.Habit;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.message.ScimRequest.Command;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Two organisations with two directories each, some people whom both know, and what the story has made of them so far. */
final class World {

    static final int ORGS = 2;
    static final int DIRECTORIES = 2;

    /** What the client of the first directory and that of the second are known to do. */
    private static final List<Set<Habit>> HABITS =
            List.of(Set.of(Habit.SOLE_EXTERNAL_ID), Set.of(Habit.DELETES_THE_FORMER));

    final int number;
    final UUID[] orgs = new UUID[ORGS];
    final UUID[][] directories = new UUID[ORGS][DIRECTORIES];
    final Undoing undoing = new Undoing();

    private final Provisioning provisioning;
    private final Directories registry;
    private final InstantSource clock;
    private final Map<String, UUID> made = new HashMap<>();
    private final Map<UUID, Deque<UUID>> activations = new HashMap<>();
    private int small;
    private UUID undone;
    private Facts facts = Facts.NONE;

    /** What the step before came to, as far as it was a rule command. */
    Answers answers;

    /** What identity providers sent in the step before, and what they were answered. */
    final Queue<Sent> sent = new ConcurrentLinkedQueue<>();

    record Sent(UUID directory, Command command, Outcome outcome) {}

    /**
     * A command, what was foreseen and what happened.
     *
     * @param foreseen null when no forecast was asked for
     */
    record Answers(RuleCommand command, RuleOutcome foreseen, RuleOutcome happened) {}

    World(int number, Provisioning provisioning, Directories registry, InstantSource clock) {
        this.clock = clock;
        this.number = number;
        this.provisioning = provisioning;
        this.registry = registry;
    }

    /** An address of the two domains of this world. */
    String email(int person) {
        return "p" + person + "@" + domain(person < 4 ? 0 : 1);
    }

    String domain(int which) {
        return (which == 0 ? "a" : "b") + ".w" + number + ".test";
    }

    Future<?> scim(int org, int directory, Command command) {
        return scim(org, directory, command, "");
    }

    /** Sends a command; what it makes is known under a name from then on. */
    Future<?> scim(int org, int directory, Command command, String name) {
        UUID id = directories[org][directory];
        Caller caller = new Caller(orgs[org], id, Mode.TOLERANT, HABITS.get(directory), House.newId());
        return provisioning.apply(caller, command).onSuccess(outcome -> {
            sent.add(new Sent(id, command, outcome));
            if (outcome instanceof Outcome.Stored stored && !name.isEmpty()) {
                made.put(name, stored.resource().id());
            }
        });
    }

    /** What was made under a name, or null. */
    UUID made(String name) {
        return made.get(name);
    }

    /**
     * Asks what a command would do, then carries it out. Of the small commands only every other is asked about: a forecast costs
     * what the command costs.
     */
    Future<?> rule(int org, RuleCommand command) {
        Actor actor = new Actor(orgs[org], "test@example.com", House.newId());
        boolean asked = isLarge(command) || ++small % 2 == 0;
        return (asked ? provisioning.forecast(actor, command) : Future.<RuleOutcome>succeededFuture())
                .compose(foreseen -> provisioning.apply(actor, command).onSuccess(happened -> {
                    answers = new Answers(command, foreseen, happened);
                    if (happened instanceof RuleOutcome.Done done) {
                        remember(command, done);
                    }
                }));
    }

    private static boolean isLarge(RuleCommand command) {
        return command instanceof RuleCommand.OfDirectory || command instanceof RuleCommand.Undo;
    }

    private void remember(RuleCommand command, RuleOutcome.Done done) {
        if (command instanceof ChangeState.Activate activate) {
            activations
                    .computeIfAbsent(activate.directoryId(), key -> new ArrayDeque<>())
                    .push(done.subject());
        } else if (command instanceof RuleCommand.Undo undo) {
            activations.values().forEach(of -> of.remove(undo.activationId()));
            undone = undo.activationId();
        }
    }

    Facts facts() {
        return facts;
    }

    /** How things stand from now on. */
    void accept(Facts now) {
        facts = now;
    }

    /** The activation that was undone last, or null. */
    UUID undone() {
        return undone;
    }

    /** Changes something that no membership depends on. */
    Future<?> provider(int org, int directory, String provider) {
        Actor actor = new Actor(orgs[org], "test@example.com", House.newId());
        return registry.change(
                actor,
                directories[org][directory],
                now -> new Directory(
                        now.orgId(),
                        now.id(),
                        now.name(),
                        provider,
                        now.state(),
                        now.mode(),
                        now.disabledQuirks(),
                        now.defaultRole(),
                        now.activationId(),
                        now.nestedGroups()));
    }

    Instant now() {
        return clock.instant();
    }

    Future<?> nothing() {
        return Future.succeededFuture();
    }

    /** The newest activation of a directory that is not undone, or null. */
    UUID activation(int org, int directory) {
        Deque<UUID> of = activations.get(directories[org][directory]);
        return of == null ? null : of.peek();
    }

    List<Assigned> assignments(int org, int directory) {
        return facts.assignments(directories[org][directory]);
    }

    /** Holds that an administrator can decide, in the order of ids. */
    List<Hold> decidable(int org) {
        List<Hold> holds = new ArrayList<>();
        for (Hold hold : facts.holds()) {
            if (hold.org().equals(orgs[org]) && !hold.kind().equals("last_admin")) {
                holds.add(hold);
            }
        }
        holds.sort(Comparator.comparing(hold -> hold.id().toString()));
        return holds;
    }

    /** The member of an address; of several the active one. */
    Member member(int org, String email) {
        Member found = null;
        for (Member member : facts.members()) {
            if (member.org().equals(orgs[org]) && member.email().equals(email) && (found == null || member.active())) {
                found = member;
            }
        }
        return found;
    }
}
