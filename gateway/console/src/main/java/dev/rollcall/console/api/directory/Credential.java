package dev.rollcall.console.api.directory;

import org.jspecify.annotations.Nullable;

/** A credential of a directory. The token itself is there only in the response that issues it. */
public record Credential(
        String id,
        String prefix,
        String state,
        String created,
        @Nullable String expires,
        @Nullable String lastUsed,
        @Nullable String revoked,
        @Nullable String warning,
        @Nullable String token) {

    public boolean isValid() {
        return state.equals("valid");
    }
}
