package dev.rollcall.core.decide.request;

/** An IdP's command of which it is only to be found out what it would do now: everything is decided and nothing committed. It goes alone. */
public record Rehearsal(PendingScim pending) implements LaneItem {}
