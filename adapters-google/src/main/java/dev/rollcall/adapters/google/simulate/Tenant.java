package dev.rollcall.adapters.google.simulate;

import dev.rollcall.adapters.google.simulate.GoogleGroup.Entry;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Roster;
import dev.rollcall.spi.simulate.Standing;
import dev.rollcall.spi.simulate.Team;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A made-up company at Google, as large as a plan wants it, that can change while it is read. Thread-safe. */
public final class Tenant {

    /** The id of the customer. */
    public static final String CUSTOMER = "C0rollcal";

    private static final String PROVIDER = "google";

    private final String domain;
    private final TreeMap<String, GoogleUser> users = new TreeMap<>();
    private final TreeMap<String, GoogleGroup> groups = new TreeMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, String> groupsByEmail = new HashMap<>();
    private long made;

    private Tenant(String domain) {
        this.domain = domain;
    }

    /** A company with nobody but its administrator. */
    public static Tenant empty(String domain) {
        Tenant tenant = new Tenant(domain);
        tenant.put(tenant.newUser("root@" + domain, "Root", "Admin"));
        return tenant;
    }

    /** The people and groups of a plan, beside the administrator. */
    public static Tenant of(Plan plan) {
        Tenant tenant = empty(plan.domain());
        Roster roster = Roster.of(plan, PROVIDER);
        Map<String, GoogleUser> made = new HashMap<>();
        for (Person person : roster.people()) {
            GoogleUser user = tenant.newUser(person.userName(), person.givenName(), person.familyName());
            tenant.put(new GoogleUser(
                    user.id(),
                    user.primaryEmail(),
                    user.givenName(),
                    user.familyName(),
                    person.title(),
                    person.department(),
                    person.index() % 3 == 0 ? "/Sales" : "/Engineering",
                    List.of(),
                    false,
                    false,
                    false,
                    true,
                    false));
            made.put(person.userName(), user);
        }
        for (Team team : roster.teams()) {
            String group = tenant.addGroup("team" + team.index() + "@" + plan.domain(), team.name());
            team.members().forEach(person -> {
                GoogleUser user = made.get(person.userName());
                if (user != null) {
                    tenant.join(group, new Entry(user.id(), user.primaryEmail(), "USER"));
                }
            });
        }
        return tenant;
    }

    public String domain() {
        return domain;
    }

    /** The address of the administrator who may read the directory. */
    public String admin() {
        return "root@" + domain;
    }

    private GoogleUser newUser(String email, String given, String family) {
        String id = "1" + String.format(Locale.ROOT, "%020d", 7_919L * ++made);
        return new GoogleUser(id, email, given, family, "", "", "/", List.of(), false, false, false, true, false);
    }

    /** Somebody joins; returns the id. */
    public synchronized String addUser(String email, String given, String family) {
        GoogleUser user = newUser(email, given, family);
        put(user);
        return user.id();
    }

    public synchronized String addGroup(String email, String name) {
        String id = "01" + Long.toString(1_000_000_007L * ++made % 2_821_109_907_456L, 36);
        groups.put(id, GoogleGroup.of(id, email, name));
        groupsByEmail.put(email, id);
        return id;
    }

    /** A group of another customer, which nobody here may read. */
    public synchronized String addForeignGroup(String email) {
        String id = addGroup(email, "Foreign");
        groups.put(id, new GoogleGroup(id, email, "Foreign", Map.of(), true));
        return id;
    }

    public synchronized void removeGroup(String id) {
        GoogleGroup gone = groups.remove(id);
        if (gone != null) {
            groupsByEmail.remove(gone.email());
            groups.values().stream()
                    .filter(group -> !group.foreign())
                    .forEach(group -> group.members().remove(id));
        }
    }

    public synchronized void renameGroup(String id, String name) {
        groups.computeIfPresent(id, (key, group) -> group.renamed(name));
    }

