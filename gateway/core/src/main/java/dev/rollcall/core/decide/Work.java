package dev.rollcall.core.decide;

import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.HoldRow;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom a rule command concerns, and what is done to them. Large ones are walked in chunks, each a {@link Task}. */
public sealed interface Work {

    /** Settles every user of a directory. */
    record SettleDirectory(UUID directoryId) implements Work {}

    /** Settles the users in a group, and in groups that are in it. */
    record SettleGroup(UUID directoryId, UUID groupId) implements Work {}

    /** Settles the users in a group itself, which a request of their IdP has put into other groups, or taken out of some. */
    record SettleNested(UUID directoryId, UUID groupId) implements Work {}

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

    /** A directory lets go of members whose record is gone. */
    record UnmanageOrphans(UUID directoryId, boolean suspend) implements Work {}

    /** Whom a directory has let go of, and no other one has taken over since, is suspended. */
    record SuspendFormer(UUID directoryId) implements Work {}

    /** Members whose record went while the directory was paused leave. */
    record DepartOrphans(UUID directoryId) implements Work {}

    /** What an activation took over and what it made is reversed. */
    record Reverse(UUID directoryId, UUID activationId) implements Work {}

    /**
     * It is decided about the people of a hold who are in one state.
     *
     * @param only some of them, by the ids of their rows; or null for all
     * @param by the administrator; null when the reason to hold them is gone
     */
    record DecideHold(
            UUID causeId,
            HoldRow.State state,
            @Nullable List<UUID> only,
            boolean approved,
            @Nullable String by) implements Work {}

    /** One step. */
    record Step(Task task) implements Work {}
}
