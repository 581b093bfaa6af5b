package dev.rollcall.console.api;

import org.jspecify.annotations.Nullable;

/**
 * The person who is signed in.
 *
 * @param scope {@code operator}, {@code org:UUID} or {@code org:UUID:ROLE}; behind {@code read-only:} who may look only
 * @param organization the id of the one that it is for; null for the operator
 * @param role within that organisation; null for the operator
 * @param purpose which part of the console the sign-in link was made for
 * @param returnUrl where the way back leads, or null
 */
public record SignedIn(
        String subject,
        String scope,
        @Nullable String organization,
        @Nullable String role,
        @Nullable String purpose,
        @Nullable String returnUrl) {

    /** Another one when another person is signed in, or with other rights. */
    public String mark() {
        return subject + " " + scope;
    }

    public boolean isOperator() {
        return scope.endsWith("operator");
    }

    public boolean mayChange() {
        return !scope.startsWith("read-only:") && !isAuditor();
    }

    /** Who reads the audit and nothing else. */
    public boolean isAuditor() {
        return "auditor".equals(role);
    }

    /** Whether they may change something that takes this role within an organisation. */
    public boolean mayChangeAs(String needed) {
        return mayChange() && (role == null || role.equals("owner") || role.equals(needed));
    }
}
