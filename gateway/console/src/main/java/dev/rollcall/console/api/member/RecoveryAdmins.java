package dev.rollcall.console.api.member;

import java.util.List;

/** Who is an administrator for a time, because access was lost. */
public record RecoveryAdmins(List<Grant> items) {

    public record Grant(String member, String email, String grantedBy, String reason, String granted, String ends) {}
}
