package dev.rollcall.core.decide.plan;

import dev.rollcall.core.model.OperatorRules;
import java.util.stream.Collectors;

/** Composes the messages about roles that do not exist. */
public final class Roles {

    private Roles() {}

    public static String unknown(OperatorRules house, String role) {
        return "There is no role \"" + role + "\"; accepted: "
                + house.roles().stream().map(OperatorRules.Role::name).collect(Collectors.joining(", ")) + ".";
    }
}
