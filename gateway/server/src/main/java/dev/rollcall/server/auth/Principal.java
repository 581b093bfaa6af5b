package dev.rollcall.server.auth;

import java.util.UUID;

/**
 * Who asks the admin API: evidence that a token or session was checked.
 *
 * @param subject who it was issued to
 */
public record Principal(String subject, Scope scope) {

    /** What a principal may see. */
    public sealed interface Scope {

        /** Every organisation. */
        record Operator() implements Scope {}

        /** One organisation. */
        record Organisation(UUID id) implements Scope {}

        /** The claim in a token: {@code operator} or {@code org:UUID}. */
        default String claim() {
            return this instanceof Organisation organisation ? "org:" + organisation.id() : "operator";
        }

        /**
         * Reads the claim.
         *
         * @throws IllegalArgumentException it is neither
         */
        static Scope of(String claim) {
            if (claim.equals("operator")) {
                return new Operator();
            }
            if (claim.startsWith("org:")) {
                return new Organisation(UUID.fromString(claim.substring("org:".length())));
            }
            throw new IllegalArgumentException("a scope is operator or org:UUID");
        }
    }

    /** Whether this one may see that organisation; when not, it is to look as if there were none. */
    public boolean maySee(UUID organisation) {
        return scope instanceof Scope.Operator || scope.equals(new Scope.Organisation(organisation));
    }

    /** Whether this one acts for the operator, who sets what organisations have bought and may do. */
    public boolean isOperator() {
        return scope instanceof Scope.Operator;
    }
}
