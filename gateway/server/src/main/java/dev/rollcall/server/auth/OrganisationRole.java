package dev.rollcall.server.auth;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * The role of an administrator of one organisation, which says what they may do in it; {@link Access#admits} says which routes each
 * role may use.
 */
public enum OrganisationRole {
    /** Everything that the organisation decides about itself. */
    OWNER,
    /** Reads everything, and sets up directories, domains and role assignments. */
    DIRECTORY_ADMIN,
    /** Reads everything, and decides about members and holds. */
    PEOPLE_ADMIN,
    /** Reads the audit and nothing else. */
    AUDITOR;

    /** As it stands in tokens and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word.
     *
     * @throws IllegalArgumentException it is none
     */
    public static OrganisationRole of(String word) {
        return Stream.of(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role of an organisation: " + word));
    }
}
