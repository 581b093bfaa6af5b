package dev.rollcall.core.decide.member;

import dev.rollcall.core.decide.plan.WorkChunk;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.Adoption;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.HoldRow.Effect;
import dev.rollcall.core.model.row.HoldRow.Kind;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MemberRow.Status;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.model.word.HoldReason.Change;
import dev.rollcall.core.model.word.LedgerCause;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what happens to members when their directory is deactivated or its activation is undone (R17). */
public final class Departures {

    private final Workspace workspace;
    private final People people;
    private final Guards guards;
    private final Holds holds;
    private final Exclusions exclusions;
    private final MemberWriter writer;
    private boolean unfinished;

    public Departures(Workspace workspace) {
        this.workspace = workspace;
        this.people = workspace.people();
        this.guards = new Guards(workspace);
        this.holds = new Holds(workspace);
        this.exclusions = new Exclusions(workspace);
        this.writer = new MemberWriter(workspace);
    }

    /**
     * Whether a member could not be given or taken back: another held the address, or no other member was an admin. When all others
     * have had their turn, another try may do it.
     */
    public boolean isUnfinished() {
        return unfinished;
    }

    /** A user's directory lets go; a user of a directory that is no longer live is not excluded either. */
    public void unmanage(UserRow user, boolean suspend, Cause cause) {
        Cause seen = cause.in(user.directoryId());
        holds.release(people.hold(user.id(), null), false, seen);
        exclusions.none(user, seen);
        MemberRow member = people.ofUser(user.id());
        remember(user.directoryId(), user.id(), member);
        unmanage(member, suspend, seen);
    }

    /** The record takes its member over again when its directory goes live once more (R33). */
    private void remember(@Nullable UUID directoryId, @Nullable UUID userId, @Nullable MemberRow member) {
        UserRow user =
                directoryId == null || userId == null ? null : workspace.users().get(directoryId, userId);
        if (user != null && member != null) {
            workspace.put(user.formerly(member.id()));
        }
    }

    private void remember(@Nullable MemberRow member) {
        if (member != null) {
            remember(member.directoryId(), member.userId(), member);
        }
    }

    /** A member's directory lets go. */
    public void unmanage(@Nullable MemberRow member, boolean suspend, Cause cause) {
        if (member == null || member.directoryId() == null) {
            return;
        }
        Cause seen = cause.in(member.directoryId());
        letGo(member, workspace.directory(member.directoryId()), suspend, seen);
    }

    /** The member that a user was is suspended, unless a directory has taken them over since. */
    public void suspendFormer(UserRow user, Cause cause) {
        MemberRow member = user.formerMember() == null ? null : people.get(user.formerMember());
        if (member != null && !member.managed() && member.active()) {
            letGo(member, workspace.directory(user.directoryId()), true, cause.in(user.directoryId()));
        }
    }

    private void letGo(MemberRow member, DirectoryRow directory, boolean suspend, Cause seen) {
        HoldRow present = people.hold(member.userId(), member);
        MemberRow free = member.managedBy(null, null, workspace.now(), seen.requestId());
        MemberRow after = suspend && member.active() ? free.suspended(workspace.now(), seen.requestId()) : free;
        UUID activation = directory.activationId();
        if (guards.wouldLoseLastAdmin(member, after)) {
            writer.write(member, free, activation, seen, null);
            keep(present, free, Effect.SUSPENSION, null, Change.DIRECTORY_DEACTIVATED, seen);
        } else {
            holds.release(present, false, seen);
            writer.write(member, after, activation, seen, after.active() ? null : Change.DIRECTORY_DEACTIVATED.word());
        }
    }

