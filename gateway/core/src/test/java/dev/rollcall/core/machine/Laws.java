package dev.rollcall.core.machine;

import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.Impact.Kind;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.machine.Facts.Dir;
import dev.rollcall.core.machine.Facts.Hold;
import dev.rollcall.core.machine.Facts.Member;
import dev.rollcall.core.machine.Facts.Org;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What must hold between the facts before and after one step. */
final class Laws {

    private final World world;
    private final Step step;
    private final Facts before;
    private final Facts after;
    private final List<String> broken = new ArrayList<>();

    private Laws(World world, Step step, Facts after) {
        this.world = world;
        this.step = step;
        this.before = world.facts();
        this.after = after;
    }

    /** What does not hold, in words. */
    static List<String> broken(World world, Step step, Facts after) {
        Laws laws = new Laws(world, step, after);
        laws.nobodyIsTwice();
        laws.theLastAdminStays();
        laws.onlyItsOwnOrganisation();
        laws.onlyAnActiveDirectoryHasASay();
        laws.nobodyIsGainedByAnothersDomain();
        UUID org = world.orgs[step.org()];
        UUID directory = step.directory() < 0 ? null : world.directories[step.org()][step.directory()];
        laws.notTooManyGoAtOnce();
        laws.broken.addAll(Passing.broken(world, step, after));
        if (world.answers != null) {
            laws.forecastComesTrue(world.answers);
            laws.whoeverIsManagedIsNotEdited(world.answers);
            laws.onlyTheEligibleGoLive(world.answers);
            laws.someCommandsConcernNobody(world.answers);
        } else if (!step.byIdp()) {
            laws.nobodyChanges("a change of a directory's settings");
        }
        world.undoing.watch(world.facts(), after, org, directory);
        if (world.answers != null && world.answers.happened() instanceof RuleOutcome.Done done) {
            if (world.answers.command() instanceof ChangeState.Activate) {
                world.undoing.activated(directory, org, done.subject());
                world.undoing.watch(world.facts(), after, org, directory);
            } else if (world.answers.command() instanceof RuleCommand.Undo) {
                laws.say(step.text().contains("again"), "an activation is undone twice");
                laws.broken.addAll(world.undoing.undone(world.facts(), after, directory));
            }
        }
        return laws.broken;
    }

    private void nobodyIsTwice() {
        Map<String, UUID> holders = new HashMap<>();
        for (Member member : after.members()) {
            if (member.active()) {
                UUID other = holders.put(member.email(), member.org());
                say(other != null, member.email() + " is an active member twice");
            }
        }
    }

    private void theLastAdminStays() {
        for (Org org : after.orgs().values()) {
            Org was = before.orgs().get(org.id());
            say(
                    was != null && was.protection() && org.protection() && was.admins() > 0 && org.admins() == 0,
                    "a protected organisation has lost its last admin");
        }
    }

    private void onlyItsOwnOrganisation() {
        UUID other = world.orgs[1 - step.org()];
        say(
                !members(before, other).equals(members(after, other)),
                "a step of one organisation has changed members of the other");
    }

    /** R26: a member who had the address before stays, and so does one whom the operator keeps; no other user becomes a member by it. */
    private void nobodyIsGainedByAnothersDomain() {
        for (Member member : after.members()) {
            if (!member.active() || !before.isOfAnother(member.org(), member.email())) {
                continue;
            }
            Facts.Claim claim = before.claims().get(member.email());
            boolean wasThere = claim != null && claim.org().equals(member.org());
            boolean kept = Boolean.TRUE.equals(after.kept(member.org(), member.email()));
            boolean stillAnothers = after.isOfAnother(member.org(), member.email());
            say(
                    stillAnothers && !wasThere && !kept,
                    member.email() + " is gained although another organisation has verified the domain");
        }
    }

    private static Set<Member> members(Facts facts, UUID org) {
        Set<Member> members = new HashSet<>();
        for (Member member : facts.members()) {
            if (member.org().equals(org)) {
                members.add(member);
            }
        }
        return members;
    }

    private void onlyAnActiveDirectoryHasASay() {
        if (!step.byIdp() || before.dirs().isEmpty()) {
            return;
        }
        UUID directory = world.directories[step.org()][step.directory()];
        if (!before.dirs().get(directory).active()) {
            say(
                    !selves(before).equals(selves(after)),
                    "a write to a directory that is "
                            + before.dirs().get(directory).state() + " changes members");
        }
    }

