package dev.rollcall.adapters.google.simulate.tenant;

import dev.rollcall.adapters.google.simulate.tenant.GoogleGroup.Entry;
import dev.rollcall.spi.simulate.Person;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Roster;
import dev.rollcall.spi.simulate.Team;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A made-up company at Google, as large as a plan wants it, that can change while it is read. Thread-safe. */
public final class Tenant {

    /** The id of the customer. */
    public static final String CUSTOMER = "C0rollcal";

    private static final String PROVIDER = "google";

    private final String domain;
    final TreeMap<String, GoogleUser> users = new TreeMap<>();
    final TreeMap<String, GoogleGroup> groups = new TreeMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, String> groupsByEmail = new HashMap<>();
    private final TenantModel model = new TenantModel(this);
    private final TenantMembers members = new TenantMembers(this);
    private long made;
    private volatile Consumer<String> groupsTold = group -> {};
    private volatile BiConsumer<String, GoogleUser> told = (event, user) -> {};

    private Tenant(String domain) {
        this.domain = domain;
    }

    /** A company that has its administrator and no other user. */
    public static Tenant empty(String domain) {
        Tenant tenant = new Tenant(domain);
        tenant.put(tenant.newUser("root@" + domain, "Root", "Admin"));
        return tenant;
    }

    /** The people and groups of a plan, beside the administrator. */
    public static Tenant of(Plan plan) {
        Tenant tenant = empty(plan.domain());
        tenant.grow(plan);
        return tenant;
    }

    /** The people and groups of a plan join, those who are not there yet. */
    public synchronized void grow(Plan plan) {
        Roster roster = Roster.of(plan, PROVIDER);
        Map<String, GoogleUser> there = new HashMap<>();
        for (Person person : roster.people()) {
            GoogleUser user = user(person.userName());
            there.put(person.userName(), user != null ? user : join(person));
        }
        for (Team team : roster.teams()) {
            String address = "team" + team.index() + "@" + plan.domain();
            GoogleGroup known = group(address);
            String group = known != null ? known.id() : addGroup(address, team.name());
            team.members().forEach(person -> {
                GoogleUser user = there.get(person.userName());
                if (user != null) {
                    join(group, new Entry(user.id(), user.primaryEmail(), "USER"));
                }
            });
        }
    }

    private GoogleUser join(Person person) {
        GoogleUser user = newUser(person.userName(), person.givenName(), person.familyName())
                .titled(person.title())
                .of(person.department())
                .in(person.index() % 3 == 0 ? "/Sales" : "/Engineering");
        put(user);
        return user;
    }

    public String domain() {
        return domain;
    }

    /** The address of the administrator who may read the directory. */
    public String admin() {
        return "root@" + domain;
    }

    private GoogleUser newUser(String email, String given, String family) {
        return GoogleUser.fresh("1" + String.format(Locale.ROOT, "%020d", 7_919L * ++made), email, given, family);
    }

    /** A user is made; returns the id. */
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

    /** A group of another customer, which cannot be read from here. */
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

    /** From now on this is told of each user that changes, with Google's word for what happened. */
    public void tell(BiConsumer<String, GoogleUser> listener) {
        told = listener;
    }

    /** From now on this is told the address of each group whose members change. */
    public void tellOfGroups(Consumer<String> listener) {
        groupsTold = listener;
    }

    private static String event(@Nullable GoogleUser before, GoogleUser now) {
        if (before == null) {
            return "add";
        }
        if (before.deleted() != now.deleted()) {
            return now.deleted() ? "delete" : "undelete";
        }
        return "update";
    }

    private synchronized void put(GoogleUser user) {
        GoogleUser before = users.put(user.id(), user);
        if (before != null) {
            addresses(before).forEach(address -> holders.remove(address, before.id()));
        }
        if (!user.deleted()) {
            addresses(user).forEach(address -> holders.put(address, user.id()));
        }
        told.accept(event(before, user), user);
    }

    private static List<String> addresses(GoogleUser user) {
        List<String> all = new ArrayList<>(user.aliases());
        all.add(user.primaryEmail());
        return all;
    }

    /** Changes a user, whose addresses become free except those that another user has by now. */
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

    /** Brings a deleted user back, unless another user has the address by now. */
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
        Optional.ofNullable(groups.get(group)).filter(found -> !found.foreign()).ifPresent(found -> {
            found.members().put(member.id(), member);
            groupsTold.accept(found.email());
        });
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

    /** All users of the company join, those too who come later. */
    public synchronized void joinEverybody(String group) {
        join(group, new Entry(CUSTOMER, "", "CUSTOMER"));
    }

    public synchronized void joinStranger(String group, String address) {
        join(group, new Entry("8" + Math.abs((long) address.hashCode()), address, "EXTERNAL"));
    }

    public synchronized void leave(String group, String member) {
        Optional.ofNullable(groups.get(group)).filter(found -> !found.foreign()).ifPresent(found -> {
            found.members().remove(member);
            groupsTold.accept(found.email());
        });
    }

    public synchronized @Nullable GoogleUser user(String key) {
        GoogleUser byId = users.get(key);
        return byId != null ? byId : users.get(holders.getOrDefault(key.toLowerCase(Locale.ROOT), ""));
    }

    public synchronized @Nullable GoogleGroup group(String key) {
        GoogleGroup byId = groups.get(key);
        return byId != null ? byId : groups.get(groupsByEmail.getOrDefault(key, ""));
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

    /** The entry for all users is not found when it is asked for by itself; it is in lists all the same. */
    public void hideEverybody() {
        members.hideEverybody();
    }

    public TenantMembers members() {
        return members;
    }

    /** What a directory is to hold that has read all this. */
    public TenantModel model() {
        return model;
    }

    /** Whether the user may use anything. */
    public synchronized boolean isActive(String id) {
        GoogleUser user = users.get(id);
        return user != null && user.active();
    }
}
