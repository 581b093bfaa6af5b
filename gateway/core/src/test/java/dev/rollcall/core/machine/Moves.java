package dev.rollcall.core.machine;

import dev.rollcall.core.House;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.ChangeState.Deactivate.Members;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.machine.Facts.Assigned;
import dev.rollcall.core.machine.Facts.Hold;
import dev.rollcall.core.machine.Facts.Member;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.condition.AttributesAre;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.core.model.condition.ExpressionHolds;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.schema.CoreTypes;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind of step there is. One that means nothing as things stand does nothing. */
final class Moves {

    private static final List<String> GROUPS = List.of("Admins", "Staff", "Guests");

    private Moves() {}

    /** What becomes of a directory. */
    enum Kind {
        PREVIEW,
        ACTIVATE,
        PAUSE,
        RESUME,
        KEEP,
        SUSPEND,
        UNDO
    }

    // By an identity provider

    private static Step idp(String text, int org, int directory, Function<World, Future<?>> play) {
        return new Step(text, org, directory, true, play);
    }

    private static String user(int org, int directory, int person) {
        return "user " + org + directory + person;
    }

    private static String group(int org, int directory, int group) {
        return "group " + org + directory + group;
    }

    private static String address(int person) {
        return person < 0 ? "no address" : "p" + person + "@";
    }

    private static String body(World world, int person, int address, boolean active) {
        return body(world, person, "x" + person, address, active);
    }

    private static String body(World world, int person, String externalId, int address, boolean active) {
        return "{\"userName\":\"p" + person + "\",\"externalId\":\"" + externalId + "\",\"displayName\":\"P" + person
                + "\",\"active\":" + active + emails(world, address) + "}";
    }

    private static String emails(World world, int address) {
        return address < 0 ? "" : ",\"emails\":[{\"value\":\"" + world.email(address) + "\",\"primary\":true}]";
    }

    static Step create(int org, int directory, int person, int address, boolean active) {
        return idp(
                "creates p" + person + " with " + address(address) + (active ? "" : ", inactive"),
                org,
                directory,
                world -> world.scim(
                        org,
                        directory,
                        House.createOf(CoreTypes.USER, body(world, person, address, active)),
                        user(org, directory, person)));
    }

    static Step put(int org, int directory, int person, int address, boolean active) {
        return idp(
                "puts p" + person + " with " + address(address) + (active ? "" : ", inactive"),
                org,
                directory,
                world -> toUser(
                        world,
                        org,
                        directory,
                        person,
                        id -> House.replaceOf(CoreTypes.USER, id, body(world, person, address, active))));
    }

    /** Another object of the identity provider has the userName from now on. */
    static Step hire(int org, int directory, int person, int object, boolean byPut) {
        return idp(
                (byPut ? "puts" : "creates") + " p" + person + " as another object, x" + person + "-" + object,
                org,
                directory,
                world -> {
                    String body = body(world, person, "x" + person + "-" + object, person, true);
                    return byPut
                            ? toUser(world, org, directory, person, id -> House.replaceOf(CoreTypes.USER, id, body))
                            : world.scim(
                                    org, directory, House.createOf(CoreTypes.USER, body), user(org, directory, person));
                });
    }

    private static Future<?> toUser(World world, int org, int directory, int person, Function<UUID, Command> command) {
        UUID id = world.made(user(org, directory, person));
        return id == null ? world.nothing() : world.scim(org, directory, command.apply(id));
    }

    private static Future<?> toGroup(World world, int org, int directory, int group, Function<UUID, Command> command) {
        UUID id = world.made(group(org, directory, group));
        return id == null ? world.nothing() : world.scim(org, directory, command.apply(id));
    }

    private static Command patchUser(UUID id, String value) {
        return House.patchOf(CoreTypes.USER, id, "[{\"op\":\"replace\",\"value\":{" + value + "}}]");
    }