    /** A member whom the activation took over becomes what they were; the last admin becomes it but for access, role and seat. */
    public void giveBack(Adoption adoption, UUID directoryId, Cause cause) {
        MemberRow former = adoption.former();
        MemberRow now = people.get(former.id());
        if (now != null && now.managed() && !directoryId.equals(now.directoryId())) {
            return;
        }
        Cause seen = cause.in(directoryId);
        Claim claim = people.claim(former.emailKey());
        boolean free = (claim == null || claim.memberId().equals(former.id()))
                && !workspace.domains().isOfAnother(former.emailKey());
        boolean active = former.active() && free;
        unfinished |= former.active() && !free;
        MemberRow after = former(former, active, cause);
        HoldRow present = now == null ? null : people.hold(now.userId(), now);
        remember(now);
        if (now != null && guards.wouldLoseLastAdmin(now, after)) {
            unfinished = true;
            MemberRow kept = (free
                            ? former(former, true, cause)
                            : now.managedBy(null, null, workspace.now(), cause.requestId()))
                    .inRole(now.grant(), now.seat(), now.awaitedRole(), workspace.now(), cause.requestId());
            writer.write(now, kept, adoption.activationId(), seen, null);
            keep(
                    present,
                    kept,
                    active ? Effect.ROLE_CHANGE : Effect.SUSPENSION,
                    active ? former.grant().role() : null,
                    Change.ACTIVATION_UNDONE,
                    seen);
            return;
        }
        holds.release(present, false, seen);
        EventType type = now == null || !now.active() ? EventType.MEMBER_RESTORED : EventType.MEMBER_UNMANAGED;
        writer.write(
                now,
                after,
                after.active() ? type : EventType.MEMBER_SUSPENDED,
                adoption.activationId(),
                seen,
                Change.ACTIVATION_UNDONE.word());
    }

    private MemberRow former(MemberRow former, boolean active, Cause cause) {
        return new MemberRow(
                former.id(),
                former.email(),
                former.emailKey(),
                former.displayName(),
                active ? Status.ACTIVE : Status.SUSPENDED,
                active && former.seat(),
                null,
                null,
                null,
                former.grant(),
                active ? former.awaitedRole() : null,
                former.activationId(),
                former.joined(),
                workspace.now(),
                cause.requestId());
    }

    /** A member whom the activation made goes. */
    public void takeBack(@Nullable MemberRow member, WorkChunk.TakeBack back, Cause cause) {
        if (member == null || (member.managed() && !back.directoryId().equals(member.directoryId()))) {
            return;
        }
        Cause seen = cause.in(back.directoryId());
        HoldRow present = people.hold(member.userId(), member);
        if (guards.wouldLoseLastAdmin(member, null)) {
            unfinished = true;
            MemberRow kept = member.managedBy(null, null, workspace.now(), cause.requestId());
            remember(member);
            writer.write(member, kept, back.activationId(), seen, null);
            keep(present, kept, Effect.REMOVAL, null, Change.ACTIVATION_UNDONE, seen);
        } else {
            holds.release(present, false, seen);
            writer.remove(member, Change.ACTIVATION_UNDONE.word(), back.activationId(), seen);
        }
    }

    /**
     * A seat that stays, of the last admin or of a member whom another directory has taken over, is no longer this activation's:
     * it is booked on the one that manages its holder now, or on none. The same for one that did not come back. The balance between
     * the two entries is never below zero: where no seat is in use, the one that takes a seat comes first.
     */
    public void rebook(@Nullable MemberRow member, UUID memberId, int sum, WorkChunk.Rebook rebook, Cause cause) {
        UUID directory = member == null ? null : member.directoryId();
        UUID activation = directory == null || directory.equals(rebook.directoryId())
                ? null
                : workspace.directory(directory).activationId();
        for (int i = 0; i < Math.abs(sum); i++) {
            int delta = Integer.signum(sum);
            Runnable off = () -> workspace
                    .journal()
                    .seat(
                            memberId,
                            -delta,
                            LedgerCause.ACTIVATION_UNDONE,
                            cause.in(rebook.directoryId()),
                            rebook.activationId());
            Runnable on = () -> workspace
                    .journal()
                    .seat(memberId, delta, LedgerCause.ACTIVATION_UNDONE, cause.in(directory), activation);
            boolean takesFirst = delta > 0 && workspace.tally().seatsUsed() == 0;
            (takesFirst ? on : off).run();
            (takesFirst ? off : on).run();
        }
    }

    private void keep(
            @Nullable HoldRow present,
            MemberRow kept,
            Effect effect,
            @Nullable String role,
            Change reason,
            Cause cause) {
        holds.keep(
                Kind.LAST_ADMIN,
                present,
                new Holds.Subject(cause.directoryId(), null, kept.id(), kept.email(), effect, role, reason),
                cause);
    }
}
