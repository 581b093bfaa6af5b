package dev.rollcall.core.decide.request;

/**
 * A command of an identity provider that is only rehearsed: everything is decided, to find out what it would do now, and nothing is
 * committed. It has a transaction to itself.
 */
public record Rehearsal(PendingScim pending) implements LaneItem {}
