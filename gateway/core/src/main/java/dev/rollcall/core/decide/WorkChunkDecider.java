package dev.rollcall.core.decide;

import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.core.decide.member.Departures;
import dev.rollcall.core.decide.member.Leavers;
import dev.rollcall.core.decide.member.ManualMembers;
import dev.rollcall.core.decide.member.MemberRules;
import dev.rollcall.core.decide.member.MemberVerdict;
import dev.rollcall.core.decide.member.RecoveryAdmins;
import dev.rollcall.core.decide.plan.WorkChunk;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.Changes;
import dev.rollcall.core.decide.workspace.MassChangeBrake;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Slice;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.UserRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides one chunk of work, by the same rules as the commands of identity providers. A function of its arguments. */
public final class WorkChunkDecider {

    private final Workspace workspace;
    private final People people;
    private final MemberRules members;
    private final Leavers leavers;
    private final Departures departures;
    private final HeldChanges held;
    private final ManualMembers manual;
    private final RecoveryAdmins recoveries;
    private final Cause cause;
    private final List<DirectoryKey<UUID>> deferred = new ArrayList<>();

    private WorkChunkDecider(Workspace workspace, UUID requestId) {
        this.workspace = workspace;
        this.people = workspace.people();
        this.members = new MemberRules(workspace);
        this.leavers = new Leavers(workspace);
        this.departures = new Departures(workspace);
        this.held = new HeldChanges(workspace, members, leavers);
        this.manual = new ManualMembers(workspace, members);
        this.recoveries = new RecoveryAdmins(workspace, members);
        this.cause = new Cause(requestId, null, Cause.Kind.CONSEQUENCE);
    }

    /**
     * What a task comes to.
     *
     * @param deferred users that would leave the organisation without an admin, to be settled when all others are
     * @param unfinished whether an undo left a member for another try, when all others are back
     * @param refused why nothing was done, or null
     * @param subject what was made, or null
     */
    public record Result(
            Changes changes,
            List<DirectoryKey<UUID>> deferred,
            boolean unfinished,
            RuleOutcome.@Nullable Refused refused,
            @Nullable UUID subject) {}

    /**
     * Decides.
     *
     * @param slice all that the task can touch (see {@code Wanted})
     * @param requestId the request that it follows from
     * @param brake the guard's view of the whole command
     * @param impact learns what happens to whom, or null
     */
    public static Result decide(
            Slice slice,
            WorkChunk task,
            UUID requestId,
            MassChangeBrake brake,
            Instant now,
            Supplier<UUID> ids,
            @Nullable ImpactBuilder impact) {
        Workspace workspace = new Workspace(slice, brake, now, ids);
        Result result = new WorkChunkDecider(workspace, requestId).decide(task);
        if (impact != null) {
            impact.add(workspace);
        }
        return result;
    }

    private Result decide(WorkChunk task) {
        return task.match(new Kinds());
    }

    private Result done() {
        return new Result(workspace.changes(), deferred, departures.isUnfinished(), null, null);
    }

    private final class Kinds implements WorkChunk.Cases<Result> {

        @Override
        public Result settle(WorkChunk.Settle settle) {
            Cause.Kind kind = switch (settle.turn()) {
                case SEAT -> Cause.Kind.SEAT_TURN;
                case ADDRESS -> Cause.Kind.ADDRESS_TURN;
                case NOTHING -> Cause.Kind.RULE;
                case REQUEST -> Cause.Kind.SYNC;
            };
            for (UserRow user : present(settle.users())) {
                Cause seen = cause.as(kind).in(user.directoryId());
                if (settle.last()) {
                    members.settle(user, seen);
                } else if (!members.settleButLastAdmin(List.of(user), seen).isEmpty()) {
                    deferred.add(new DirectoryKey<>(user.directoryId(), user.id()));
                }
            }
            return done();
        }

        @Override
        public Result exchange(WorkChunk.Exchange exchange) {
            members.exchange(present(exchange.users()), cause);
            return done();
        }

        @Override
        public Result lift(WorkChunk.Lift lift) {
            lift.members().forEach(id -> WorkChunkDecider.this.lift(people.get(id)));
            return done();
        }

        @Override
        public Result release(WorkChunk.Release release) {
            held.resume(release.hold(), cause);
            return done();
        }

