package dev.rollcall.adapters.google.simulate.tenant;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Plays what happens in a company while its directory is read; the same seed gives the same history. */
public final class TenantLife {

    private final Tenant tenant;
    private final SplittableRandom dice;
    private final String label;
    private int made;

    public TenantLife(Tenant tenant, long seed) {
        this(tenant, seed, "");
    }

    /**
     * Makes one.
     *
     * @param label part of the names that are made, so that another life of the same tenant makes others
     */
    public TenantLife(Tenant tenant, long seed, String label) {
        this.tenant = tenant;
        this.label = label;
        this.dice = new SplittableRandom(seed);
    }

    /** So many things happen, one after the other; never to the administrator who reads. */
    public void live(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void step() {
        String number = label + ++made;
        switch (dice.nextInt(16)) {
            case 0, 1 -> join(address("new" + number), "New" + number, "Comer");
            case 2 -> someone(tenant::delete);
            case 3 -> any(tenant.deletedIds(), tenant::restore);
            case 4 -> someone(id -> tenant.change(id, user -> user.suspended(true)));
            case 5 ->
                someone(id -> tenant.change(id, user -> user.suspended(false).archived(false)));
            case 6 -> someone(id -> tenant.change(id, user -> user.archived(true)));
            case 7 -> someone(id -> rename(id, number));
            case 8 -> someone(one -> someone(other -> tenant.swap(one, other)));
            case 9 -> someone(id -> tenant.change(id, user -> user.titled("Title " + number)));
            case 10 -> group(group -> someone(id -> tenant.join(group, id)));
            case 11 -> group(group -> someone(id -> tenant.leave(group, id)));
            case 12 -> tenant.addGroup(address("group" + number), "Group " + number);
            case 13 -> group(group -> tenant.renameGroup(group, "Renamed " + number));
            case 14 -> group(group -> tenant.joinStranger(group, "stranger" + number + "@elsewhere.example"));
            default -> someone(id -> reuse(id, number));
        }
    }

    private void rename(String id, String number) {
        String address = address("renamed" + number);
        if (tenant.user(address) == null) {
            tenant.change(id, user -> user.addressed(address, List.of(user.primaryEmail())));
        }
    }

    /** A user leaves for good and a newcomer gets the address. */
    private void reuse(String id, String number) {
        GoogleUser leaver = tenant.user(id);
        if (leaver != null) {
            tenant.delete(id);
            tenant.addUser(leaver.primaryEmail(), "Newcomer" + number, "Successor");
        }
    }

    /** A life that was lived before has made the same addresses. */
    private void join(String address, String given, String family) {
        if (tenant.user(address) == null) {
            tenant.addUser(address, given, family);
        }
    }

    private String address(String name) {
        return name + "@" + tenant.domain();
    }

    private void someone(Consumer<String> what) {
        any(tenant.userIds().stream().skip(1).toList(), what);
    }

    private void group(Consumer<String> what) {
        any(tenant.groupIds(), what);
    }

    private void any(List<String> ids, Consumer<String> what) {
        if (!ids.isEmpty()) {
            what.accept(ids.get(dice.nextInt(ids.size())));
        }
    }
}
