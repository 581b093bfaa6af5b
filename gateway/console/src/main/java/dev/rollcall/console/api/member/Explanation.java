package dev.rollcall.console.api.member;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The explanation of why a person has their role, status and seat. */
public record Explanation(
        String email,
        @Nullable String awaitedEmail,
        String status,
        @Nullable String role,
        boolean seat,
        @Nullable String member,
        @Nullable Sent record,
        @Nullable Because roleBecause,
        @Nullable List<Mapped> mappedGroups,
        @Nullable SeatBecause seatBecause,
        @Nullable Hold hold,
        @Nullable List<Event> history,
        List<String> sentences,
        List<String> fixes) {

    /** What the directory has sent. */
    public record Sent(
            String user,
            String userName,
            boolean active,
            String created,
            String modified,
            @Nullable String exclusion,
            String directoryState,
            ManagedBy directory) {}

    public record Because(
            String kind,
            @Nullable Integer position,
            @Nullable String group,
            @Nullable String condition,
            @Nullable String ends,
            @Nullable String grantedBy,
            @Nullable String awaitedRole) {}

    public record Mapped(
            int position,
            String role,
            String group,
            @Nullable String through) {}

    public record SeatBecause(
            long entry,
            int delta,
            String at,
            String cause,
            @Nullable String directory) {}

    public record Event(String at, String type, String request) {}
}
