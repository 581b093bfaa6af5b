package dev.rollcall.core.command;

/** The result of a command in an organisation's lane: an {@link Outcome} of SCIM or the outcome of a rule command. */
public interface LaneResult {}
