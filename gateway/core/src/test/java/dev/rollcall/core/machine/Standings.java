package dev.rollcall.core.machine;

import dev.rollcall.core.machine.Facts.Assigned;
import dev.rollcall.core.machine.Facts.Claim;
import dev.rollcall.core.machine.Facts.Dir;
import dev.rollcall.core.machine.Facts.Hold;
import dev.rollcall.core.machine.Facts.Member;
import dev.rollcall.core.machine.Facts.Org;
import dev.rollcall.core.machine.Facts.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The rules told once more, from scratch and slowly: what everybody ought to be by what the identity providers have sent and the
 * administrators have set, whatever led there. Says in words where the facts are otherwise.
 */
final class Standings {

    private final Facts facts;
    private final Map<UUID, Member> memberOfUser = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    private Standings(Facts facts) {
        this.facts = facts;
        facts.members().forEach(member -> {
            if (member.user() != null) {
                memberOfUser.put(member.user(), member);
            }
        });
    }

    static List<String> wrong(Facts facts) {
        Standings standings = new Standings(facts);
        facts.users().forEach(standings::check);
        facts.members().forEach(standings::check);
        facts.holds().forEach(standings::check);
        facts.orgs().values().forEach(standings::check);
        return standings.wrong;
    }

    private void check(User user) {
        Dir dir = facts.dirs().get(user.dir());
        Member member = memberOfUser.get(user.id());
        if (dir.active()) {
            String problem = problem(user, dir, member);
            if (problem != null) {
                wrong.add(user.name() + " (" + user.email() + ", excluded " + user.exclusion() + "): " + problem
                        + "; is " + member);
            }
        } else if (!dir.state().equals("paused")) {
            say(user.exclusion() != null, user.name() + " is excluded in a directory that is " + dir.state());
            say(member != null, user.name() + " is a member by a directory that is " + dir.state());
        }
    }

    private String problem(User user, Dir dir, Member member) {
        Hold hold = facts.hold(user.id(), null);
        if (member != null && !dir.id().equals(member.dir())) {
            return "managed by another directory than the record's";
        }
        if (!user.active()) {
            return user.exclusion() != null ? "an inactive user is not excluded" : out(member, hold);
        }
        Assigned match = null;
        for (Assigned row : facts.assignments(dir.id())) {
            if (match == null && row.group() != null && facts.inGroup(user.id(), row.group())) {
                match = row;
            }
        }
        boolean recovering = member != null && facts.recovering().contains(member.id());
        String role = recovering ? "admin" : match != null ? match.role() : dir.defaultRole();
        Org org = facts.orgs().get(user.org());
        String reason = role == null
                ? "no_mapped_group"
                : user.email() == null ? "no_email" : verified(org, user.email()) ? null : "unverified_domain";
        if (reason != null) {
            if (user.exclusion() == null && held(member, hold)) {
                return null;
            }
            return reason.equals(user.exclusion()) ? out(member, hold) : "ought to be excluded with " + reason;
        }
        if (user.exclusion() != null) {
            return excluded(user, dir, member, org, role, hold);
        }
        if (member == null || !member.active()) {
            return "ought to be a member with role " + role;
        }
        Claim claim = facts.claims().get(user.email());
        if (held(member, hold) && claim != null && !claim.member().equals(member.id())) {
            // Another has the address; the suspension that follows is held.
            return null;
        }
        if (!member.email().equals(user.email())) {
            return "ought to be known by " + user.email();
        }
        UUID assignment = match == null ? null : match.id();
        if (recovering) {
            return member.role().equals("admin") ? null : "ought to be an admin for a time";
        }
        if (member.role().equals(role)) {
            boolean explained = member.awaited() == null && Objects.equals(member.assignment(), assignment);
            return explained || held(member, hold) ? null : "ought to have the role by assignment " + assignment;
        }
        if (held(member, hold)
                && hold.kind().equals("last_admin")
                && member.role().equals("admin")) {
            return null;
        }
        boolean full = org.seats() >= org.purchased();
        if (held(member, hold) && hold.kind().equals("mass_change") && full && needsSeat(role) && !member.seat()) {
            // There is no seat for the new role; the suspension that follows is held.
            return null;
        }
        boolean overflows = org.policy().equals("overflow")
                && needsSeat(role)
                && role.equals(member.awaited())
                && member.role().equals(org.overflowRole())
                && full;
        return overflows ? null : "ought to have role " + role;
    }

