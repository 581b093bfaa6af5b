package dev.rollcall.core.decide.request;

import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.RuleCommand;

/**
 * A rule command that waits for its decision, and who gave it. It goes alone: it may concern everybody.
 *
 * @param forecast whether it is only to be found out what it would do; then everything is decided and nothing committed
 */
public record PendingRule(Actor actor, RuleCommand command, boolean forecast) implements LaneItem {}
