package dev.rollcall.core.decide.plan;

import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.row.HoldRow;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The people whom a rule command concerns, and what to do with them. When there are many, they are walked in chunks, each a
 * {@link WorkChunk}.
 */
public sealed interface Work {

    /** What is to be done for this kind of work. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R settleDirectory(SettleDirectory settleDirectory);

        R settleGroup(SettleGroup settleGroup);

        R settleNested(SettleNested settleNested);

        R settleOverlap(SettleOverlap settleOverlap);

        R settleWaiting(SettleWaiting settleWaiting);

        R settleAwaiting(SettleAwaiting settleAwaiting);

        R unmanage(Unmanage unmanage);

        R unmanageOrphans(UnmanageOrphans unmanageOrphans);

        R suspendFormer(SuspendFormer suspendFormer);

        R departOrphans(DepartOrphans departOrphans);

        R reverse(Reverse reverse);

        R decideHold(DecideHold decideHold);

        R step(Step step);
    }

    /** Settles every user of a directory. */
    record SettleDirectory(UUID directoryId) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.settleDirectory(this);
        }
    }

    /** Settles the users in a group, and in groups that are in it. */
    record SettleGroup(UUID directoryId, UUID groupId) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.settleGroup(this);
        }
    }

    /** Settles the users in a group itself, which a request of their IdP has put into other groups, or taken out of some. */
    record SettleNested(UUID directoryId, UUID groupId) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.settleNested(this);
        }
    }

    /**
     * Settles the users that are in more than one of these groups.
     *
     * @param groupIds two or more
     */
    record SettleOverlap(UUID directoryId, List<UUID> groupIds) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.settleOverlap(this);
        }
    }

    /** Settles the users who wait for what has happened now, be they kept out or kept as they are (R31). */
    record SettleWaiting(Exclusion.Wake wake) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.settleWaiting(this);
        }
    }

    /** Settles the members in the overflow role. */
    record SettleAwaiting() implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.settleAwaiting(this);
        }
    }

    /** A directory lets go of its members. */
    record Unmanage(UUID directoryId, boolean suspend) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.unmanage(this);
        }
    }

    /** A directory lets go of members whose record is gone. */
    record UnmanageOrphans(UUID directoryId, boolean suspend) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.unmanageOrphans(this);
        }
    }

    /** Whom a directory has let go of, and no other one has taken over since, is suspended. */
    record SuspendFormer(UUID directoryId) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.suspendFormer(this);
        }
    }

    /** Members whose record went while the directory was paused leave. */
    record DepartOrphans(UUID directoryId) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.departOrphans(this);
        }
    }

    /** What an activation took over and what it made is reversed. */
    record Reverse(UUID directoryId, UUID activationId) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.reverse(this);
        }
    }

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
            @Nullable String by) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.decideHold(this);
        }
    }

    /** One step. */
    record Step(WorkChunk task) implements Work {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.step(this);
        }
    }
}
