package dev.rollcall.server.auth;

import java.util.Optional;
import java.util.UUID;

/**
 * The caller of the admin API: evidence that a token or session was checked.
 *
 * @param subject who it was issued to
 */
public record Principal(String subject, Scope scope) {

    /** What a principal may see, and whether it may change that. */
    public sealed interface Scope {

        /** Every organisation. */
        record Operator() implements Scope {}

        /** One organisation, as far as the role goes. */
        record Organisation(UUID id, OrganisationRole role) implements Scope {

            /** The whole of it. */
            public Organisation(UUID id) {
                this(id, OrganisationRole.OWNER);
            }
        }

        /** The same as another, to look at. */
        record ReadOnly(Scope of) implements Scope {

            /** Takes the scope that it narrows: an operator's or an organisation's. */
            public ReadOnly {
                if (of instanceof ReadOnly) {
                    throw new IllegalArgumentException("a scope is narrowed once");
                }
            }
        }

        /**
         * The claim in a token: {@code operator}, {@code org:UUID} or {@code org:UUID:ROLE} for a role that is not the owner's, behind
         * {@code read-only:} when it is that.
         */
        default String claim() {
            if (this instanceof ReadOnly narrowed) {
                return READ_ONLY + narrowed.of().claim();
            }
            if (this instanceof Organisation organisation) {
                String whole = ORGANISATION + organisation.id();
                return organisation.role() == OrganisationRole.OWNER
                        ? whole
                        : whole + ROLE + organisation.role().word();
            }
            return OPERATOR;
        }

        /**
         * Reads the claim.
         *
         * @throws IllegalArgumentException it is none
         */
        static Scope of(String claim) {
            if (claim.equals(OPERATOR)) {
                return new Operator();
            }
            if (claim.startsWith(ORGANISATION)) {
                String text = claim.substring(ORGANISATION.length());
                int role = text.indexOf(ROLE);
                return role < 0
                        ? new Organisation(UUID.fromString(text))
                        : new Organisation(
                                UUID.fromString(text.substring(0, role)),
                                OrganisationRole.of(text.substring(role + 1)));
            }
            if (claim.startsWith(READ_ONLY)) {
                return new ReadOnly(of(claim.substring(READ_ONLY.length())));
            }
            throw new IllegalArgumentException(
                    "a scope is operator, org:UUID or org:UUID:ROLE, and may begin with read-only:");
        }
    }

    private static final String OPERATOR = "operator";
    private static final String ORGANISATION = "org:";
    private static final String ROLE = ":";
    private static final String READ_ONLY = "read-only:";

    /** Whether this one may see that organisation; when not, it is to look as if there were none. */
    public boolean maySee(UUID organisation) {
        return isOperator() || organisation().equals(Optional.of(organisation));
    }

    /** The one organisation that this one sees, if it is not the operator. */
    public Optional<UUID> organisation() {
        return reach() instanceof Scope.Organisation organisation ? Optional.of(organisation.id()) : Optional.empty();
    }

    /** The role in that organisation, if this one is not the operator. */
    public Optional<OrganisationRole> role() {
        return reach() instanceof Scope.Organisation organisation ? Optional.of(organisation.role()) : Optional.empty();
    }

    /** Whether this one may change what it sees. */
    public boolean mayChange() {
        return !(scope instanceof Scope.ReadOnly);
    }

    /** Whether this one sees every organisation. */
    public boolean isOperator() {
        return reach() instanceof Scope.Operator;
    }

    private Scope reach() {
        return scope instanceof Scope.ReadOnly narrowed ? narrowed.of() : scope;
    }
}
