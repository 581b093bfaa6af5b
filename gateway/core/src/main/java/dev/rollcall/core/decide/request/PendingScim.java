package dev.rollcall.core.decide.request;

import dev.rollcall.core.command.Caller;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.message.ScimRequest.Command;
import dev.rollcall.scim.message.ScimRequest.Patch;
import dev.rollcall.scim.patch.MembershipStep;
import dev.rollcall.scim.patch.MembershipSteps;
import java.util.List;

/**
 * An identity provider's command that waits to be decided, and who gave it.
 *
 * @param steps what a PATCH asks of a group, in order; empty for every other command
 * @param deviations what was accepted against the RFC while the steps were read
 * @param readBefore what was accepted against the RFC earlier, while the request was read; it has been reported already
 */
public record PendingScim(
        Caller caller,
        Command command,
        List<MembershipStep> steps,
        List<Deviation> deviations,
        List<Deviation> readBefore)
        implements LaneItem {

    /** Parts of an ordinary PATCH: a handful of operations with a handful of values. */
    private static final int USUAL = 20;

    public PendingScim {
        steps = List.copyOf(steps);
        deviations = List.copyOf(deviations);
        readBefore = List.copyOf(readBefore);
    }

    /**
     * Prepares a command.
     *
     * @throws dev.rollcall.scim.error.ScimException when a PATCH asks for what no group can do
     */
    public static PendingScim of(Caller caller, Command command, List<Deviation> readBefore) {
        if (command instanceof Patch patch && isGroup(command)) {
            MembershipSteps.Result split = MembershipSteps.of(patch.type(), patch.patch(), caller.mode());
            return new PendingScim(caller, command, split.steps(), split.deviations(), readBefore);
        }
        return new PendingScim(caller, command, List.of(), List.of(), readBefore);
    }

    /** How much work it may be to decide it: 1 for what providers usually send, more for long requests. */
    public int work() {
        return 1 + (command instanceof Patch patch ? patch.patch().size() / USUAL : 0);
    }

    public boolean isGroup() {
        return isGroup(command);
    }

    private static boolean isGroup(Command command) {
        return command.type().name().equals("Group");
    }
}
