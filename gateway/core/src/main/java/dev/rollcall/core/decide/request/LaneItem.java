package dev.rollcall.core.decide.request;

/** What waits in an organisation's lane: an IdP's command, which shares a transaction with others, the rehearsal of one, or a rule command. */
public sealed interface LaneItem permits PendingScim, Rehearsal, PendingRule {}
