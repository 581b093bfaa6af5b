package dev.rollcall.core;

/** What comes back from an organisation's lane: an {@link Outcome} of SCIM or the outcome of a rule command. */
public interface Answer {}
