package dev.rollcall.core.decide;

import dev.rollcall.core.model.Exclusion;
import java.util.List;
import java.util.UUID;

/** Whom a rule command concerns, and what is done to them. Large ones are walked in chunks, each a {@link Task}. */
public sealed interface Work {

    /** Settles every user of a directory. */
    record SettleDirectory(UUID directoryId) implements Work {}

    /** Settles the users in a group. */
    record SettleGroup(UUID directoryId, UUID groupId) implements Work {}

    /**
     * Settles the users that are in more than one of these groups.
     *
     * @param groupIds two or more
     */
    record SettleOverlap(UUID directoryId, List<UUID> groupIds) implements Work {}

    /** Settles the users who wait for what has happened now, be they kept out or kept as they are (R31). */
    record SettleWaiting(Exclusion.Wake wake) implements Work {}

    /** Settles the members in the overflow role. */
    record SettleAwaiting() implements Work {}

    /** A directory lets go of its members. */
    record Unmanage(UUID directoryId, boolean suspend) implements Work {}

    /** Members whose record went while the directory was paused leave. */
    record DepartOrphans(UUID directoryId) implements Work {}

    /** What an activation took over and what it made is reversed. */
    record Reverse(UUID directoryId, UUID activationId) implements Work {}

    /** All undecided mass changes of a directory are decided. */
    record DecideMassChanges(UUID directoryId, boolean approved, String by) implements Work {}

    /** One step. */
    record Step(Task task) implements Work {}
}
