package dev.rollcall.core.decide;

import dev.rollcall.core.decide.member.Guards;
import dev.rollcall.core.decide.member.Holds;
import dev.rollcall.core.decide.member.Leavers;
import dev.rollcall.core.decide.member.MemberRules;
import dev.rollcall.core.decide.member.MemberWriter;
import dev.rollcall.core.decide.plan.WorkChunk;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.HoldRow.Effect;
import dev.rollcall.core.model.row.HoldRow.Kind;
import dev.rollcall.core.model.row.HoldRow.State;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.UserRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes up held changes again: automatically once there is another admin (R19), or when an administrator has decided (R16, R21). */
final class HeldChanges {

    private final Workspace workspace;
    private final People people;
    private final MemberRules members;
    private final Leavers leavers;
    private final Guards guards;
    private final Holds holds;
    private final MemberWriter writer;

    HeldChanges(Workspace workspace, MemberRules members, Leavers leavers) {
        this.workspace = workspace;
        this.people = workspace.people();
        this.members = members;
        this.leavers = leavers;
        this.guards = new Guards(workspace);
        this.holds = new Holds(workspace);
        this.writer = new MemberWriter(workspace);
    }

    /** Tries a held change again; the rules may keep it once more. */
    void resume(HoldRow held, Cause cause) {
        HoldRow hold = WorkChunkDecider.current(people, held);
        if (hold == null) {
            return;
        }
        UserRow user = user(hold);
        MemberRow member = hold.memberId() == null ? null : people.get(hold.memberId());
        if (user != null) {
            members.settle(user, cause.in(user.directoryId()));
        } else if (member == null) {
            holds.close(hold, State.WITHDRAWN, cause);
        } else if (hold.effect() == Effect.REMOVAL) {
            leavers.depart(member, cause.in(member.directoryId()));
        } else {
            change(hold, member, cause);
        }
    }

    /** A member without a record: what was to happen to them when their directory let go. */
    private void change(HoldRow hold, MemberRow member, Cause cause) {
        MemberRow after = hold.role() == null
                ? member.suspended(workspace.now(), cause.requestId())
                : member.inRole(
                        Grant.withoutGroup(hold.role()),
                        workspace.house().needsSeat(hold.role()),
                        null,
                        workspace.now(),
                        cause.requestId());
        if (!guards.wouldLoseLastAdmin(member, after)) {
            holds.close(hold, State.RESOLVED, cause);
            writer.write(member, after, null, cause, hold.reason().word());
        }
    }

    void decide(HoldRow held, WorkChunk.DecideHolds decision, Cause cause) {
        HoldRow hold = WorkChunkDecider.current(people, held);
        if (hold == null || hold.kind() == Kind.LAST_ADMIN) {
            return;
        }
        HoldRow decided = decision.by() == null ? hold : hold.decidedBy(decision.by());
        if (decision.approved()) {
            approve(decided, decision.by() == null ? State.RESOLVED : State.APPROVED, cause);
        } else {
            reject(decided, cause);
        }
    }

    private void approve(HoldRow hold, State end, Cause cause) {
        holds.close(hold, end, cause);
        UserRow user = user(hold);
        MemberRow member = hold.memberId() == null ? null : people.get(hold.memberId());
        if (user != null) {
            members.settle(user, cause.as(Cause.Kind.APPROVAL).in(user.directoryId()));
        } else if (member != null && hold.effect() == Effect.REMOVAL) {
            leavers.depart(member, cause.in(member.directoryId()));
        }
    }

    /** A member with a record stays until the IdP says otherwise; one without has no directory from now on. */
    private void reject(HoldRow hold, Cause cause) {
        HoldRow rejected = hold.rejected(Objects.requireNonNull(hold.decidedBy()));
        UserRow user = user(hold);
        if (user != null) {
            people.put(rejected);
            if (hold.kind() == Kind.SEAT) {
                members.settle(user, cause.in(user.directoryId()));
            }
            return;
        }
        holds.close(hold, State.REJECTED, cause);
        MemberRow member = hold.memberId() == null ? null : people.get(hold.memberId());
        if (member != null) {
            writer.write(
                    member,
                    member.managedBy(null, null, workspace.now(), cause.requestId()),
                    null,
                    cause.in(member.directoryId()),
                    null);
        }
    }

    private @Nullable UserRow user(HoldRow hold) {
        return hold.userId() == null || hold.directoryId() == null
                ? null
                : workspace.users().get(hold.directoryId(), hold.userId());
    }
}
