package dev.rollcall.core.store.transaction;

import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.core.decide.WorkChunkDecider;
import dev.rollcall.core.decide.plan.Work;
import dev.rollcall.core.decide.plan.WorkChunk;
import dev.rollcall.core.decide.plan.WorkChunk.Turn;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.row.Adoption;
import dev.rollcall.core.store.people.AdoptionTable;
import dev.rollcall.core.store.people.GroupAncestorTable;
import dev.rollcall.core.store.people.GroupMemberTable;
import dev.rollcall.core.store.people.HoldTable;
import dev.rollcall.core.store.people.MemberTable;
import dev.rollcall.core.store.people.SeatLedgerTable;
import dev.rollcall.core.store.people.UserTable;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Walks the people that a rule command concerns, however many, in chunks: ids first, in an index's order, then one task a chunk.
 * So memory is bounded, and no statement is large.
 */
final class ChunkedWork implements Work.Cases<Future<?>> {

    /** Rows of so many people are decoded on the event loop in a few milliseconds. */
    private static final int CHUNK = 1_000;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final UserTable USERS = new UserTable();
    private static final GroupMemberTable MEMBERSHIPS = new GroupMemberTable();
    private static final GroupAncestorTable ANCESTORS = new GroupAncestorTable();
    private static final MemberTable MEMBERS = new MemberTable();
    private static final AdoptionTable ADOPTIONS = new AdoptionTable();
    private static final SeatLedgerTable LEDGER = new SeatLedgerTable();
    private static final HoldTable HOLDS = new HoldTable();

    private final TransactionContext steps;
    private final UUID requestId;
    private final List<DirectoryKey<UUID>> deferred = new ArrayList<>();
    private boolean unfinished;
    private RuleOutcome.@Nullable Refused refused;
    private @Nullable UUID subject;

    ChunkedWork(TransactionContext steps, UUID requestId) {
        this.steps = steps;
        this.requestId = requestId;
    }

    RuleOutcome.@Nullable Refused refused() {
        return refused;
    }

    @Nullable
    UUID subject() {
        return subject;
    }

    Future<?> carryOut(Work work) {
        return work.match(this);
    }

    @Override
    public Future<?> settleDirectory(Work.SettleDirectory settle) {
        UUID directory = settle.directoryId();
        return each(usersOf(directory), users -> settle(directory, users));
    }

    @Override
    public Future<?> settleGroup(Work.SettleGroup settle) {
        return settleGroup(settle.directoryId(), settle.groupId());
    }

    @Override
    public Future<?> settleNested(Work.SettleNested settle) {
        return settleDirect(settle.directoryId(), settle.groupId(), Turn.REQUEST);
    }

    @Override
    public Future<?> settleWaiting(Work.SettleWaiting settle) {
        return settleWaiting(Exclusion.endedBy(settle.wake()), BEFORE_ALL);
    }

    @Override
    public Future<?> settleAwaiting(Work.SettleAwaiting settle) {
        return each(
                after -> MEMBERS.awaitingSeat(steps.connection(), steps.orgId(), after, CHUNK), WorkChunk.Lift::new);
    }

    @Override
    public Future<?> unmanageOrphans(Work.UnmanageOrphans unmanage) {
        return unmanageOrphans(unmanage.directoryId(), unmanage.suspend());
    }

    @Override
    public Future<?> suspendFormer(Work.SuspendFormer suspend) {
        UUID directory = suspend.directoryId();
        return each(usersOf(directory), users -> new WorkChunk.SuspendFormer(keys(directory, users)));
    }

    @Override
    public Future<?> departOrphans(Work.DepartOrphans depart) {
        return each(orphansOf(depart.directoryId()), WorkChunk.Depart::new);
    }

    @Override
    public Future<?> reverse(Work.Reverse reverse) {
        return exchange(reverse)
                .compose(v -> unfinished ? exchange(reverse) : Future.succeededFuture())
                .compose(v -> rebook(reverse, BEFORE_ALL));
    }

    @Override
    public Future<?> decideHold(Work.DecideHold decision) {
        return decide(decision, BEFORE_ALL);
    }

    @Override
    public Future<?> step(Work.Step step) {
        return decide(step.task());
    }

    /** Those who would leave the organisation without an admin have their turn when everybody else had theirs. */
    Future<?> settleDeferred() {
        if (deferred.isEmpty()) {
            return Future.succeededFuture();
        }
        List<DirectoryKey<UUID>> users = List.copyOf(deferred);
        deferred.clear();
        return decide(new WorkChunk.Settle(users, Turn.NOTHING, true));
    }

    private static WorkChunk settle(UUID directoryId, List<UUID> users) {
        return new WorkChunk.Settle(keys(directoryId, users), Turn.NOTHING, false);
    }

    /** The users in the group, and those in it through other groups. */
    private Future<?> settleGroup(UUID directoryId, UUID groupId) {
        return ANCESTORS.below(steps.connection(), steps.orgId(), groupId).compose(below -> {
            Future<?> chain = settleDirect(directoryId, groupId, Turn.NOTHING);
            for (UUID nested : below) {
                chain = chain.compose(v -> settleDirect(directoryId, nested, Turn.NOTHING));
            }
            return chain;
        });
    }

    private Future<?> settleDirect(UUID directoryId, UUID groupId, Turn turn) {
        return each(
                after -> MEMBERSHIPS.usersOf(steps.connection(), steps.orgId(), groupId, after, CHUNK),
                users -> new WorkChunk.Settle(keys(directoryId, users), turn, false));
    }