    static Step active(int org, int directory, int person, boolean active) {
        return idp(
                "sets p" + person + (active ? " active" : " inactive"),
                org,
                directory,
                world -> toUser(world, org, directory, person, id -> patchUser(id, "\"active\":" + active)));
    }

    static Step email(int org, int directory, int person, int address) {
        return idp(
                "gives p" + person + " " + address(address),
                org,
                directory,
                world -> toUser(
                        world,
                        org,
                        directory,
                        person,
                        id -> address < 0
                                ? House.patchOf(CoreTypes.USER, id, "[{\"op\":\"remove\",\"path\":\"emails\"}]")
                                : patchUser(id, emails(world, address).substring(1))));
    }

    static Step rename(int org, int directory, int person, int version) {
        return idp(
                "calls p" + person + " V" + version,
                org,
                directory,
                world -> toUser(
                        world, org, directory, person, id -> patchUser(id, "\"displayName\":\"V" + version + "\"")));
    }

    /** Gives a user a title, or takes it away. */
    static Step title(int org, int directory, int person, int title) {
        return idp(
                title < 0 ? "takes the title of p" + person : "gives p" + person + " the title t" + title,
                org,
                directory,
                world -> toUser(
                        world,
                        org,
                        directory,
                        person,
                        id -> title < 0
                                ? House.patchOf(CoreTypes.USER, id, "[{\"op\":\"remove\",\"path\":\"title\"}]")
                                : patchUser(id, "\"title\":\"t" + title + "\"")));
    }

    static Step delete(int org, int directory, int person) {
        return idp(
                "deletes p" + person,
                org,
                directory,
                world -> toUser(world, org, directory, person, id -> House.deleteOf(CoreTypes.USER, id)));
    }

    private static String members(World world, int org, int directory, List<Integer> people) {
        return people.stream()
                .map(person -> {
                    UUID id = world.made(user(org, directory, person));
                    // A user who does not exist yet is named by what the identity provider will call them.
                    return "{\"value\":\"" + (id == null ? "x" + person : id) + "\"}";
                })
                .collect(Collectors.joining(",", "[", "]"));
    }

    static Step createGroup(int org, int directory, int group, List<Integer> people) {
        return idp(
                "creates group " + GROUPS.get(group) + " with " + people,
                org,
                directory,
                world -> world.scim(
                        org,
                        directory,
                        House.createOf(
                                CoreTypes.GROUP,
                                "{\"displayName\":\"" + GROUPS.get(group) + "\",\"members\":"
                                        + members(world, org, directory, people) + "}"),
                        group(org, directory, group)));
    }

    static Step deleteGroup(int org, int directory, int group) {
        return idp(
                "deletes group " + GROUPS.get(group),
                org,
                directory,
                world -> toGroup(world, org, directory, group, id -> House.deleteOf(CoreTypes.GROUP, id)));
    }

    static Step setMembers(int org, int directory, int group, List<Integer> people) {
        return idp(
                "sets the members of " + GROUPS.get(group) + " to " + people,
                org,
                directory,
                world -> toGroup(
                        world,
                        org,
                        directory,
                        group,
                        id -> House.patchOf(
                                CoreTypes.GROUP,
                                id,
                                "[{\"op\":\"replace\",\"path\":\"members\",\"value\":"
                                        + members(world, org, directory, people) + "}]")));
    }

    static Step join(int org, int directory, int group, int person) {
        return idp(
                "adds p" + person + " to " + GROUPS.get(group),
                org,
                directory,
                world -> toGroup(
                        world,
                        org,
                        directory,
                        group,
                        id -> House.patchOf(
                                CoreTypes.GROUP,
                                id,
                                "[{\"op\":\"add\",\"path\":\"members\",\"value\":"
                                        + members(world, org, directory, List.of(person)) + "}]")));
    }

