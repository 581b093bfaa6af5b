package dev.rollcall.core.machine;

import dev.rollcall.core.machine.Facts.Assigned;
import dev.rollcall.core.machine.Facts.Dir;
import dev.rollcall.core.machine.Facts.Hold;
import dev.rollcall.core.machine.Facts.Member;
import dev.rollcall.core.machine.Facts.Org;
import dev.rollcall.core.machine.Facts.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What every member must have behind them, told apart from how they came to be what they are: a directory or an
 * administrator who wants them in, a reason for their role, and of whatever waits, something that it waits for.
 */
final class Sources {

    private final Facts facts;
    private final List<String> wrong = new ArrayList<>();

    private Sources(Facts facts) {
        this.facts = facts;
    }

    static List<String> wrong(Facts facts) {
        Sources sources = new Sources(facts);
        for (Member member : facts.members()) {
            if (member.dir() != null && member.active()) {
                sources.somebodyCallsThemActive(member);
                sources.theirRoleHasAReason(member);
            }
        }
        facts.holds().forEach(sources::theirSeatIsAwaited);
        return sources.wrong;
    }

    /** No member is active whom every live source calls inactive, unless a rule keeps them. */
    private void somebodyCallsThemActive(Member member) {
        List<User> sources = new ArrayList<>();
        for (User user : facts.users()) {
            boolean theirs = user.id().equals(member.user()) || member.id().equals(user.former());
            if (theirs && facts.dirs().get(user.dir()).active()) {
                sources.add(user);
            }
        }
        say(
                !sources.isEmpty() && sources.stream().noneMatch(User::active) && !facts.isHeld(member),
                member.email() + " is active, and every live source calls them inactive");
    }

    /** No role without a present reason: a group, the default, a time as an admin, a hold, or the seat that they wait for. */
    private void theirRoleHasAReason(Member member) {
        Dir dir = facts.dirs().get(member.dir());
        User user = member.user() == null ? null : facts.usersById().get(member.user());
        if (!dir.active() || user == null || facts.isHeld(member)) {
            return;
        }
        Org org = facts.orgs().get(member.org());
        Set<String> reasons = new HashSet<>();
        Assigned match = facts.match(user);
        reasons.add(match == null ? dir.defaultRole() : match.role());
        if (facts.recovering().contains(member.id())) {
            reasons.add("admin");
        }
        Hold hold = facts.hold(user.id(), member.id());
        boolean seatAsked =
                member.awaited() != null || (hold != null && hold.kind().equals("seat"));
        boolean waits = seatAsked
                && !Standings.needsSeat(member.role())
                && !org.policy().equals("expand");
        say(
                !reasons.contains(member.role()) && !waits,
                member.email() + " has the role " + member.role() + " without a reason; there are " + reasons);
    }

    /** An open hold on a seat belongs to a user who waits for one. */
    private void theirSeatIsAwaited(Hold hold) {
        User user = hold.user() == null ? null : facts.usersById().get(hold.user());
        if (!hold.kind().equals("seat") || !hold.state().equals("open") || user == null) {
            return;
        }
        boolean awaits = "awaits_approval".equals(user.waitsFor());
        for (Member member : facts.members()) {
            awaits |= user.id().equals(member.user()) && member.awaited() != null;
        }
        boolean counts = facts.dirs().get(user.dir()).active();
        say(counts && !awaits, user.name() + " is held for a seat and waits for none: " + hold);
        say(
                counts && !facts.orgs().get(hold.org()).policy().equals("hold"),
                user.name() + " is held for a seat under another policy");
    }

    private void say(boolean problem, String words) {
        if (problem) {
            wrong.add(words);
        }
    }
}
