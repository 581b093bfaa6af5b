package dev.rollcall.core.command;

/** What comes back from an organisation's lane: an {@link Outcome} of SCIM or the outcome of a rule command. */
public interface LaneResult {}