        @Override
        public Result decideHolds(WorkChunk.DecideHolds decision) {
            decision.holds().forEach(hold -> held.decide(hold, decision, cause));
            return done();
        }

        @Override
        public Result unmanage(WorkChunk.Unmanage unmanage) {
            present(unmanage.users()).forEach(user -> departures.unmanage(user, unmanage.suspend(), cause));
            return done();
        }

        @Override
        public Result unmanageOrphans(WorkChunk.UnmanageOrphans unmanage) {
            unmanage.members().forEach(id -> departures.unmanage(people.get(id), unmanage.suspend(), cause));
            return done();
        }

        @Override
        public Result suspendFormer(WorkChunk.SuspendFormer suspend) {
            present(suspend.users()).forEach(user -> departures.suspendFormer(user, cause));
            return done();
        }

        @Override
        public Result depart(WorkChunk.Depart depart) {
            depart.members().forEach(WorkChunkDecider.this::depart);
            return done();
        }

        @Override
        public Result giveBack(WorkChunk.GiveBack back) {
            back.adoptions().forEach(adoption -> departures.giveBack(adoption, back.directoryId(), cause));
            return done();
        }

        @Override
        public Result takeBack(WorkChunk.TakeBack back) {
            back.members().forEach(id -> departures.takeBack(people.get(id), back, cause));
            return done();
        }

        @Override
        public Result rebook(WorkChunk.Rebook rebook) {
            rebook.sums().forEach((member, sum) -> departures.rebook(people.get(member), member, sum, rebook, cause));
            return done();
        }

        @Override
        public Result announce(WorkChunk.Announce told) {
            workspace.journal().event(told.type(), told.subjectId(), cause.in(told.directoryId()), told.data());
            return done();
        }

        @Override
        public Result byHand(WorkChunk.ByHand byHand) {
            MemberVerdict verdict = verdict(byHand);
            return new Result(workspace.changes(), deferred, false, verdict.refused(), verdict.subject());
        }
    }

    private MemberVerdict verdict(WorkChunk.ByHand byHand) {
        return byHand.command().match(new Verdicts(byHand.by()));
    }

    private final class Verdicts implements OfMember.Cases<MemberVerdict> {

        private final String by;

        Verdicts(String by) {
            this.by = by;
        }

        @Override
        public MemberVerdict invite(OfMember.Invite command) {
            return manual.invite(command, cause);
        }

        @Override
        public MemberVerdict editMember(OfMember.EditMember command) {
            return manual.edit(command, cause);
        }

        @Override
        public MemberVerdict removeMember(OfMember.RemoveMember command) {
            return manual.remove(command, cause);
        }

        @Override
        public MemberVerdict releaseConflict(OfConflict.ReleaseConflict command) {
            return manual.release(command, cause);
        }

        @Override
        public MemberVerdict grantRecovery(OfMember.GrantRecovery command) {
            return recoveries.grant(command, by, cause);
        }

        @Override
        public MemberVerdict endRecovery(OfMember.EndRecovery command) {
            return recoveries.end(command, cause);
        }
    }

    private List<UserRow> present(List<DirectoryKey<UUID>> keys) {
        List<UserRow> users = new ArrayList<>(keys.size());
        for (DirectoryKey<UUID> key : keys) {
            UserRow user = workspace.users().get(key.directoryId(), key.value());
            if (user != null) {
                users.add(user);
            }
        }
        return users;
    }

    /** Only members by hand are lifted here; one with a record is settled by it. */
    private void lift(@Nullable MemberRow member) {
        if (member == null || member.awaitedRole() == null) {
            return;
        }
        UserRow user = member.userId() == null || member.directoryId() == null
                ? null
                : workspace.users().get(member.directoryId(), member.userId());
        Cause turn = cause.as(Cause.Kind.SEAT_TURN);
        if (user != null) {
            members.settle(user, turn.in(user.directoryId()));
        } else {
            manual.lift(member, turn);
        }
    }

    private void depart(UUID id) {
        MemberRow member = people.get(id);
        if (member != null && member.userId() == null) {
            leavers.depart(member, cause.as(Cause.Kind.RULE).in(member.directoryId()));
        }
    }

    /** The hold as it stands in the slice, if it is still in force. */
    static @Nullable HoldRow current(People people, HoldRow hold) {
        HoldRow now = people.holds().get(hold.id());
        return now != null && now.inForce() ? now : null;
    }
}
