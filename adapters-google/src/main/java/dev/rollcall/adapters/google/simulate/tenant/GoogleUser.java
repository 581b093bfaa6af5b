package dev.rollcall.adapters.google.simulate.tenant;

import java.util.List;
import java.util.Map;

/**
 * A user of the made-up tenant.
 *
 * @param id never changes
 * @param aliases addresses that the user has beside the primary one
 * @param saysState whether {@code suspended} and {@code archived} are in the response at all
 * @param deleted whether the user is deleted and can still be brought back
 */
public record GoogleUser(
        String id,
        String primaryEmail,
        String givenName,
        String familyName,
        String title,
        String department,
        String orgUnitPath,
        List<String> aliases,
        boolean suspended,
        boolean archived,
        boolean guest,
        boolean saysState,
        boolean deleted,
        More more) {

    /**
     * What only some administrators fill in.
     *
     * @param manager the address of the manager; empty for none
     * @param custom values of custom schemas, by schema and field
     */
    public record More(String manager, Map<String, Map<String, Object>> custom) {

        static final More NONE = new More("", Map.of());

        public More {
            custom = Map.copyOf(custom);
        }
    }

    public GoogleUser {
        aliases = List.copyOf(aliases);
    }

    /** One who has nothing but an address and a name. */
    static GoogleUser fresh(String id, String email, String given, String family) {
        return new GoogleUser(
                id, email, given, family, "", "", "/", List.of(), false, false, false, true, false, More.NONE);
    }

    public boolean active() {
        return !suspended && !archived && !deleted;
    }

    public GoogleUser suspended(boolean value) {
        return new GoogleUser(
                id,
                primaryEmail,
                givenName,
                familyName,
                title,
                department,
                orgUnitPath,
                aliases,
                value,
                archived,
                guest,
                saysState,
                deleted,
                more);
    }

    public GoogleUser archived(boolean value) {
        return new GoogleUser(
                id,
                primaryEmail,
                givenName,
                familyName,
                title,
                department,
                orgUnitPath,
                aliases,
                suspended,
                value,
                guest,
                saysState,
                deleted,
                more);
    }

    public GoogleUser guest(boolean value) {
        return new GoogleUser(
                id,
                primaryEmail,
                givenName,
                familyName,
                title,
                department,
                orgUnitPath,
                aliases,
                suspended,
                archived,
                value,
                saysState,
                deleted,
                more);
    }

    public GoogleUser saysState(boolean value) {
        return new GoogleUser(
                id,
                primaryEmail,
                givenName,
                familyName,
                title,
                department,
                orgUnitPath,
                aliases,
                suspended,
                archived,
                guest,
                value,
                deleted,
                more);
    }

    public GoogleUser deleted(boolean value) {
        return new GoogleUser(
                id,
                primaryEmail,
                givenName,
                familyName,
                title,
                department,
                orgUnitPath,
                aliases,
                suspended,
                archived,
                guest,
                saysState,
                value,
                more);
    }

    public GoogleUser titled(String value) {
        return new GoogleUser(
                id,
                primaryEmail,
                givenName,
                familyName,
                value,
                department,
                orgUnitPath,
                aliases,
                suspended,
                archived,
                guest,
                saysState,
                deleted,
                more);
    }

    GoogleUser of(String value) {
        return new GoogleUser(
                id,
                primaryEmail,
                givenName,
                familyName,
                title,
                value,
                orgUnitPath,
                aliases,
                suspended,
                archived,
                guest,
                saysState,
                deleted,
                more);
    }

    public GoogleUser in(String orgUnit) {
        return new GoogleUser(
                id,
                primaryEmail,
                givenName,
                familyName,
                title,
                department,
                orgUnit,
                aliases,
                suspended,
                archived,
                guest,
                saysState,
                deleted,
                more);
    }

    public GoogleUser named(String given, String family) {
        return new GoogleUser(
                id,
                primaryEmail,
                given,
                family,
                title,
                department,
                orgUnitPath,
                aliases,
                suspended,
                archived,
                guest,
                saysState,
                deleted,
                more);
    }

    public GoogleUser addressed(String primary, List<String> others) {
        return new GoogleUser(
                id,
                primary,
                givenName,
                familyName,
                title,
                department,
                orgUnitPath,
                others,
                suspended,
                archived,
                guest,
                saysState,
                deleted,
                more);
    }

    public GoogleUser with(More value) {
        return new GoogleUser(
                id,
                primaryEmail,
                givenName,
                familyName,
                title,
                department,
                orgUnitPath,
                aliases,
                suspended,
                archived,
                guest,
                saysState,
                deleted,
                value);
    }
}