    static Step leave(int org, int directory, int group, int person) {
        return idp("removes p" + person + " from " + GROUPS.get(group), org, directory, world -> {
            UUID user = world.made(user(org, directory, person));
            return user == null
                    ? world.nothing()
                    : toGroup(
                            world,
                            org,
                            directory,
                            group,
                            id -> House.patchOf(
                                    CoreTypes.GROUP,
                                    id,
                                    "[{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + user + "\\\"]\"}]"));
        });
    }

    /** A group comes into another, or leaves it; circles are no mistake. */
    static Step nest(int org, int directory, int group, int above, boolean comes) {
        return idp(
                (comes ? "adds group " : "removes group ")
                        + GROUPS.get(group)
                        + (comes ? " to " : " from ")
                        + GROUPS.get(above),
                org,
                directory,
                world -> {
                    UUID child = world.made(group(org, directory, group));
                    String operation = comes
                            ? "[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + child
                                    + "\",\"type\":\"Group\"}]}]"
                            : "[{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + child + "\\\"]\"}]";
                    return child == null
                            ? world.nothing()
                            : toGroup(
                                    world, org, directory, above, id -> House.patchOf(CoreTypes.GROUP, id, operation));
                });
    }

    /** Several writes at once: they share a batch. */
    static Step together(List<Step> steps) {
        return idp(
                "at once: " + steps.stream().map(Step::text).collect(Collectors.joining("; ")),
                steps.get(0).org(),
                steps.get(0).directory(),
                world -> {
                    List<Future<?>> all = new ArrayList<>();
                    steps.forEach(step -> all.add(step.play().apply(world)));
                    return Future.all(all);
                });
    }

    // By an administrator

    private static Step admin(String text, int org, int directory, Function<World, RuleCommand> command) {
        return new Step(text, org, directory, false, world -> {
            RuleCommand rule = command.apply(world);
            return rule == null ? world.nothing() : world.rule(org, rule);
        });
    }

    static Step life(int org, int directory, Kind kind) {
        return admin("admin: " + kind, org, directory, world -> {
            UUID id = world.directories[org][directory];
            return switch (kind) {
                case PREVIEW -> new ChangeState.StartPreview(id);
                case ACTIVATE -> new ChangeState.Activate(id);
                case PAUSE -> new ChangeState.Pause(id);
                case RESUME -> new ChangeState.Resume(id);
                case KEEP -> new ChangeState.Deactivate(id, Members.KEEP);
                case SUSPEND -> new ChangeState.Deactivate(id, Members.SUSPEND);
                case UNDO ->
                    world.activation(org, directory) == null
                            ? null
                            : new RuleCommand.Undo(world.activation(org, directory));
            };
        });
    }

    /** The other directory of the organisation ends, and this one takes over. */
    static Step takeOver(int org, int directory, Members others) {
        return admin("admin: TAKE OVER, others " + others, org, directory, world -> {
            UUID[] directories = world.directories[org];
            return new ChangeState.TakeOver(directories[directory], directories[1 - directory], others);
        });
    }

    static Step undoAgain(int org) {
        return admin(
                "admin: UNDO again",
                org,
                -1,
                world -> world.undone() == null ? null : new RuleCommand.Undo(world.undone()));
    }

    static Step provider(int org, int directory, String provider) {
        return new Step(
                "admin: provider " + provider,
                org,
                directory,
                false,
                world -> world.provider(org, directory, provider));
    }

    static Step assign(int org, int directory, int group, String role, boolean byName, int position) {
        return admin(
                "admin: " + GROUPS.get(group) + (byName ? " by name" : "") + " gives " + role
                        + (position == 0 ? "" : ", first"),
                org,
                directory,
                world -> {
                    UUID id = world.made(group(org, directory, group));
                    return new EditAssignments.AddAssignment(
                            world.directories[org][directory],
                            byName ? null : id,
                            byName || id == null ? GROUPS.get(group) : null,
                            role,
                            position == 0 ? null : position);
                });
    }

    static Step assignByTitle(int org, int directory, int title, String role, int position) {
        return admin(
                "admin: title t" + title + " gives " + role + (position == 0 ? "" : ", first"),
                org,
                directory,
                world -> new EditAssignments.AddAssignment(
                        world.directories[org][directory], titleIs(title), role, position == 0 ? null : position));
    }