    private synchronized void put(GoogleUser user) {
        GoogleUser before = users.put(user.id(), user);
        if (before != null) {
            addresses(before).forEach(address -> holders.remove(address, before.id()));
        }
        if (!user.deleted()) {
            addresses(user).forEach(address -> holders.put(address, user.id()));
        }
    }

    private static List<String> addresses(GoogleUser user) {
        List<String> all = new ArrayList<>(user.aliases());
        all.add(user.primaryEmail());
        return all;
    }

    /** Changes a user, whose addresses other than those that somebody else has now become free. */
    public synchronized void change(String id, UnaryOperator<GoogleUser> how) {
        GoogleUser user = users.get(id);
        if (user != null) {
            put(how.apply(user));
        }
    }

    /** Deletes a user, who leaves every group; {@link #restore} brings the same one back. */
    public synchronized void delete(String id) {
        change(id, user -> user.deleted(true));
        groups.values().stream()
                .filter(group -> !group.foreign())
                .forEach(group -> group.members().remove(id));
    }

    /** Brings a deleted user back, unless somebody else has the address by now. */
    public synchronized boolean restore(String id) {
        GoogleUser user = users.get(id);
        if (user == null || !user.deleted() || addresses(user).stream().anyMatch(holders::containsKey)) {
            return false;
        }
        put(user.deleted(false));
        return true;
    }

    /** Two users exchange their primary addresses. */
    public synchronized void swap(String one, String other) {
        GoogleUser first = users.get(one);
        GoogleUser second = users.get(other);
        if (first != null && second != null) {
            put(first.addressed(second.primaryEmail(), first.aliases()));
            put(second.addressed(first.primaryEmail(), second.aliases()));
        }
    }

    private synchronized void join(String group, Entry member) {
        Optional.ofNullable(groups.get(group))
                .filter(found -> !found.foreign())
                .ifPresent(found -> found.members().put(member.id(), member));
    }

    /** A user joins under the primary address. */
    public synchronized void join(String group, String user) {
        GoogleUser found = users.get(user);
        if (found != null) {
            join(group, new Entry(found.id(), found.primaryEmail(), "USER"));
        }
    }

    /** A user joins under an alias, and is listed with an id that is no user's. */
    public synchronized void joinAs(String group, String alias) {
        join(
                group,
                new Entry("9" + String.format(Locale.ROOT, "%020d", Math.abs((long) alias.hashCode())), alias, "USER"));
    }

    public synchronized void nest(String group, String inner) {
        GoogleGroup found = groups.get(inner);
        if (found != null) {
            join(group, new Entry(inner, found.email(), "GROUP"));
        }
    }

    /** Everybody in the company joins, now and later. */
    public synchronized void joinEverybody(String group) {
        join(group, new Entry(CUSTOMER, "", "CUSTOMER"));
    }

    public synchronized void joinStranger(String group, String address) {
        join(group, new Entry("8" + Math.abs((long) address.hashCode()), address, "EXTERNAL"));
    }

    public synchronized void leave(String group, String member) {
        Optional.ofNullable(groups.get(group))
                .filter(found -> !found.foreign())
                .ifPresent(found -> found.members().remove(member));
    }

    synchronized @Nullable GoogleUser user(String key) {
        GoogleUser byId = users.get(key);
        return byId != null ? byId : users.get(holders.getOrDefault(key.toLowerCase(Locale.ROOT), ""));
    }

    synchronized @Nullable GoogleGroup group(String key) {
        GoogleGroup byId = groups.get(key);
        return byId != null ? byId : groups.get(groupsByEmail.getOrDefault(key, ""));
    }

    /** Users behind that id, in the order of ids, deleted ones or the others. */
    synchronized List<GoogleUser> usersBehind(String id, int most, boolean deleted) {
        List<GoogleUser> page = new ArrayList<>();
        for (GoogleUser user : users.tailMap(id, false).values()) {
            if (user.deleted() == deleted && page.size() < most) {
                page.add(user);
            }
            if (page.size() == most) {
                break;
            }
        }
        return page;
    }