    private void nobodyChanges(String by) {
        say(!selves(before).equals(selves(after)), by + " changes members");
    }

    private void someCommandsConcernNobody(World.Answers answers) {
        RuleCommand command = answers.command();
        boolean refused = answers.happened() instanceof RuleOutcome.Refused;
        if (refused
                || command instanceof ChangeState.StartPreview
                || command instanceof ChangeState.Pause
                || command instanceof OfDomain.ClaimDomain
                || command instanceof OfDomain.NoteDomainRecord) {
            nobodyChanges(command.getClass().getSimpleName());
        }
    }

    private void whoeverIsManagedIsNotEdited(World.Answers answers) {
        UUID id = answers.command() instanceof OfMember.EditMember edit
                ? edit.memberId()
                : answers.command() instanceof OfMember.RemoveMember remove ? remove.memberId() : null;
        if (id != null && answers.happened() instanceof RuleOutcome.Done) {
            say(before.membersById().get(id).dir() != null, "a managed member is edited by hand");
        }
    }

    private void onlyTheEligibleGoLive(World.Answers answers) {
        if (answers.command() instanceof ChangeState.Activate) {
            Org org = before.orgs().get(world.orgs[step.org()]);
            boolean may = org == null || (org.eligible() && !org.domains().isEmpty());
            if (answers.happened() instanceof RuleOutcome.Refused refused) {
                boolean unfit = refused.refusal() == RuleOutcome.Refusal.NOT_ELIGIBLE
                        || refused.refusal() == RuleOutcome.Refusal.NO_VERIFIED_DOMAIN;
                say(unfit && may && org != null, "an organisation may not go live for no reason: " + refused);
            } else {
                say(!may, "an organisation goes live that is not eligible");
            }
        }
    }

    /** At most as many as the guard admits in a whole window, whatever was taken out before in the same window. */
    private void notTooManyGoAtOnce() {
        boolean guarded = world.answers != null
                && (world.answers.command() instanceof EditAssignments
                        || world.answers.command() instanceof SetDirectoryRule.SetDefaultRole
                        || world.answers.command() instanceof ChangeState.Resume
                        || world.answers.command() instanceof ChangeState.Activate);
        if (!step.byIdp() && !guarded) {
            return;
        }
        Dir dir = before.dirs().get(world.directories[step.org()][step.directory()]);
        boolean resumed = world.answers != null && world.answers.command() instanceof ChangeState.Resume;
        if (dir == null || !(dir.active() || resumed)) {
            return;
        }
        int gone = 0;
        for (Member member : before.members()) {
            Member now = after.membersById().get(member.id());
            boolean goes = dir.id().equals(member.dir()) && member.active() && (now == null || !now.active());
            // What was held and goes now has been counted, or is let go by a rule.
            if (goes && before.hold(member.user(), member.id()) == null) {
                gone++;
            }
        }
        int most = Math.max(dir.guardMinimum(), Story.PEOPLE * dir.guardShare() / 100);
        say(gone > most, gone + " people go at once where " + most + " may");
        boolean one = guarded || !step.text().startsWith("at once");
        say(
                one && gone > 0 && newlyHeld(dir, "mass_change") > 0,
                gone + " people were let go before the rest was held");
    }

    private long newlyHeld(Dir dir, String kind) {
        Set<UUID> held = new HashSet<>();
        before.holds().forEach(hold -> held.add(hold.id()));
        return after.holds().stream()
                .filter(hold -> hold.kind().equals(kind) && dir.id().equals(hold.dir()) && !held.contains(hold.id()))
                .count();
    }

    private static Set<List<Object>> selves(Facts facts) {
        Set<List<Object>> selves = new HashSet<>();
        facts.members().forEach(member -> selves.add(member.self()));
        return selves;
    }

