package dev.rollcall.adapters.google.simulate.tenant;

import dev.rollcall.adapters.google.simulate.tenant.GoogleGroup.Entry;
import dev.rollcall.spi.simulate.ExpectedState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Works out what a directory should contain after it has read all of a {@link Tenant}. Thread-safe. */
public final class TenantModel {

    private final Tenant tenant;

    TenantModel(Tenant tenant) {
        this.tenant = tenant;
    }

    /**
     * All users by name, guests left out, and all groups. A deleted user is not in it: the record is without access as long as the
     * name was not given to another user.
     */
    public ExpectedState standing() {
        return standing(group -> true, false);
    }

    /**
     * The same with only some groups.
     *
     * @param isChosen by a group's address
     * @param nested whether the groups have the users of those groups in them that are not chosen themselves
     */
    public ExpectedState standing(Predicate<String> isChosen, boolean nested) {
        synchronized (tenant) {
            Map<String, Boolean> byName = new HashMap<>();
            tenant.users.values().stream()
                    .filter(user -> !user.guest() && !user.deleted())
                    .forEach(user -> byName.put(user.primaryEmail(), user.active()));
            Map<String, Set<String>> byGroup = new HashMap<>();
            for (GoogleGroup group : tenant.groups.values()) {
                if (isKept(group, isChosen)) {
                    Set<String> names = new HashSet<>();
                    users(group, isChosen, nested).forEach(id -> {
                        GoogleUser user = tenant.users.get(id);
                        if (user != null && byName.containsKey(user.primaryEmail())) {
                            names.add(user.primaryEmail());
                        }
                    });
                    byGroup.put(group.name(), names);
                }
            }
            return new ExpectedState(byName, byGroup);
        }
    }

    /** Each user in one of those groups, as the ids of group and user with a colon between; the rest as {@link #standing}. */
    public Set<String> memberships(Predicate<String> isChosen, boolean nested) {
        synchronized (tenant) {
            Set<String> pairs = new HashSet<>();
            for (GoogleGroup group : tenant.groups.values()) {
                if (isKept(group, isChosen)) {
                    users(group, isChosen, nested).forEach(id -> pairs.add(group.id() + ":" + id));
                }
            }
            return pairs;
        }
    }

    /** Ids of the users who are in one of those groups, however deep. */
    public Set<String> members(Predicate<String> isChosen) {
        synchronized (tenant) {
            Set<String> ids = new HashSet<>();
            tenant.groups.values().stream()
                    .filter(group -> isKept(group, isChosen))
                    .forEach(group -> collect(group, other -> false, ids, new HashSet<>()));
            return ids;
        }
    }

    /** Whether a user is in a group, however deep; takes the ids of group and user with a colon between. */
    public boolean isMember(String pair) {
        synchronized (tenant) {
            int colon = pair.indexOf(':');
            GoogleGroup group = tenant.groups.get(pair.substring(0, colon));
            return group != null && users(group, none -> false, true).contains(pair.substring(colon + 1));
        }
    }

    private static boolean isKept(GoogleGroup group, Predicate<String> isChosen) {
        return !group.foreign() && isChosen.test(group.email());
    }

    private Set<String> users(GoogleGroup group, Predicate<String> isChosen, boolean nested) {
        Set<String> ids = new HashSet<>();
        collect(group, nested ? isChosen : other -> true, ids, new HashSet<>());
        return ids;
    }

    private void collect(GoogleGroup group, Predicate<String> isChosen, Set<String> ids, Set<String> seen) {
        if (!seen.add(group.id())) {
            return;
        }
        for (Entry entry : group.members().values()) {
            if (entry.type().equals("CUSTOMER")) {
                tenant.users.values().stream().filter(user -> !user.deleted()).forEach(user -> ids.add(user.id()));
            }
            GoogleGroup inner = entry.type().equals("GROUP") ? tenant.groups.get(entry.id()) : null;
            if (inner != null && !inner.foreign() && !isKept(inner, isChosen)) {
                collect(inner, isChosen, ids, seen);
            }
            if (entry.type().equals("USER")) {
                GoogleUser byId = tenant.user(entry.id());
                GoogleUser user = byId != null ? byId : tenant.user(entry.email());
                if (user != null) {
                    ids.add(user.id());
                }
            }
        }
    }
}
