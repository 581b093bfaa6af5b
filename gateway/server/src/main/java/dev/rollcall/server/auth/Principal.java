package dev.rollcall.server.auth;

import java.util.Optional;
import java.util.UUID;

/**
 * Who asks the admin API: evidence that a token or session was checked.
 *
 * @param subject who it was issued to
 */
public record Principal(String subject, Scope scope) {

    /** What a principal may see, and whether it may change that. */
    public sealed interface Scope {

        /** Every organisation. */
        record Operator() implements Scope {}

        /** One organisation. */
        record Organisation(UUID id) implements Scope {}

        /** The same as another, to look at. */
        record ReadOnly(Scope of) implements Scope {

            /** Takes the scope that it narrows: an operator's or an organisation's. */
            public ReadOnly {
                if (of instanceof ReadOnly) {
                    throw new IllegalArgumentException("a scope is narrowed once");
                }
            }
        }

        /** The claim in a token: {@code operator} or {@code org:UUID}, behind {@code read-only:} when it is that. */
        default String claim() {
            if (this instanceof ReadOnly narrowed) {
                return READ_ONLY + narrowed.of().claim();
            }
            return this instanceof Organisation organisation ? ORGANISATION + organisation.id() : OPERATOR;
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
                return new Organisation(UUID.fromString(claim.substring(ORGANISATION.length())));
            }
            if (claim.startsWith(READ_ONLY)) {
                return new ReadOnly(of(claim.substring(READ_ONLY.length())));
            }
            throw new IllegalArgumentException("a scope is operator or org:UUID, and may begin with read-only:");
        }
    }

    private static final String OPERATOR = "operator";
    private static final String ORGANISATION = "org:";
    private static final String READ_ONLY = "read-only:";

    /** Whether this one may see that organisation; when not, it is to look as if there were none. */
    public boolean maySee(UUID organisation) {
        return isOperator() || organisation().equals(Optional.of(organisation));
    }

    /** The one organisation that this one sees, if it is not the operator. */
    public Optional<UUID> organisation() {
        return reach() instanceof Scope.Organisation organisation ? Optional.of(organisation.id()) : Optional.empty();
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
