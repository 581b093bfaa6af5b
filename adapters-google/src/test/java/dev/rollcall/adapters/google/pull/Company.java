package dev.rollcall.adapters.google.pull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.adapters.google.simulate.tenant.Tenant;
import dev.rollcall.adapters.google.simulate.tenant.TenantLife;
import dev.rollcall.spi.simulate.Plan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A company that lives on while it is read: with groups in groups, a second domain and, in some, a group for all users. It remembers
 * who was out of it at any moment since {@link #watch}. Thread-safe.
 */
final class Company {

    final Tenant tenant;
    final String secondDomain;
    final boolean nested;
    private final SplittableRandom dice;
    private final TenantLife life;
    private final boolean byPrefix;
    private final boolean onlyMembers;
    private final Set<String> stayed = new HashSet<>();
    private final Set<String> keptPairs = new HashSet<>();

    Company(long seed) {
        String domain = "fake" + seed + ".example";
        secondDomain = "second." + domain;
        dice = new SplittableRandom(seed);
        tenant = Tenant.of(new Plan(10 + dice.nextInt(14), 3, domain, seed, 1));
        life = new TenantLife(tenant, seed);
        byPrefix = dice.nextInt(3) > 0;
        onlyMembers = byPrefix && dice.nextBoolean();
        nested = dice.nextInt(4) > 0;
        List<String> users = tenant.userIds();
        String team = tenant.groupIds().get(0);
        String inner = tenant.addGroup("inner@" + domain, "Inner");
        String deep = tenant.addGroup("deep@" + domain, "Deep");
        tenant.nest(team, inner);
        tenant.nest(inner, deep);
        tenant.join(inner, users.get(3));
        tenant.join(deep, users.get(4));
        tenant.join(deep, tenant.addUser("sec@" + secondDomain, "Sec", "Ond"));
        if (dice.nextBoolean()) {
            tenant.joinEverybody(tenant.addGroup("team-all@" + domain, "All"));
            if (dice.nextBoolean()) {
                tenant.hideEverybody();
            }
        }
    }

    /** How it is read. */
    ObjectNode settings() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("admin", tenant.admin());
        if (byPrefix) {
            settings.put("groupEmailPrefix", "team");
        }
        return onlyMembers ? settings.put("users", "members_of_groups") : settings;
    }

    boolean isChosen(String groupAddress) {
        return !byPrefix || groupAddress.startsWith("team");
    }

    synchronized void live(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            stayed.retainAll(in());
            keptPairs.retainAll(memberships());
        }
    }

    private void step() {
        List<String> groups = tenant.groupIds();
        String one = groups.get(dice.nextInt(groups.size()));
        String other = groups.get(dice.nextInt(groups.size()));
        switch (dice.nextInt(16)) {
            case 0 -> tenant.nest(one, other);
            case 1 -> tenant.leave(one, other);
            case 2 -> tenant.leave(one, Tenant.CUSTOMER);
            default -> life.live(1);
        }
    }

    /** From now on it remembers who stays. */
    synchronized void watch() {
        stayed.clear();
        stayed.addAll(in());
        keptPairs.clear();
        keptPairs.addAll(memberships());
    }

    /** Ids of the users who are the directory's and may use something. */
    synchronized Set<String> in() {
        Set<String> ids = new HashSet<>(tenant.userIds());
        ids.removeIf(id -> !tenant.isActive(id));
        if (onlyMembers) {
            ids.retainAll(tenant.model().members(this::isChosen));
        }
        return ids;
    }

    /** Whether the user was out of it at any moment. */
    synchronized boolean wasOut(String id) {
        return !stayed.contains(id);
    }

    /** Whether the user was out of the group at any moment. */
    synchronized boolean hasLeft(String pair) {
        return !keptPairs.contains(pair);
    }

    Set<String> memberships() {
        return tenant.model().memberships(this::isChosen, nested);
    }
}
