package dev.rollcall.spi.setup;

import java.util.Locale;

/** The steps of a set-up that the gateway can see, in the order in which they usually happen. */
public enum Milestone {
    /** A credential of the directory is valid. */
    CREDENTIAL_ISSUED,
    /** A request with such a credential came in: the connection test. */
    REQUEST_RECEIVED,
    FIRST_USER,
    FIRST_GROUP,
    /** A group gives a role. */
    ROLES_ASSIGNED,
    /** The directory manages an active member in the role admin. */
    FIRST_ADMIN;

    /** The milestone in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