    /** Both kinds of conditions say the same. */
    private static Condition titleIs(int title) {
        return title % 2 == 0
                ? new AttributesAre(
                        List.of(new AttributesAre.Attribute(AttributePath.of("title"), List.of("T" + title))))
                : new ExpressionHolds("user.title.upperAscii() == \"T" + title + "\"");
    }

    private static Step toAssignment(
            String text, int org, int directory, int index, Function<Assigned, RuleCommand> command) {
        return admin(text, org, directory, world -> {
            List<Assigned> all = world.assignments(org, directory);
            return all.isEmpty() ? null : command.apply(all.get(index % all.size()));
        });
    }

    static Step change(int org, int directory, int index, String role) {
        return toAssignment(
                "admin: assignment " + index + " gives " + role,
                org,
                directory,
                index,
                row -> new EditAssignments.ChangeAssignment(row.dir(), row.id(), role));
    }

    static Step unassign(int org, int directory, int index) {
        return toAssignment(
                "admin: assignment " + index + " is removed",
                org,
                directory,
                index,
                row -> new EditAssignments.RemoveAssignment(row.dir(), row.id()));
    }

    static Step order(int org, int directory, int shuffle) {
        return admin("admin: assignments in order " + shuffle, org, directory, world -> {
            List<UUID> ids = new ArrayList<>();
            world.assignments(org, directory).forEach(row -> ids.add(row.id()));
            Collections.shuffle(ids, new Random(shuffle));
            return new EditAssignments.OrderAssignments(world.directories[org][directory], ids);
        });
    }

    static Step nested(int org, int directory, boolean count) {
        return admin(
                "admin: roles " + (count ? "count" : "do not count") + " through groups in groups",
                org,
                directory,
                world -> new SetDirectoryRule.SetNestedGroups(world.directories[org][directory], count));
    }

    static Step defaultRole(int org, int directory, String role) {
        return admin(
                "admin: default role " + role,
                org,
                directory,
                world -> new SetDirectoryRule.SetDefaultRole(world.directories[org][directory], role));
    }

    static Step guard(int org, int directory, int share, int minimum, int minutes) {
        return admin(
                "admin: guard at " + share + " %, " + minimum + " people, " + minutes + " minutes",
                org,
                directory,
                world -> new SetDirectoryRule.SetMassGuard(
                        world.directories[org][directory], share, minimum, Duration.ofMinutes(minutes)));
    }

    static Step seats(int org, int seats) {
        return admin("admin: " + seats + " seats", org, -1, world -> new SetTerms.SetPlan(true, seats, 1));
    }

    static Step notEligible(int org, int seats) {
        return admin(
                "admin: no Enterprise plan, " + seats + " seats",
                org,
                -1,
                world -> new SetTerms.SetPlan(false, seats, 0));
    }

    static Step policy(int org, SeatPolicy chosen) {
        return admin(
                "admin: seat policy " + chosen,
                org,
                -1,
                world -> new SetTerms.SetSeatPolicy(chosen, chosen == SeatPolicy.OVERFLOW ? "guest" : null));
    }

    static Step unverified(int org, boolean allowed) {
        return admin(
                "admin: unverified domains " + (allowed ? "allowed" : "not allowed"),
                org,
                -1,
                world -> new SetTerms.AllowUnverifiedDomains(allowed));
    }

    static Step protect(int org, boolean on) {
        return admin("admin: protection " + (on ? "on" : "off"), org, -1, world -> new SetTerms.ProtectLastAdmin(on));
    }

    static Step claim(int org, int domain) {
        return admin(
                "admin: claims domain " + domain,
                org,
                -1,
                world -> new OfDomain.ClaimDomain(world.domain(domain), "token"));
    }

