package dev.rollcall.console.api.member;

import org.jspecify.annotations.Nullable;

/** A group that a provider has pushed. */
public record Group(
        String id,
        String displayName,
        @Nullable String externalId,
        long members,
        long unknownMembers,
        @Nullable Grant assignment) {

    public record Grant(String id, String role, int position) {}
}
