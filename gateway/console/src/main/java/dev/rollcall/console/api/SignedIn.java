package dev.rollcall.console.api;

import org.jspecify.annotations.Nullable;

/**
 * Who is signed in.
 *
 * @param scope {@code operator} or {@code org:UUID}; behind {@code read-only:} who may look only
 * @param organization the id of the one that it is for; null for the operator
 * @param purpose which part of the console the sign-in link was made for
 * @param returnUrl where the way back leads, or null
 */
public record SignedIn(
        String subject,
        String scope,
        @Nullable String organization,
        @Nullable String purpose,
        @Nullable String returnUrl) {

    public boolean isOperator() {
        return scope.endsWith("operator");
    }

    public boolean mayChange() {
        return !scope.startsWith("read-only:");
    }
}