    private String excluded(User user, Dir dir, Member member, Org org, String role, Hold hold) {
        if (member != null && member.active()) {
            return "excluded, but an active member";
        }
        Claim claim = facts.claims().get(user.email());
        boolean full = org.seats() >= org.purchased();
        boolean ok = switch (user.exclusion()) {
            case "member_elsewhere" -> claim != null && !claim.org().equals(org.id());
            case "address_in_use" -> claim != null && claim.org().equals(org.id()) && !adoptable(claim, dir, member);
            case "no_seat_available" -> full && needsSeat(role) && org.policy().equals("limit");
            case "awaits_approval" ->
                full
                        && needsSeat(role)
                        && org.policy().equals("hold")
                        && hold != null
                        && hold.kind().equals("seat")
                        && hold.state().equals("open");
            case "seat_refused" ->
                needsSeat(role)
                        && org.policy().equals("hold")
                        && hold != null
                        && hold.kind().equals("seat")
                        && hold.state().equals("rejected");
            default -> false;
        };
        return ok ? null : "excluded without reason, hold " + hold + ", claim " + claim + ", " + org;
    }

    private boolean adoptable(Claim claim, Dir dir, Member own) {
        Member holder = facts.membersById().get(claim.member());
        return own == null
                && holder.user() == null
                && (holder.dir() == null || holder.dir().equals(dir.id()));
    }

    private String out(Member member, Hold hold) {
        return member == null || !member.active() || held(member, hold) ? null : "ought to have no access";
    }

    /** Whether a rule keeps somebody as they are. */
    private static boolean held(Member member, Hold hold) {
        return member != null && member.active() && hold != null && !hold.kind().equals("seat");
    }

    static boolean needsSeat(String role) {
        return !role.equals("guest");
    }

    private static boolean verified(Org org, String email) {
        return org.unverified() || org.domains().contains(email.substring(email.indexOf('@') + 1));
    }

    private void check(Member member) {
        if (member.dir() != null) {
            Dir dir = facts.dirs().get(member.dir());
            say(
                    !dir.active() && !dir.state().equals("paused"),
                    member.email() + " is managed by a directory that is " + dir.state());
            say(
                    dir.active() && member.user() == null && facts.hold(null, member.id()) == null,
                    member.email() + " has lost the record and stays without a hold");
            say(
                    member.user() != null && !facts.usersById().containsKey(member.user()),
                    member.email() + " is a user who is not there");
        }
        say(member.dir() == null && member.user() != null, member.email() + " is a user of no directory");
    }

    private void check(Hold hold) {
        Org org = facts.orgs().get(hold.org());
        if (hold.kind().equals("last_admin")) {
            Member kept = facts.membersById().get(hold.member());
            Dir dir = hold.dir() == null ? null : facts.dirs().get(hold.dir());
            boolean waits = dir != null && dir.state().equals("paused");
            say(
                    kept == null || !kept.active() || !kept.role().equals("admin"),
                    "the hold on the last admin keeps no admin: " + kept);
            say(!waits && (!org.protection() || org.admins() != 1), "the last admin is held for no reason: " + hold);
        }
    }

    private void check(Org org) {
        for (Member member : facts.members()) {
            boolean paused =
                    member.dir() != null && !facts.dirs().get(member.dir()).active();
            if (member.org().equals(org.id()) && member.awaited() != null && !paused) {
                say(
                        org.policy().equals("expand") || org.seats() < org.purchased(),
                        member.email() + " waits for a seat although there is one");
            }
        }
    }

    private void say(boolean problem, String words) {
        if (problem) {
            wrong.add(words);
        }
    }
}
