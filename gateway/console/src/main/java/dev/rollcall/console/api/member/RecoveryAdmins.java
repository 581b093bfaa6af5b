package dev.rollcall.console.api.member;

import java.util.List;

/** The people who are administrators for a limited time, because the organisation had lost access. */
public record RecoveryAdmins(List<Grant> items) {

    public record Grant(String member, String email, String grantedBy, String reason, String granted, String ends) {}
}
