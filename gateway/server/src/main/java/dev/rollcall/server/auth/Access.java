package dev.rollcall.server.auth;

/**
 * Who may use a route: the route table states one for each. For an organisation that a principal may not see the answer is the one
 * for an organisation that does not exist, whatever the route asks for.
 */
public enum Access {
    /** Nobody is asked who they are. */
    ANYBODY,
    /** An identity provider with a credential of the path's directory; tokens of the admin API do not count. */
    DIRECTORY,
    /**
     * An identity provider with a credential of the path's directory, or anybody without a credential, who learns what is the same for
     * all directories (RFC 7643 section 5); a wrong credential is refused.
     */
    DISCOVERY,
    /** Whoever is signed in, for what concerns nobody but themselves, and for what is the same for all organisations. */
    SIGNED_IN,
    /** Whoever may see the path's organisation, principals that only read included. */
    READ,
    /** The organisation's administrators, and the operator. */
    ADMINISTER,
    /** The operator, principals that only read included. */
    OPERATOR_READ,
    /** The operator: plan, seats, attestation, recovery, and what spans organisations. */
    OPERATE;

    /** Whether a principal that only reads is kept out. */
    public boolean writes() {
        return this == ADMINISTER || this == OPERATE;
    }

    /** Whether the administrators of an organisation are kept out. */
    public boolean isForOperators() {
        return this == OPERATOR_READ || this == OPERATE;
    }
}
