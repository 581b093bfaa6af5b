package dev.rollcall.core.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the database says about one world; the input of every law. */
record Facts(
        Map<UUID, Org> orgs,
        Map<UUID, Dir> dirs,
        Map<UUID, User> usersById,
        Map<UUID, Member> membersById,
        List<Assigned> assigned,
        Map<UUID, Set<UUID>> groupsOf,
        Map<String, Set<UUID>> parked,
        List<Hold> holds,
        Map<String, Claim> claims,
        Map<UUID, Integer> bookedByActivation,
        Set<UUID> recovering,
        Map<UUID, Map<String, Boolean>> conflictDecisions) {

    static final Facts NONE = new Facts();

    Facts() {
        this(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new ArrayList<>(),
                new HashMap<>(),
                new HashMap<>(),
                new ArrayList<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashSet<>(),
                new HashMap<>());
    }

    record Org(
            UUID id,
            boolean eligible,
            String policy,
            String overflowRole,
            int purchased,
            int seats,
            int admins,
            boolean protection,
            boolean unverified,
            int seatsAwaited,
            int addressesAwaited,
            Set<String> domains) {}

    record Dir(UUID id, UUID org, String state, String defaultRole, int guardShare, int guardMinimum, boolean nested) {
        boolean active() {
            return state.equals("active");
        }
    }

    record User(
            UUID id,
            UUID org,
            UUID dir,
            String name,
            String externalId,
            String lastExternalId,
            boolean active,
            String email,
            String exclusion,
            String waitsFor,
            UUID former,
            String title) {}

    record Member(
            UUID id,
            UUID org,
            String email,
            String name,
            String role,
            String status,
            boolean seat,
            UUID dir,
            UUID user,
            String awaited,
            UUID assignment,
            UUID activation) {

        boolean active() {
            return status.equals("active");
        }

        /** The role that counts, or null without access. */
        String access() {
            return active() ? role : null;
        }

        /** What an undo has to bring back: all but the manager, the reason of the role and the times. */
        List<Object> self() {
            List<Object> self = new ArrayList<>();
            self.add(id);
            self.add(email);
            self.add(name);
            self.add(role);
            self.add(status);
            self.add(seat);
            self.add(awaited);
            self.add(activation);
            return self;
        }
    }

    record Assigned(UUID dir, UUID id, String role, UUID group, String title) {}

    record Hold(UUID id, UUID org, String kind, String state, UUID dir, UUID user, UUID member) {}

    record Claim(UUID org, UUID member) {}

    /** Whether the domain of an address is verified by another organisation than this. */
    boolean isOfAnother(UUID org, String email) {
        String domain = email.substring(email.indexOf('@') + 1);
        return orgs.values().stream()
                .anyMatch(other -> !other.id().equals(org) && other.domains().contains(domain));
    }

    /** Whether the operator keeps an organisation's member by this address, or releases it; null without a decision. */
    Boolean kept(UUID org, String email) {
        return conflictDecisions.getOrDefault(org, new HashMap<>()).get(email);
    }

    Collection<Member> members() {
        return membersById.values();
    }

    Collection<User> users() {
        return usersById.values();
    }

    List<Assigned> assignments(UUID dir) {
        List<Assigned> of = new ArrayList<>();
        for (Assigned row : assigned) {
            if (row.dir().equals(dir)) {
                of.add(row);
            }
        }
        return of;
    }

    /** The groups that a user or group is in by itself. */
    Set<UUID> groupsOf(UUID member) {
        return groupsOf.getOrDefault(member, new HashSet<>());
    }

    /** The groups that a user is in, through other groups too where the directory counts so. */
    Set<UUID> groupsThatCount(User user) {
        Set<UUID> all = new HashSet<>(groupsOf(user.id()));
        Deque<UUID> open = new ArrayDeque<>(dirs.get(user.dir()).nested() ? all : List.of());
        while (!open.isEmpty()) {
            for (UUID above : groupsOf(open.pop())) {
                if (all.add(above)) {
                    open.push(above);
                }
            }
        }
        return all;
    }

    /** The assignment that gives a user's role, or null. */
    Assigned match(User user) {
        Set<UUID> groups = groupsThatCount(user);
        for (Assigned row : assignments(user.dir())) {
            boolean matches = row.title() == null
                    ? row.group() != null && groups.contains(row.group())
                    : row.title().equalsIgnoreCase(user.title());
            if (matches) {
                return row;
            }
        }
        return null;
    }

    /** Whether a rule keeps an active member as they are. */
    boolean isHeld(Member member) {
        Hold hold = hold(member.user(), member.id());
        return member.active() && hold != null && !hold.kind().equals("seat");
    }

    /** The hold in force on a user, else on a member without one, or null. */
    Hold hold(UUID user, UUID member) {
        for (Hold hold : holds) {
            if (user != null ? user.equals(hold.user()) : hold.user() == null && member.equals(hold.member())) {
                return hold;
            }
        }
        return null;
    }
}
