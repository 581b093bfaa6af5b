package dev.rollcall.core.model;

import dev.rollcall.core.attribute.SharedAttributes;
import java.util.List;

/**
 * The rules that the operator sets for all organisations.
 *
 * @param seatsToActivate purchased seats that make an organisation on the Enterprise plan eligible (R1)
 * @param maxSeatsToActivate Enterprise Max seats that do the same
 * @param roles every role there is; {@code admin} and {@code member} are always among them. They come from the
 *     database, which replaces the roles that a gateway was started with for each batch
 * @param shared the attributes of members that the application is told
 */
public record OperatorRules(int seatsToActivate, int maxSeatsToActivate, List<Role> roles, SharedAttributes shared) {

    public static final String ADMIN = "admin";
    public static final String MEMBER = "member";

    /** 50 seats or one Enterprise Max seat; beside the built-in roles a {@code guest}, who needs no seat. */
    public static final OperatorRules DEFAULT = new OperatorRules(
            50,
            1,
            List.of(new Role(ADMIN, true), new Role(MEMBER, true), new Role("guest", false)),
            SharedAttributes.NONE);

    /**
     * A role.
     *
     * @param seat whether its holder needs a seat
     */
    public record Role(String name, boolean seat) {}

    public OperatorRules {
        roles = List.copyOf(roles);
    }

    /** The same, with the roles that there are now. */
    public OperatorRules with(List<Role> now) {
        return new OperatorRules(seatsToActivate, maxSeatsToActivate, now, shared);
    }

    /** Whether there is such a role. */
    public boolean knows(String role) {
        return roles.stream().anyMatch(known -> known.name().equals(role));
    }

    /** Whether the holder of this role needs a seat; one that the operator has removed since does. */
    public boolean needsSeat(String role) {
        return roles.stream().noneMatch(known -> known.name().equals(role) && !known.seat());
    }
}
