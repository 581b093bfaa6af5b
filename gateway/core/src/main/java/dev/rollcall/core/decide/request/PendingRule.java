package dev.rollcall.core.decide.request;

import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.RuleCommand;

/**
 * A rule command that waits to be decided, and who gave it. It has a transaction to itself, because it may concern
 * everybody.
 *
 * @param forecast whether the command is only asked what it would do; then everything is decided and nothing committed
 */
public record PendingRule(Actor actor, RuleCommand command, boolean forecast) implements LaneItem {}
