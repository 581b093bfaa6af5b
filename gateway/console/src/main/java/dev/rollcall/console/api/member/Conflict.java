package dev.rollcall.console.api.member;

import org.jspecify.annotations.Nullable;

/** A member of one organisation whose address is in a domain that another one owns. */
public record Conflict(
        String id,
        String email,
        String domain,
        String state,
        Holder member,
        Owner owner,
        @Nullable String until,
        @Nullable String decidedAt,
        @Nullable String decidedBy,
        String fix) {

    public record Holder(
            String organization,
            String id,
            String displayName,
            String role,
            @Nullable String directory) {}

    public record Owner(
            String organization, String since, @Nullable String waitingUser) {}
}
