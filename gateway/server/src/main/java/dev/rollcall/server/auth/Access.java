package dev.rollcall.server.auth;

/**
 * Who may use a route: the route table states this for each. An organisation that the principal may not see is answered like one
 * that does not exist, whatever the route requires.
 */
public enum Access {
    /** It needs no credential. */
    ANYBODY,
    /** An identity provider with a credential of the path's directory; tokens of the admin API do not count. */
    DIRECTORY,
    /**
     * An identity provider with a credential of the path's directory, or a client without a credential, which learns what is the same for
     * all directories (RFC 7643 section 5); a wrong credential is refused.
     */
    DISCOVERY,
    /** A receiver of Security Events with an access token of the path's organisation; tokens of the admin API do not count. */
    RECEIVER,
    /** Every person who is signed in, for what concerns only themselves, and for what is the same for all organisations. */
    SIGNED_IN,
    /** Those who may see the path's organisation, auditors included. */
    READ_AUDIT,
    /** Those who may see the path's organisation, principals that only read included, but not auditors. */
    READ,
    /** Who sets up the organisation's directories, domains and role assignments. */
    ADMINISTER_DIRECTORIES,
    /** Who decides about the organisation's members and holds. */
    ADMINISTER_PEOPLE,
    /** The owners of the organisation, and the operator. */
    ADMINISTER,
    /** The operator, principals that only read included. */
    OPERATOR_READ,
    /** The operator: plan, seats, attestation, recovery, and what spans organisations. */
    OPERATE;

    /** Whether a principal that only reads is kept out. */
    public boolean writes() {
        return switch (this) {
            case ADMINISTER_DIRECTORIES, ADMINISTER_PEOPLE, ADMINISTER, OPERATE -> true;
            case ANYBODY, DIRECTORY, DISCOVERY, RECEIVER, SIGNED_IN, READ_AUDIT, READ, OPERATOR_READ -> false;
        };
    }

    /** Whether a person of this role in the path's organisation is let in. */
    public boolean admits(OrganisationRole role) {
        return switch (this) {
            case ANYBODY, DIRECTORY, DISCOVERY, RECEIVER, SIGNED_IN, READ_AUDIT -> true;
            case READ -> role != OrganisationRole.AUDITOR;
            case ADMINISTER_DIRECTORIES -> role == OrganisationRole.OWNER || role == OrganisationRole.DIRECTORY_ADMIN;
            case ADMINISTER_PEOPLE -> role == OrganisationRole.OWNER || role == OrganisationRole.PEOPLE_ADMIN;
            case ADMINISTER -> role == OrganisationRole.OWNER;
            case OPERATOR_READ, OPERATE -> false;
        };
    }

    /** Whether the administrators of an organisation are kept out. */
    public boolean isForOperators() {
        return this == OPERATOR_READ || this == OPERATE;
    }
}
