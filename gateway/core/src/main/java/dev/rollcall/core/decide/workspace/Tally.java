package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.HeadCount;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.OrganizationRow.Counts;
import dev.rollcall.core.model.row.UserRow;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organisation's totals while a batch is decided, kept up to date with every row that is added, changed or removed. */
public final class Tally {

    private final int seatsAwaitedInVain;
    private final HeadCounts heads = new HeadCounts();
    private int seatsUsed;
    private int activeAdmins;
    private int seatsAwaited;
    private int addressesAwaited;
    private int holdsInForce;
    private int dormantMembers;
    private int recoveryAdmins;
    private @Nullable UUID lastAdminHold;

    /**
     * Begins with what there is.
     *
     * @param seatsAwaitedInVain how many of those who wait for a seat cannot be given one now
     */
    Tally(Counts before, int seatsAwaitedInVain) {
        this.seatsAwaitedInVain = seatsAwaitedInVain;
        this.seatsUsed = before.seatsUsed();
        this.activeAdmins = before.activeAdmins();
        this.seatsAwaited = before.seatsAwaited();
        this.addressesAwaited = before.addressesAwaited();
        this.holdsInForce = before.holdsInForce();
        this.dormantMembers = before.dormantMembers();
        this.recoveryAdmins = before.recoveryAdmins();
        this.lastAdminHold = before.lastAdminHold();
    }

    /**
     * A member comes, changes or goes.
     *
     * @param recovering whether the role is one for a time, so that an admin does not count
     */
    void member(@Nullable MemberRow before, @Nullable MemberRow after, boolean recovering) {
        if (!recovering) {
            activeAdmins += one(after != null && after.isActiveAdmin()) - one(before != null && before.isActiveAdmin());
        }
        seatsAwaited +=
                one(after != null && after.awaitedRole() != null) - one(before != null && before.awaitedRole() != null);
        dormantMembers += one(after != null && !after.active()) - one(before != null && !before.active());
        heads.change(before == null ? null : HeadCount.of(before), after == null ? null : HeadCount.of(after));
    }

    void user(@Nullable UserRow before, @Nullable UserRow after) {
        seatsAwaited += one(awaitsSeat(after)) - one(awaitsSeat(before));
        addressesAwaited += one(awaitsAddress(after)) - one(awaitsAddress(before));
        heads.change(before == null ? null : HeadCount.of(before), after == null ? null : HeadCount.of(after));
    }

    void group(@Nullable GroupRow before, @Nullable GroupRow after) {
        heads.change(before == null ? null : HeadCount.of(before), after == null ? null : HeadCount.of(after));
    }

    List<HeadCount.Change> heads() {
        return heads.changes();
    }

    void hold(@Nullable HoldRow before, HoldRow after) {
        holdsInForce += one(after.inForce()) - one(before != null && before.inForce());
        if (after.kind() == HoldRow.Kind.LAST_ADMIN) {
            if (after.inForce()) {
                lastAdminHold = after.id();
            } else if (after.id().equals(lastAdminHold)) {
                lastAdminHold = null;
            }
        }
    }

    void recovery(int delta) {
        recoveryAdmins += delta;
    }

    void seats(int delta) {
        seatsUsed += delta;
    }

    public int seatsUsed() {
        return seatsUsed;
    }

    /** Whether a user who waits has a better right to the next free seat than a newcomer. */
    public boolean isSeatAwaited() {
        return seatsAwaited > seatsAwaitedInVain;
    }

    public int activeAdmins() {
        return activeAdmins;
    }

    Counts counts(long lastLedgerEntry, long lastEvent) {
        return new Counts(
                seatsUsed,
                lastLedgerEntry,
                lastEvent,
                activeAdmins,
                seatsAwaited,
                addressesAwaited,
                holdsInForce,
                dormantMembers,
                recoveryAdmins,
                lastAdminHold);
    }

    private static boolean awaitsSeat(@Nullable UserRow user) {
        return user != null && user.waitsFor() != null && user.waitsFor().awaitsSeat();
    }

    private static boolean awaitsAddress(@Nullable UserRow user) {
        return user != null && user.waitsFor() != null && user.waitsFor().awaitsAddress();
    }

    private static int one(boolean counts) {
        return counts ? 1 : 0;
    }
}
