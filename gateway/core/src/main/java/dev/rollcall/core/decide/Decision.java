package dev.rollcall.core.decide;

import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.decide.workspace.Changes;
import java.util.List;

/**
 * The result of deciding a batch.
 *
 * @param outcomes one for each command, in order; true once the changes are committed
 */
public record Decision(List<Outcome> outcomes, Changes changes) {}