    private void forecastComesTrue(World.Answers answers) {
        if (answers.foreseen() == null) {
            if (answers.happened() instanceof RuleOutcome.Done happened) {
                tellsTheTruth(happened.impact());
            }
            return;
        }
        if (!(answers.happened() instanceof RuleOutcome.Done happened)) {
            say(
                    !answers.foreseen().equals(answers.happened()),
                    "foreseen " + answers.foreseen() + ", but " + answers.happened());
            return;
        }
        if (!(answers.foreseen() instanceof RuleOutcome.Done foreseen)) {
            say(true, "foreseen " + answers.foreseen() + ", but it is done");
            return;
        }
        say(
                !words(foreseen.impact()).equals(words(happened.impact())),
                "foreseen " + words(foreseen.impact()) + ", but it is " + words(happened.impact()));
        tellsTheTruth(happened.impact());
    }

    private static List<String> words(Impact impact) {
        List<String> words = new ArrayList<>();
        words.add("seats " + impact.seatsBefore() + " -> " + impact.seatsAfter() + ", admins " + impact.adminsBefore()
                + " -> " + impact.adminsAfter());
        impact.lines()
                .forEach(line -> words.add(words(line.kind(), line.email(), line.roleBefore(), line.roleAfter())
                        + (line.reason() == null ? "" : " " + line.reason())));
        return words;
    }

    private static String words(Kind kind, String email, String roleBefore, String roleAfter) {
        return kind + " " + email + " " + roleBefore + " -> " + roleAfter;
    }

    /** The lines about members against the rows before and after. */
    private void tellsTheTruth(Impact impact) {
        UUID org = world.orgs[step.org()];
        Org was = before.orgs().get(org);
        Org is = after.orgs().get(org);
        if (was != null) {
            say(
                    impact.seatsBefore() != was.seats()
                            || impact.seatsAfter() != is.seats()
                            || impact.adminsBefore() != was.admins()
                            || impact.adminsAfter() != is.admins(),
                    "sums of " + words(impact) + ", but seats " + was.seats() + " -> " + is.seats() + ", admins "
                            + was.admins() + " -> " + is.admins());
        }
        Set<UUID> newlyHeld = new HashSet<>();
        Map<UUID, String> heldBefore = new HashMap<>();
        before.holds().forEach(hold -> heldBefore.put(hold.id(), hold.state()));
        for (Hold hold : after.holds()) {
            if (!hold.state().equals(heldBefore.get(hold.id())) && hold.member() != null) {
                newlyHeld.add(hold.member());
            }
        }
        Set<UUID> ids = new HashSet<>();
        members(before, org).forEach(member -> ids.add(member.id()));
        members(after, org).forEach(member -> ids.add(member.id()));
        Set<String> real = new TreeSet<>();
        for (UUID id : ids) {
            Member from = before.membersById().get(id);
            Member to = after.membersById().get(id);
            boolean stays = from != null && to != null && Objects.equals(from.access(), to.access());
            Kind kind = stays && newlyHeld.contains(id) ? Kind.HELD : kind(from, to);
            if (kind != null) {
                real.add(words(
                        kind,
                        to != null ? to.email() : from.email(),
                        from == null ? null : from.access(),
                        to == null ? null : to.access()));
            }
        }
        Set<String> told = new TreeSet<>();
        for (Impact.Line line : impact.lines()) {
            if (ids.contains(line.id())) {
                told.add(words(line.kind(), line.email(), line.roleBefore(), line.roleAfter()));
            }
        }
        say(!real.equals(told), "told " + told + ", but it is " + real);
    }

    private static Kind kind(Member from, Member to) {
        if (from == null) {
            return Kind.ADDED;
        }
        if (to == null) {
            return Kind.REMOVED;
        }
        boolean managedBefore = from.dir() != null;
        boolean managedAfter = to.dir() != null;
        if (!from.active() && to.active()) {
            return !managedBefore && managedAfter ? Kind.ADOPTED : Kind.RESTORED;
        }
        if (from.active() && !to.active()) {
            return Kind.SUSPENDED;
        }
        if (managedBefore != managedAfter) {
            return managedAfter ? Kind.ADOPTED : Kind.UNMANAGED;
        }
        if (!Objects.equals(from.dir(), to.dir())) {
            return Kind.TRANSFERRED;
        }
        return Objects.equals(from.access(), to.access()) ? null : Kind.ROLE_CHANGED;
    }

    private void say(boolean problem, String words) {
        if (problem) {
            broken.add(words);
        }
    }
}
