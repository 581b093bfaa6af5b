package dev.rollcall.core.decide.request;

/**
 * An item in an organisation's lane: an identity provider's command, which shares a transaction with others; the rehearsal of such
 * a command; or a rule command.
 */
public sealed interface LaneItem permits PendingScim, Rehearsal, PendingRule {}