    static Step verify(int org, int domain, boolean attested) {
        return admin(
                "admin: " + (attested ? "attests" : "verifies") + " domain " + domain,
                org,
                -1,
                world -> new OfDomain.VerifyDomain(world.domain(domain), attested));
    }

    static Step noteRecord(int org, int domain, boolean present) {
        return admin(
                "the gateway: the record of domain " + domain + " is " + (present ? "back" : "gone"),
                org,
                -1,
                world -> new OfDomain.NoteDomainRecord(world.domain(domain), present));
    }

    static Step release(int org, int domain) {
        return admin(
                "admin: releases domain " + domain, org, -1, world -> new OfDomain.ReleaseDomain(world.domain(domain)));
    }

    static Step invite(int org, int person, String role) {
        return admin(
                "admin: invites p" + person + "@ as " + role,
                org,
                -1,
                world -> new OfMember.Invite(world.email(person), "Invited " + person, role));
    }

    static Step edit(int org, int person, String role) {
        return admin("admin: makes p" + person + "@ " + role, org, -1, world -> {
            Member member = world.member(org, world.email(person));
            return member == null ? null : new OfMember.EditMember(member.id(), null, role);
        });
    }

    static Step nameByHand(int org, int person, int version) {
        return admin("admin: calls p" + person + "@ V" + version, org, -1, world -> {
            Member member = world.member(org, world.email(person));
            return member == null ? null : new OfMember.EditMember(member.id(), "V" + version, null);
        });
    }

    static Step remove(int org, int person) {
        return admin("admin: removes p" + person + "@", org, -1, world -> {
            Member member = world.member(org, world.email(person));
            return member == null ? null : new OfMember.RemoveMember(member.id());
        });
    }

    static Step recover(int org, int person, int minutes) {
        return admin(
                "operator: makes p" + person + "@ an admin for " + minutes + " minutes",
                org,
                -1,
                world -> new OfMember.GrantRecovery(
                        world.email(person), null, "lost access", world.now().plus(Duration.ofMinutes(minutes))));
    }

    static Step endRecovery(int org, int person) {
        return admin("operator: p" + person + "@ is an admin for a limited time no more", org, -1, world -> {
            Member member = world.member(org, world.email(person));
            return member == null ? null : new OfMember.EndRecovery(member.id(), false);
        });
    }

    /** The operator decides whose an address is, where two organisations may want it. */
    static Step conflict(int org, int person, boolean keep, int minutes) {
        return admin(
                "operator: " + (keep ? "keeps" : "releases") + " p" + person + "@"
                        + (minutes == 0 ? "" : " for " + minutes + " minutes"),
                org,
                -1,
                world -> {
                    Member member = world.member(org, world.email(person));
                    if (member == null) {
                        return null;
                    }
                    return keep
                            ? new OfConflict.KeepConflict(
                                    member.id(),
                                    member.email(),
                                    minutes == 0 ? null : world.now().plus(Duration.ofMinutes(minutes)))
                            : new OfConflict.ReleaseConflict(member.id(), member.email(), false);
                });
    }

    static Step decide(int org, int index, boolean approve) {
        return admin("admin: " + (approve ? "approves" : "rejects") + " hold " + index, org, -1, world -> {
            List<Hold> holds = world.decidable(org);
            if (holds.isEmpty()) {
                return null;
            }
            UUID id = holds.get(index % holds.size()).id();
            return approve ? new RuleCommand.Approve(id) : new RuleCommand.Reject(id);
        });
    }

    static Step decideAll(int org, int directory, boolean approve) {
        return admin(
                "admin: " + (approve ? "approves" : "rejects") + " mass changes",
                org,
                directory,
                world -> approve
                        ? new RuleCommand.ApproveMassChange(world.directories[org][directory])
                        : new RuleCommand.RejectMassChange(world.directories[org][directory]));
    }

    static Step recompute(int org, int directory) {
        return admin(
                "admin: recomputes",
                org,
                directory,
                world -> new RuleCommand.Recompute(world.directories[org][directory]));
    }
}