    synchronized List<GoogleGroup> groupsBehind(String id, int most) {
        return groups.tailMap(id, false).values().stream()
                .filter(group -> !group.foreign())
                .limit(most)
                .toList();
    }

    synchronized List<Entry> membersOf(GoogleGroup group, int from, int most) {
        return group.members().values().stream().skip(from).limit(most).toList();
    }

    /** The entry of that id, of the user who has that address now, or under that address if no user's id is in it. */
    synchronized Optional<Entry> memberOf(GoogleGroup group, String key) {
        Entry byId = group.members().get(key);
        GoogleUser user = user(key);
        Entry byUser = user == null ? null : group.members().get(user.id());
        if (byId != null || byUser != null) {
            return Optional.ofNullable(byId != null ? byId : byUser);
        }
        return group.members().values().stream()
                .filter(entry -> !users.containsKey(entry.id()) && entry.email().equalsIgnoreCase(key))
                .findFirst();
    }

    /** The entry with the address that its user has now. */
    synchronized Entry shown(Entry entry) {
        GoogleUser user = users.get(entry.id());
        return user == null ? entry : new Entry(entry.id(), user.primaryEmail(), entry.type());
    }

    /** Whether somebody is in a group, directly or through groups in it. */
    synchronized boolean isIn(GoogleGroup group, String key, Set<String> seen) {
        if (!seen.add(group.id())) {
            return false;
        }
        if (memberOf(group, key).isPresent()) {
            return true;
        }
        for (Entry entry : group.members().values()) {
            GoogleGroup inner = entry.type().equals("GROUP") ? groups.get(entry.id()) : null;
            if (inner != null && isIn(inner, key, seen)) {
                return true;
            }
        }
        return false;
    }

    /** Ids of those who are not deleted, in order. */
    public synchronized List<String> userIds() {
        return users.values().stream()
                .filter(user -> !user.deleted())
                .map(GoogleUser::id)
                .toList();
    }

    /** Ids of those who are deleted and can be brought back. */
    public synchronized List<String> deletedIds() {
        return users.values().stream()
                .filter(GoogleUser::deleted)
                .map(GoogleUser::id)
                .toList();
    }

    public synchronized List<String> groupIds() {
        return groups.values().stream()
                .filter(group -> !group.foreign())
                .map(GoogleGroup::id)
                .toList();
    }

    /** Each user who is in a group directly, as the ids of group and user with a colon between. */
    public synchronized Set<String> memberships() {
        Set<String> pairs = new HashSet<>();
        groups.values().forEach(group -> group.members().keySet().forEach(id -> pairs.add(group.id() + ":" + id)));
        return pairs;
    }

    /** Whether the user may use anything. */
    public synchronized boolean isActive(String id) {
        GoogleUser user = users.get(id);
        return user != null && user.active();
    }

    /**
     * What a directory is to hold after it has read all this: guests and strangers left out, whoever was deleted inactive as long as
     * the name was not given to somebody else; the groups with the users who are in them directly.
     */
    public synchronized Standing standing() {
        Map<String, Boolean> byName = new HashMap<>();
        users.values().stream()
                .filter(user -> !user.guest() && !user.deleted())
                .forEach(user -> byName.put(user.primaryEmail(), user.active()));
        Map<String, Set<String>> byGroup = new HashMap<>();
        groups.values().stream()
                .filter(group -> !group.foreign())
                .forEach(group -> byGroup.put(group.name(), names(group, byName)));
        return new Standing(byName, byGroup);
    }

    private Set<String> names(GoogleGroup group, Map<String, Boolean> known) {
        Set<String> names = new HashSet<>();
        for (Entry entry : group.members().values()) {
            if (entry.type().equals("CUSTOMER")) {
                names.addAll(known.keySet());
            }
            GoogleUser user = user(entry.id());
            GoogleUser meant = user != null ? user : user(entry.email());
            if (entry.type().equals("USER") && meant != null && known.containsKey(meant.primaryEmail())) {
                names.add(meant.primaryEmail());
            }
        }
        return names;
    }
}
