package dev.rollcall.console.api.member;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change that a rule keeps from happening until an administrator decides. */
public record Hold(
        String id,
        String kind,
        String state,
        boolean inForce,
        long people,
        Map<String, Long> counts,
        List<Part> parts,
        @Nullable String email,
        @Nullable String member,
        @Nullable ManagedBy directory,
        @Nullable String effect,
        @Nullable String role,
        @Nullable String reason,
        String what,
        @Nullable String fix,
        @Nullable String ifApproved,
        @Nullable String ifRejected,
        String opened,
        @Nullable String closed,
        @Nullable String decidedBy) {

    public record Part(@Nullable String effect, @Nullable String reason, long people) {}

    public boolean canBeDecided() {
        return ifApproved != null || ifRejected != null;
    }
}
