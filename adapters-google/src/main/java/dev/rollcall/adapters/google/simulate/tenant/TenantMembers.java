package dev.rollcall.adapters.google.simulate.tenant;

import dev.rollcall.adapters.google.simulate.tenant.GoogleGroup.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the members of the groups of a {@link Tenant}, as the Directory API shows them. Thread-safe. */
public final class TenantMembers {

    private final Tenant tenant;
    private volatile boolean hidesEverybody;

    TenantMembers(Tenant tenant) {
        this.tenant = tenant;
    }

    void hideEverybody() {
        hidesEverybody = true;
    }

    public List<Entry> of(GoogleGroup group, int from, int most) {
        synchronized (tenant) {
            return group.members().values().stream().skip(from).limit(most).toList();
        }
    }

    /** The entry of that id, of the user who has that address now, or under that address if no user's id is in it. */
    public Optional<Entry> find(GoogleGroup group, String key) {
        if (hidesEverybody && key.equals(Tenant.CUSTOMER)) {
            return Optional.empty();
        }
        synchronized (tenant) {
            Entry byId = group.members().get(key);
            GoogleUser user = tenant.user(key);
            Entry byUser = user == null ? null : group.members().get(user.id());
            if (byId != null || byUser != null) {
                return Optional.ofNullable(byId != null ? byId : byUser);
            }
            return group.members().values().stream()
                    .filter(entry -> !tenant.users.containsKey(entry.id())
                            && entry.email().equalsIgnoreCase(key))
                    .findFirst();
        }
    }

    /** The entry with the address that its user has now. */
    public Entry shown(Entry entry) {
        synchronized (tenant) {
            GoogleUser user = tenant.users.get(entry.id());
            return user == null ? entry : new Entry(entry.id(), user.primaryEmail(), entry.type());
        }
    }

    /** Whether the user has an address in the domain that the group's address is in. */
    public boolean isOfItsDomain(GoogleGroup group, String key) {
        GoogleUser user = tenant.user(key);
        return user != null && domain(user.primaryEmail()).equals(domain(group.email()));
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    /** Whether a user is in a group, directly or through groups in it. */
    public boolean isIn(GoogleGroup group, String key) {
        synchronized (tenant) {
            return isIn(group, key, new HashSet<>());
        }
    }

    private boolean isIn(GoogleGroup group, String key, Set<String> seen) {
        if (!seen.add(group.id())) {
            return false;
        }
        if (find(group, key).isPresent()) {
            return true;
        }
        for (Entry entry : group.members().values()) {
            GoogleGroup inner = entry.type().equals("GROUP") ? tenant.groups.get(entry.id()) : null;
            if (inner != null && isIn(inner, key, seen)) {
                return true;
            }
        }
        return false;
    }
}
