package dev.rollcall.adapters.google.simulate.tenant;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A group of the made-up tenant.
 *
 * @param id never changes
 * @param members by id of the member
 * @param foreign whether it is another customer's: reading it is refused with 403
 */
public record GoogleGroup(String id, String email, String name, Map<String, Entry> members, boolean foreign) {

    /**
     * One member.
     *
     * @param id of the user or group; of an entry under another address, one that no user has
     * @param email empty where Google gives none
     * @param type {@code USER}, {@code GROUP}, {@code CUSTOMER} or {@code EXTERNAL}
     */
    public record Entry(String id, String email, String type) {}

    static GoogleGroup of(String id, String email, String name) {
        return new GoogleGroup(id, email, name, new LinkedHashMap<>(), false);
    }

    GoogleGroup renamed(String other) {
        return new GoogleGroup(id, email, other, members, foreign);
    }
}
