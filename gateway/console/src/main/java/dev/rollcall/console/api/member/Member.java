package dev.rollcall.console.api.member;

import org.jspecify.annotations.Nullable;

/** A member of an organisation, or a user whom a directory sends and who is kept out. */
public record Member(
        String id,
        String email,
        @Nullable String awaitedEmail,
        String displayName,
        String status,
        @Nullable String role,
        boolean seat,
        @Nullable ManagedBy managedBy,
        @Nullable Reason reason,
        @Nullable String why,
        String since,
        String changed,
        @Nullable Mail welcomeMail) {

    public record Reason(
            String kind,
            @Nullable Integer position,
            @Nullable String group,
            @Nullable String exclusion,
            @Nullable String fix) {}

    public record Mail(String state, String detail) {}

    public String called() {
        return displayName.isBlank() ? email : displayName;
    }

    public boolean isExcluded() {
        return status.equals("excluded");
    }
}