    /** A user in several groups is in one beside the largest, so the largest needs no look. */
    @Override
    public Future<?> settleOverlap(Work.SettleOverlap settle) {
        return MEMBERSHIPS
                .largest(steps.connection(), steps.orgId(), settle.groupIds())
                .compose(largest -> {
                    Future<?> chain = Future.succeededFuture();
                    for (UUID group : settle.groupIds()) {
                        if (!group.equals(largest)) {
                            chain = chain.compose(v -> settleGroup(settle.directoryId(), group));
                        }
                    }
                    return chain;
                });
    }

    private Future<?> settleWaiting(List<Exclusion> reasons, UUID after) {
        return USERS.waiting(steps.connection(), steps.orgId(), reasons, after, CHUNK)
                .compose(users -> users.isEmpty()
                        ? Future.succeededFuture()
                        : decide(new WorkChunk.Settle(users, Turn.NOTHING, false))
                                .compose(v -> settleWaiting(
                                        reasons, users.get(users.size() - 1).value())));
    }

    @Override
    public Future<?> unmanage(Work.Unmanage unmanage) {
        UUID directory = unmanage.directoryId();
        return each(usersOf(directory), users -> new WorkChunk.Unmanage(keys(directory, users), unmanage.suspend()))
                .compose(v -> unmanageOrphans(directory, unmanage.suspend()));
    }

    private Future<?> unmanageOrphans(UUID directory, boolean suspend) {
        return each(orphansOf(directory), members -> new WorkChunk.UnmanageOrphans(members, suspend));
    }

    /** Members who could not be given or taken back because of another have a second turn, when the others had theirs. */
    private Future<?> exchange(Work.Reverse reverse) {
        return giveBack(reverse, BEFORE_ALL).compose(v -> takeBack(reverse));
    }

    private Future<?> giveBack(Work.Reverse reverse, UUID after) {
        return ADOPTIONS
                .load(steps.connection(), steps.orgId(), reverse.activationId(), after, CHUNK)
                .compose(adoptions -> adoptions.isEmpty()
                        ? Future.succeededFuture()
                        : decide(new WorkChunk.GiveBack(reverse.directoryId(), adoptions))
                                .compose(v -> giveBack(reverse, last(adoptions))));
    }

    private Future<?> rebook(Work.Reverse reverse, UUID after) {
        return LEDGER.leftOn(steps.connection(), steps.orgId(), reverse.activationId(), after, CHUNK)
                .compose(sums -> sums.isEmpty()
                        ? Future.succeededFuture()
                        : decide(new WorkChunk.Rebook(reverse.directoryId(), reverse.activationId(), sums))
                                .compose(v -> rebook(reverse, lastKey(sums))));
    }

    private static UUID lastKey(Map<UUID, Integer> sums) {
        UUID last = BEFORE_ALL;
        for (UUID key : sums.keySet()) {
            last = key;
        }
        return last;
    }

    private static UUID last(List<Adoption> adoptions) {
        return adoptions.get(adoptions.size() - 1).former().id();
    }

    private Future<?> takeBack(Work.Reverse reverse) {
        return each(
                after -> MEMBERS.madeBy(steps.connection(), steps.orgId(), reverse.activationId(), after, CHUNK),
                members -> new WorkChunk.TakeBack(reverse.directoryId(), reverse.activationId(), members));
    }

    private Future<?> decide(Work.DecideHold decision, UUID after) {
        return HOLDS.ofCause(
                        steps.connection(),
                        steps.orgId(),
                        decision.causeId(),
                        decision.state(),
                        decision.only(),
                        after,
                        CHUNK)
                .compose(holds -> holds.isEmpty()
                        ? Future.succeededFuture()
                        : decide(new WorkChunk.DecideHolds(holds, decision.approved(), decision.by()))
                                .compose(v -> decide(
                                        decision, holds.get(holds.size() - 1).id())));
    }

    private Function<UUID, Future<List<UUID>>> usersOf(UUID directoryId) {
        return after -> USERS.idsOf(steps.connection(), steps.orgId(), directoryId, after, CHUNK);
    }

    private Function<UUID, Future<List<UUID>>> orphansOf(UUID directoryId) {
        return after -> MEMBERS.orphans(steps.connection(), steps.orgId(), directoryId, after, CHUNK);
    }

    private Future<?> each(Function<UUID, Future<List<UUID>>> next, Function<List<UUID>, WorkChunk> task) {
        return each(BEFORE_ALL, next, task);
    }

    private Future<?> each(UUID after, Function<UUID, Future<List<UUID>>> next, Function<List<UUID>, WorkChunk> task) {
        return next.apply(after)
                .compose(ids -> ids.isEmpty()
                        ? Future.succeededFuture()
                        : decide(task.apply(ids)).compose(v -> each(ids.get(ids.size() - 1), next, task)));
    }

    private Future<?> decide(WorkChunk task) {
        return steps.decide(task, requestId).map(this::note);
    }

    private @Nullable Void note(WorkChunkDecider.Result result) {
        deferred.addAll(result.deferred());
        unfinished |= result.unfinished();
        refused = refused != null ? refused : result.refused();
        subject = subject != null ? subject : result.subject();
        return null;
    }

    private static List<DirectoryKey<UUID>> keys(UUID directoryId, List<UUID> ids) {
        return ids.stream().map(id -> new DirectoryKey<>(directoryId, id)).toList();
    }
}
