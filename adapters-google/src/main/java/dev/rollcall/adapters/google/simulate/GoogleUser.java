package dev.rollcall.adapters.google.simulate;

import java.util.List;

/**
 * A user of the made-up tenant.
 *
 * @param id never changes
 * @param aliases addresses that the user has beside the primary one
 * @param saysState whether {@code suspended} and {@code archived} are in the answer at all
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
        boolean deleted) {

    public GoogleUser {
        aliases = List.copyOf(aliases);
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
                deleted);
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
                deleted);
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
                deleted);
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
                deleted);
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
                value);
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
                deleted);
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
                deleted);
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
                deleted);
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
                deleted);
    }
}
