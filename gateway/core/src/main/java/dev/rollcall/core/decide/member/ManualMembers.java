package dev.rollcall.core.decide.member;

import dev.rollcall.core.command.OfConflict.ReleaseConflict;
import dev.rollcall.core.command.OfMember.EditMember;
import dev.rollcall.core.command.OfMember.Invite;
import dev.rollcall.core.command.OfMember.RemoveMember;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.Recovery;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Invites, edits and removes members by hand (R10). Whatever the rules would hold or exclude for an identity provider is refused
 * here, because an administrator can be told at once.
 */
public final class ManualMembers {

    private static final String RELEASED = Exclusion.DOMAIN_OF_ANOTHER_ORGANIZATION.word();

    private final Workspace workspace;
    private final People people;
    private final Seats seats;
    private final Guards guards;
    private final Holds holds;
    private final MemberWriter writer;
    private final Invitations invitations;

    public ManualMembers(Workspace workspace, MemberRules rules) {
        this.workspace = workspace;
        this.invitations = new Invitations(workspace, rules);
        this.people = workspace.people();
        this.seats = new Seats(workspace);
        this.guards = new Guards(workspace);
        this.holds = new Holds(workspace);
        this.writer = new MemberWriter(workspace);
    }

    public MemberVerdict invite(Invite invite, Cause cause) {
        return invitations.invite(invite, cause);
    }

    public MemberVerdict edit(EditMember edit, Cause cause) {
        MemberRow member = people.get(edit.memberId());
        MemberVerdict refused = refuse(member, edit.memberId(), edit.lastChange());
        if (refused == null && edit.role() != null) {
            refused = forATime(Objects.requireNonNull(member));
        }
        return refused != null ? refused : edit(Objects.requireNonNull(member), edit, cause);
    }

    public MemberVerdict remove(RemoveMember remove, Cause cause) {
        MemberRow member = people.get(remove.memberId());
        MemberVerdict refused = refuse(member, remove.memberId(), remove.lastChange());
        return refused != null ? refused : remove(Objects.requireNonNull(member), cause.word(), cause);
    }

    /** The address goes to the owner of its domain (R26). */
    public MemberVerdict release(ReleaseConflict release, Cause cause) {
        MemberRow member = people.get(release.memberId());
        return member == null ? MemberVerdict.done(release.memberId()) : remove(member, RELEASED, cause);
    }

    private MemberVerdict edit(MemberRow member, EditMember edit, Cause cause) {
        String role = edit.role() == null
                ? Objects.requireNonNullElse(
                        member.awaitedRole(), member.grant().role())
                : edit.role();
        if (!workspace.house().knows(role)) {
            return MemberVerdict.unknownRole(workspace.house(), role);
        }
        Grant grant = edit.role() == null
                ? new Grant(role, member.grant().assignmentId(), member.grant().groupId())
                : Grant.withoutGroup(role);
        Seats.Answer answer =
                member.active() ? seats.ask(grant, member.seat(), cause) : new Seats.Answer.Granted(grant, false, null);
        if (!(answer instanceof Seats.Answer.Granted granted)) {
            return MemberVerdict.noSeat(workspace.terms());
        }
        String name = edit.displayName() == null || edit.displayName().isBlank()
                ? member.displayName()
                : edit.displayName().strip();
        MemberRow after = new MemberRow(
                member.id(),
                member.email(),
                member.emailKey(),
                name,
                member.status(),
                granted.seat(),
                null,
                null,
                null,
                granted.grant(),
                granted.awaitedRole(),
                member.activationId(),
                member.joined(),
                workspace.now(),
                cause.requestId());
        if (guards.wouldLoseLastAdmin(member, after)) {
            return lastAdmin(member);
        }
        if (edit.role() != null) {
            holds.release(people.hold(null, member), false, cause);
        }
        writer.write(member, after, null, cause, null);
        return MemberVerdict.done(member.id());
    }

    /** What the operator gave for a time does not become one for good by the hand of whom it was given to. */
    private @Nullable MemberVerdict forATime(MemberRow member) {
        Recovery recovery = people.recovery(member.id());
        return recovery == null
                ? null
                : MemberVerdict.refused(
                        Refusal.WRONG_STATE,
                        member.email() + " is an admin for a limited time, until " + recovery.ends()
                                + ", and has no other role until then. To make them a permanent admin, assign the role"
                                + " admin to a group of a directory and put them into it. Without a directory, "
                                + "invite another person as admin,"
                                + " who can give them a role once the time has ended; DELETE"
                                + " .../recovery-admins/" + member.id() + " ends it early.");
    }

    private MemberVerdict remove(MemberRow member, String reason, Cause cause) {
        if (guards.wouldLoseLastAdmin(member, null)) {
            return lastAdmin(member);
        }
        HoldRow present = people.hold(null, member);
        holds.release(present, false, cause);
        writer.remove(member, reason, null, cause);
        return MemberVerdict.done(member.id());
    }

    /** A seat is free: the role that was awaited comes. */
    public void lift(MemberRow member, Cause cause) {
        Grant wanted = new Grant(
                Objects.requireNonNull(member.awaitedRole()),
                member.grant().assignmentId(),
                member.grant().groupId());
        if (seats.ask(wanted, member.seat(), cause) instanceof Seats.Answer.Granted granted) {
            writer.write(
                    member,
                    member.inRole(
                            granted.grant(), granted.seat(), granted.awaitedRole(), workspace.now(), cause.requestId()),
                    null,
                    cause,
                    null);
        }
    }

    private @Nullable MemberVerdict refuse(@Nullable MemberRow member, UUID id, @Nullable UUID lastChange) {
        if (member == null) {
            return MemberVerdict.refused(Refusal.NOT_FOUND, "The organisation has no member " + id + ".");
        }
        if (member.directoryId() != null) {
            return MemberVerdict.refused(
                    Refusal.MANAGED_BY_DIRECTORY,
                    member.email() + " is managed by the directory \"" + manager(member) + "\". " + where(member));
        }
        if (lastChange != null && !lastChange.equals(member.changedBy())) {
            return MemberVerdict.refused(
                    Refusal.CHANGED_MEANWHILE,
                    member.email()
                            + " has been changed in the meantime. Read the member again, and repeat the request with"
                            + " the new ETag in If-Match.");
        }
        return null;
    }

    private String manager(MemberRow managed) {
        return workspace
                .directory(Objects.requireNonNull(managed.directoryId()))
                .name();
    }

    /** What to do about a managed member. One whose record is gone is kept by a hold or a pause alone. */
    private String where(MemberRow managed) {
        if (managed.userId() != null) {
            return "Change or remove them at its identity provider.";
        }
        return people.hold(null, managed) == null
                ? "Its identity provider deleted them while the directory was paused; they will be removed when"
                        + " it is resumed."
                : "Its identity provider has deleted them, but a hold keeps them. Approve or reject the hold.";
    }

    private static MemberVerdict lastAdmin(MemberRow member) {
        return MemberVerdict.refused(
                Refusal.LAST_ADMIN,
                member.email() + " is the last active admin. Make another person an admin first, or switch off"
                        + " the protection of the last admin.");
    }
}
