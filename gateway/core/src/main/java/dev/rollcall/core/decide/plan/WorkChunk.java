package dev.rollcall.core.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.Adoption;
import dev.rollcall.core.model.row.HoldRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One step of the work that follows from a rule command or a batch: what is done to which people. Its slice holds their rows. */
public sealed interface WorkChunk {

    /** What is to be done for this kind of task. */
    <R extends @Nullable Object> R match(Cases<R> cases);

    /** One answer for each kind: a new one is missing everywhere until it is dealt with. */
    interface Cases<R extends @Nullable Object> {
        R settle(Settle settle);

        R exchange(Exchange exchange);

        R lift(Lift lift);

        R release(Release release);

        R decideHolds(DecideHolds decideHolds);

        R unmanage(Unmanage unmanage);

        R unmanageOrphans(UnmanageOrphans unmanageOrphans);

        R suspendFormer(SuspendFormer suspendFormer);

        R depart(Depart depart);

        R giveBack(GiveBack giveBack);

        R takeBack(TakeBack takeBack);

        R rebook(Rebook rebook);

        R announce(Announce announce);

        R byHand(ByHand byHand);
    }

    /**
     * Looks at users again.
     *
     * @param turn what they have waited for
     * @param last whether nobody comes after them who could become an admin, so that the last one is held now
     */
    record Settle(List<DirectoryKey<UUID>> users, Turn turn, boolean last) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.settle(this);
        }
    }

    /** What it is that people have waited for, whose turn it is now. */
    enum Turn {
        NOTHING,
        /** Nothing either: a request of their IdP moved them. */
        REQUEST,
        SEAT,
        ADDRESS
    }

    /**
     * Members each of whom has the address that the next one waits for, and the last the one that the first waits for: all get
     * theirs at once (R30).
     */
    record Exchange(List<DirectoryKey<UUID>> users) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.exchange(this);
        }
    }

    /** Members in the overflow role get the role that they wait for, as far as seats are free. */
    record Lift(List<UUID> members) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.lift(this);
        }
    }

    /** What was held because of the last admin happens, if there is another one now. */
    record Release(HoldRow hold) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.release(this);
        }
    }

    /**
     * It is decided about people who are held.
     *
     * @param by the administrator; null when the reason to hold them is gone
     */
    record DecideHolds(
            List<HoldRow> holds, boolean approved, @Nullable String by) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.decideHolds(this);
        }
    }

    /** A directory lets go of the members that its users are. */
    record Unmanage(List<DirectoryKey<UUID>> users, boolean suspend) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.unmanage(this);
        }
    }

    /** A directory lets go of members whose record is gone already. */
    record UnmanageOrphans(List<UUID> members, boolean suspend) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.unmanageOrphans(this);
        }
    }

    /** The members that a directory's users were are suspended, unless a directory manages them again. */
    record SuspendFormer(List<DirectoryKey<UUID>> users) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.suspendFormer(this);
        }
    }

    /** Members whose record is gone leave. */
    record Depart(List<UUID> members) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.depart(this);
        }
    }

    /** Members whom an activation took over become what they were before (R17). */
    record GiveBack(UUID directoryId, List<Adoption> adoptions) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.giveBack(this);
        }
    }

    /** Members whom an activation made are removed (R17). */
    record TakeBack(UUID directoryId, UUID activationId, List<UUID> members) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.takeBack(this);
        }
    }

    /**
     * Seats that an undone activation has given or freed for good are booked on it no longer, so that its entries sum to zero.
     *
     * @param sums what is booked on it for whom
     */
    record Rebook(UUID directoryId, UUID activationId, Map<UUID, Integer> sums) implements WorkChunk {
        public Rebook {
            sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
        }

        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.rebook(this);
        }
    }

    /** Tells of something that happened to the organisation or a directory. */
    record Announce(
            EventType type, UUID subjectId, @Nullable UUID directoryId, ObjectNode data) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.announce(this);
        }
    }

    /**
     * An administrator invites, edits or removes a member, or makes one an admin for a limited time.
     *
     * @param by the administrator
     */
    record ByHand(OfMember command, String by) implements WorkChunk {
        @Override
        public <R extends @Nullable Object> R match(Cases<R> cases) {
            return cases.byHand(this);
        }
    }
}
