package dev.rollcall.core.decide;

import dev.rollcall.core.model.HouseRules;
import java.util.stream.Collectors;

/** What is said about roles that nobody knows. */
final class Roles {

    private Roles() {}

    static String unknown(HouseRules house, String role) {
        return "There is no role \"" + role + "\"; accepted: "
                + house.roles().stream().map(HouseRules.Role::name).collect(Collectors.joining(", ")) + ".";
    }
}
