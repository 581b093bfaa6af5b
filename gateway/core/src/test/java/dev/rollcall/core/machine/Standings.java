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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The rules told once more, from scratch and slowly: what each user has to be by what the identity providers have sent and the
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
        Member former = user.former() == null ? null : facts.membersById().get(user.former());
        if (former != null && (former.dir() == null || isKeptElsewhere(former, user, dir))) {
            return "ought to have taken over " + former + ", who came from this record";
        }
        if (!user.active()) {
            return user.exclusion() != null ? "an inactive user is not excluded" : out(member, hold);
        }
        Assigned match = facts.match(user);
        boolean recovering = member != null && facts.recovering().contains(member.id());
        String role = recovering ? "admin" : match != null ? match.role() : dir.defaultRole();
        Org org = facts.orgs().get(user.org());
        String reason =
                role == null ? "no_mapped_group" : user.email() == null ? "no_email" : foreign(org, user.email());
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
        if (!member.email().equals(user.email())) {
            String problem = awaitsAddress(user, member, org);
            if (problem != null) {
                return problem;
            }
        } else if (user.waitsFor() != null
                && (user.waitsFor().equals("address_in_use") || user.waitsFor().equals("member_elsewhere"))) {
            return "waits for an address without need";
        }
        if (held(member, hold) && hold.kind().equals("mass_change") && user.waitsFor() == null) {
            return "is held although nothing is to be taken from them: " + hold;
        }
        UUID assignment = match == null ? null : match.id();
        if (recovering) {
            return member.role().equals("admin") ? null : "ought to be an admin for a limited time";
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
        boolean waits = needsSeat(role) && !member.seat();
        boolean refused = org.policy().equals("hold") && isSeat(hold, "rejected");
        if (waits && refused) {
            return member.awaited() == null ? null : "waits for what was refused";
        }
        boolean full = org.seats() >= org.purchased() && !org.policy().equals("expand");
        boolean asked = !org.policy().equals("hold") || isSeat(hold, "open");
        return waits && full && asked && role.equals(member.awaited()) ? null : "ought to have role " + role;
    }

    /** Whether another live directory has let go of a member, a rule alone keeps them, and this record could have them by an address. */
    private boolean isKeptElsewhere(Member member, User user, Dir dir) {
        Dir other = facts.dirs().get(member.dir());
        boolean letGo =
                member.user() == null || !facts.usersById().get(member.user()).active();
        boolean waits = "address_in_use".equals(user.exclusion()) || "member_elsewhere".equals(user.exclusion());
        return waits
                && member.active()
                && letGo
                && other.active()
                && !other.id().equals(dir.id())
                && foreign(facts.orgs().get(user.org()), member.email()) == null;
    }

    private static boolean isSeat(Hold hold, String state) {
        return hold != null && hold.kind().equals("seat") && hold.state().equals(state);
    }

    /**
     * A member may be known by another address than the record's only while another member has that one, and not when the two wait for
     * each other (R30).
     */
    private String awaitsAddress(User user, Member member, Org org) {
        Claim claim = facts.claims().get(user.email());
        if (claim == null && !user.waitsFor().equals("member_elsewhere")) {
            return "ought to be known by " + user.email();
        }
        if (claim != null && claim.org().equals(org.id()) && isRing(member, claim.member(), new HashSet<>())) {
            return "is one of a ring who wait for each other's addresses";
        }
        return user.waitsFor() == null ? "waits for " + user.email() + " without saying so" : null;
    }

    private boolean isRing(Member first, UUID holder, Set<UUID> met) {
        if (holder.equals(first.id())) {
            return true;
        }
        Member member = facts.membersById().get(holder);
        User user = member == null || member.user() == null
                ? null
                : facts.usersById().get(member.user());
        boolean waits = user != null
                && user.waitsFor() != null
                && !user.email().equals(member.email())
                && facts.dirs().get(user.dir()).active();
        Claim next = waits ? facts.claims().get(user.email()) : null;
        return next != null && met.add(holder) && isRing(first, next.member(), met);
    }

    private String excluded(User user, Dir dir, Member member, Org org, String role, Hold hold) {
        if (member != null && member.active()) {
            return "excluded, but an active member";
        }
        Claim claim = facts.claims().get(user.email());
        boolean full = org.seats() >= org.purchased();
        boolean ok = switch (user.exclusion()) {
            case "member_elsewhere" -> claim != null && !claim.org().equals(org.id());
            case "address_in_use" ->
                claim != null && claim.org().equals(org.id()) && !adoptable(claim, user, dir, member);
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

    private boolean adoptable(Claim claim, User user, Dir dir, Member own) {
        Member holder = facts.membersById().get(claim.member());
        Hold kept = holder.user() == null ? facts.hold(null, holder.id()) : null;
        if (own != null
                || (kept != null && kept.kind().equals("last_admin") && dir.id().equals(holder.dir()))) {
            // The role of a last admin whose record is gone passes to no other user.
            return false;
        }
        if (facts.users().stream()
                .anyMatch(other -> holder.id().equals(other.former())
                        && other.dir().equals(dir.id())
                        && !other.id().equals(user.id()))) {
            return false;
        }
        if (holder.dir() == null || holder.dir().equals(dir.id())) {
            return holder.user() == null;
        }
        boolean letGo =
                holder.user() == null || !facts.usersById().get(holder.user()).active();
        return letGo && facts.dirs().get(holder.dir()).active();
    }

    private String out(Member member, Hold hold) {
        return member == null || !member.active() || held(member, hold) ? null : "ought to have no access";
    }

    /** Whether a rule keeps a member as they are. */
    private static boolean held(Member member, Hold hold) {
        return member != null && member.active() && hold != null && !hold.kind().equals("seat");
    }

    static boolean needsSeat(String role) {
        return !role.equals("guest");
    }

    /** Why the domain of an address keeps a user out, or null. */
    private String foreign(Org org, String email) {
        if (!facts.isOfAnother(org.id(), email)) {
            boolean verified = org.domains().contains(email.substring(email.indexOf('@') + 1));
            return verified || org.unverified() ? null : "unverified_domain";
        }
        Boolean kept = facts.kept(org.id(), email);
        Claim claim = facts.claims().get(email);
        boolean stays = kept != null
                ? kept
                : org.unverified() && claim != null && claim.org().equals(org.id());
        return stays ? null : "domain_of_another_organization";
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
