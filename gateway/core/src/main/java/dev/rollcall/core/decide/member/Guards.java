package dev.rollcall.core.decide.member;

import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.MassGuard;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import org.jspecify.annotations.Nullable;

/** Decides whether a change may happen now: the protection of the last admin (R19) and the guard against mass changes (R21). */
public final class Guards {

    private final Workspace workspace;

    public Guards(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Whether the organisation would be without an active admin, and is not to be. */
    public boolean wouldLoseLastAdmin(@Nullable MemberRow before, @Nullable MemberRow after) {
        return before != null
                && before.isActiveAdmin()
                && (after == null || !after.isActiveAdmin())
                && !workspace.people().isRecovering(before)
                && workspace.terms().adminProtection()
                && workspace.tally().activeAdmins() == 1;
    }

    /**
     * Which rule keeps a member whom a directory takes out; when none does, null, and the member counts.
     *
     * @param after null for a removal
     * @param present the hold in force, or null
     */
    HoldRow.@Nullable Kind keeps(
            @Nullable MemberRow before, @Nullable MemberRow after, @Nullable HoldRow present, Cause cause) {
        if (wouldLoseLastAdmin(before, after)) {
            return HoldRow.Kind.LAST_ADMIN;
        }
        boolean stays = after != null && after.active();
        if (before == null || !before.active() || stays || before.directoryId() == null) {
            return null;
        }
        if (present != null && present.kind() == HoldRow.Kind.MASS_CHANGE) {
            return HoldRow.Kind.MASS_CHANGE;
        }
        if (!cause.isGuarded()) {
            return null;
        }
        DirectoryRow directory = workspace.directory(before.directoryId());
        MassGuard guard = directory.guard().at(workspace.now(), directory.activeMembers());
        if (workspace.brake().holdsAll(directory.id()) || !guard.admitsOneMore()) {
            workspace.brake().stopped(directory.id());
            return HoldRow.Kind.MASS_CHANGE;
        }
        workspace.brake().gone(directory.id());
        workspace.put(directory.with(guard.oneMore()));
        return null;
    }

    /** Whether so many people of a directory may go now. */
    boolean admits(DirectoryRow directory, int people) {
        MassGuard guard = directory.guard().at(workspace.now(), directory.activeMembers());
        return guard.count() + people <= guard.admitted();
    }

    /**
     * Whom a directory has taken out and brings back in the same window, it has not taken out: IdPs do that when they
     * start over.
     */
    void returned(@Nullable MemberRow before, MemberRow after, Cause cause) {
        if (before == null || before.active() || !after.active() || !cause.isSync()) {
            return;
        }
        if (before.directoryId() == null || !before.directoryId().equals(after.directoryId())) {
            return;
        }
        DirectoryRow directory = workspace.directory(before.directoryId());
        if (directory.guard().isOfThisWindow(before.changed(), workspace.now())) {
            workspace.put(directory.with(directory.guard().oneLess()));
        }
    }
}
