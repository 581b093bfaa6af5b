package dev.rollcall.core.store.transaction;

import com.google.common.collect.Lists;
import dev.rollcall.core.decide.plan.Work;
import dev.rollcall.core.decide.plan.WorkChunk;
import dev.rollcall.core.decide.plan.WorkChunk.Turn;
import dev.rollcall.core.decide.workspace.Changes;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.OrganizationRow.Counts;
import dev.rollcall.core.store.people.AwaitedAddressTable;
import dev.rollcall.core.store.people.HoldTable;
import dev.rollcall.core.store.people.MemberTable;
import dev.rollcall.core.store.people.UserTable;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what follows from the steps of a transaction for people whom none of the steps was about: a group has got the name
 * that a role assignment waits for (R5), a group has come into another or left one, the last admin who was kept may go now (R19), a
 * member was released to whom a record in another directory belongs (R33), an address that a user waits for has become free (R12),
 * or a seat has (R16). All of it belongs to the same transaction. The steps and the organisation's counters tell whether to look,
 * so that an ordinary batch looks for nothing.
 */
final class Consequences {

    private static final int CHUNK = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final HoldTable HOLDS = new HoldTable();
    private static final AwaitedAddressTable AWAITED = new AwaitedAddressTable();
    private static final UserTable USERS = new UserTable();
    private static final MemberTable MEMBERS = new MemberTable();

    private final TransactionContext steps;
    private final UUID requestId;
    private @Nullable UUID triedHold;
    private boolean turnsOver;

    /**
     * For one transaction.
     *
     * @param requestId the request that they follow from
     */
    Consequences(TransactionContext steps, UUID requestId) {
        this.steps = steps;
        this.requestId = requestId;
    }

    private enum Next {
        GROUPS,
        LAST_ADMIN,
        RELEASED,
        RECORDS,
        ADDRESSES,
        RENAMES,
        SEATS,
        NOTHING
    }

    /** Whether anything may follow from a step that is decided and not written yet. */
    boolean mayFollow(Changes changes) {
        return next() != Next.NOTHING || !TransactionContext.moved(changes).isEmpty();
    }

    private Next next() {
        OrganizationRow organization = steps.organization();
        Counts counts = organization.counts();
        UUID hold = counts.lastAdminHold();
        if (steps.hasGroupsToSettle()) {
            return Next.GROUPS;
        } else if (hold != null
                && !hold.equals(triedHold)
                && (counts.activeAdmins() > 1 || !organization.terms().adminProtection())) {
            return Next.LAST_ADMIN;
        } else if (steps.hasReleasedMembers()) {
            return Next.RELEASED;
        } else if (steps.hasRecordsToSettle()) {
            return Next.RECORDS;
        } else if (steps.mayAwaitAddresses() && steps.hasFreedAddresses()) {
            return Next.ADDRESSES;
        } else if (steps.mayAwaitAddresses() && steps.hasRenamesAwaited()) {
            return Next.RENAMES;
        }
        boolean seats = turns() > 0
                && counts.seatsAwaited() > 0
                && organization.terms().seatPolicy() != SeatPolicy.EXPAND
                && !turnsOver;
        return seats ? Next.SEATS : Next.NOTHING;
    }

    /** Done when nothing follows any more. */
    Future<Void> follow() {
        Next next = next();
        return next == Next.NOTHING ? Future.succeededFuture() : follow(next).compose(v -> follow());
    }

    private Future<?> follow(Next next) {
        return switch (next) {
            case GROUPS -> settle(steps.takeGroupsToSettle());
            case LAST_ADMIN -> releaseLastAdmin();
            case RELEASED -> settleRecordsOf(steps.takeReleasedMembers());
            case RECORDS -> settleEach(steps.takeRecordsToSettle(), Future::succeededFuture);
            case ADDRESSES -> settleAwaiting(steps.takeFreedAddresses());
            case RENAMES -> exchange(steps.takeRenamesAwaited());
            case SEATS -> giveSeats();
            case NOTHING -> Future.succeededFuture();
        };
    }

    private Future<?> settle(List<Work> groups) {
        ChunkedWork crowd = new ChunkedWork(steps, requestId);
        Future<?> chain = Future.succeededFuture();
        for (Work group : groups) {
            chain = chain.compose(v -> crowd.carryOut(group));
        }
        return chain.compose(v -> crowd.settleDeferred());
    }

    private Future<?> releaseLastAdmin() {
        UUID hold = Objects.requireNonNull(steps.organization().counts().lastAdminHold());
        triedHold = hold;
        return HOLDS.load(steps.connection(), steps.orgId(), hold)
                .compose(rows -> rows.isEmpty()
                        ? Future.succeededFuture()
                        : steps.decide(new WorkChunk.Release(rows.get(0)), requestId));
    }

    /** By id before address: the records that these members came from have their turn before people who wait for the addresses. */
    private Future<?> settleRecordsOf(List<UUID> members) {
        return settleEach(members, some -> USERS.liveFormerly(steps.connection(), steps.orgId(), some));
    }

    private <T> Future<?> settleEach(List<T> all, Function<List<T>, Future<List<DirectoryKey<UUID>>>> usersOf) {
        Future<?> chain = Future.succeededFuture();
        for (List<T> some : Lists.partition(all, CHUNK)) {
            chain = chain.compose(v -> usersOf.apply(some))
                    .compose(users -> users.isEmpty()
                            ? Future.succeededFuture()
                            : steps.decide(new WorkChunk.Settle(users, Turn.NOTHING, true), requestId));
        }
        return chain;
    }

    private Future<?> settleAwaiting(Set<String> emailKeys) {
        return AWAITED.awaiting(steps.connection(), steps.orgId(), emailKeys)
                .compose(users -> users.isEmpty()
                        ? Future.succeededFuture()
                        : steps.decide(new WorkChunk.Settle(users, Turn.ADDRESS, true), requestId));
    }

    /** Members who wait for each other's address, in a ring of two or more, get it: none of them gives up theirs before (R30). */
    private Future<?> exchange(List<UUID> users) {
        return AWAITED.rings(steps.connection(), steps.orgId(), users).compose(rings -> {
            Future<?> chain = Future.succeededFuture();
            for (List<DirectoryKey<UUID>> ring : rings) {
                chain = chain.compose(v -> steps.decide(new WorkChunk.Exchange(ring), requestId));
            }
            return chain;
        });
    }

    /** Oldest first: members who are in already get their role, then users come in. */
    private Future<?> giveSeats() {
        int awaited = steps.organization().counts().seatsAwaited();
        return MEMBERS.awaitingSeat(steps.connection(), steps.orgId(), BEFORE_ALL, turns())
                .compose(members -> members.isEmpty()
                        ? Future.succeededFuture()
                        : steps.decide(new WorkChunk.Lift(members), requestId))
                .compose(v -> USERS.awaitingSeat(steps.connection(), steps.orgId(), turns()))
                .compose(users -> users.isEmpty()
                        ? Future.succeededFuture()
                        : steps.decide(new WorkChunk.Settle(users, Turn.SEAT, true), requestId))
                .onSuccess(v -> turnsOver = steps.organization().counts().seatsAwaited() == awaited);
    }

    /** How many can be given a seat in one step. */
    private int turns() {
        OrganizationRow organization = steps.organization();
        int free = organization.terms().purchasedSeats() - organization.counts().seatsUsed();
        return Math.max(0, Math.min(free, CHUNK));
    }
}
