package dev.rollcall.core.decide.member;

import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.HoldRow.Effect;
import dev.rollcall.core.model.row.HoldRow.Kind;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.model.word.HoldReason.Change;
import org.jspecify.annotations.Nullable;

/** Decides what happens to members whose user in the directory is deleted (R15). */
public final class Leavers {

    private final Workspace workspace;
    private final People people;
    private final Guards guards;
    private final Holds holds;
    private final MemberWriter writer;

    public Leavers(Workspace workspace) {
        this.workspace = workspace;
        this.people = workspace.people();
        this.guards = new Guards(workspace);
        this.holds = new Holds(workspace);
        this.writer = new MemberWriter(workspace);
    }

    /** The record of a user is gone, and with it the membership (R15), unless a rule or a pause keeps it. */
    public void removed(UserRow user, Cause cause) {
        removed(user, Change.DELETED, cause);
    }

    /**
     * The record of a user is another person's from now on, and the former person has none.
     *
     * @param former the record as it was the former person's
     */
    public void replaced(UserRow former, Cause cause) {
        removed(former, Change.REPLACED, cause);
    }

    private void removed(UserRow user, Change reason, Cause cause) {
        MemberRow member = people.ofUser(user.id());
        HoldRow present = people.hold(user.id(), null);
        if (member == null) {
            holds.release(present, false, cause);
            return;
        }
        MemberRow orphan = member.withoutRecord(user.lastExternalId(), workspace.now(), cause.requestId());
        if (workspace.directory(user.directoryId()).state() == State.ACTIVE) {
            depart(member, orphan, present, reason, cause);
        } else {
            writer.write(member, orphan, null, cause, reason.word());
            holds.release(present, false, cause);
        }
    }

    /** A member whose record is gone leaves, if no rule keeps them any more. */
    public void depart(MemberRow orphan, Cause cause) {
        HoldRow present = people.hold(null, orphan);
        boolean replaced = present != null && present.reason() == Change.REPLACED;
        depart(orphan, orphan, present, replaced ? Change.REPLACED : Change.DELETED, cause);
    }

    private void depart(MemberRow member, MemberRow orphan, @Nullable HoldRow present, Change reason, Cause cause) {
        Kind kept = guards.keeps(member, null, present, cause);
        if (kept == null) {
            holds.release(present, true, cause);
            DirectoryRow directory = member.directoryId() == null ? null : workspace.directory(member.directoryId());
            writer.remove(member, Change.DELETED.word(), directory == null ? null : directory.activationId(), cause);
            return;
        }
        writer.write(member, orphan, null, cause, reason.word());
        holds.keep(
                kept,
                present,
                new Holds.Subject(
                        member.directoryId(), null, member.id(), member.email(), Effect.REMOVAL, null, reason),
                cause);
    }
}
