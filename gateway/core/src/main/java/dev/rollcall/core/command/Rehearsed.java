package dev.rollcall.core.command;

import dev.rollcall.core.model.row.EventRow;
import java.util.List;
import java.util.UUID;

/**
 * The result of rehearsing an IdP's command: what it would do now, with all that would follow from it.
 *
 * @param outcome the response that its client would get
 * @param impact what would happen to people
 * @param groups what would happen to groups by the command itself, in the order of ids
 * @param events the events that would be sent, in order, with the numbers that they would have now
 */
public record Rehearsed(Outcome outcome, Impact impact, List<GroupChange> groups, List<EventRow> events)
        implements LaneResult {

    public Rehearsed {
        groups = List.copyOf(groups);
        events = List.copyOf(events);
    }

    /** What happens to a group. */
    public enum GroupFate {
        MADE,
        CHANGED,
        DELETED
    }

    /**
     * One group.
     *
     * @param name after the command, or the last one of a group that is deleted; empty when nothing but members changes
     * @param joined members that come
     * @param left members that go; of a deleted group those that had to be read
     */
    public record GroupChange(UUID id, String name, GroupFate fate, int joined, int left) {}
}
