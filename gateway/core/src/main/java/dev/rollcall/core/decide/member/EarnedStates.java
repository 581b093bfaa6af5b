package dev.rollcall.core.decide.member;

import dev.rollcall.core.decide.workspace.Addresses;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.EmailAddress;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.UserRow;
import org.jspecify.annotations.Nullable;

/**
 * Works out the {@link EarnedState} of a user of an active directory from whether they are active and from their roles,
 * address and domain. {@link Seats} decides about seats.
 */
final class EarnedStates {

    private final Workspace workspace;
    private final People people;

    EarnedStates(Workspace workspace) {
        this.workspace = workspace;
        this.people = workspace.people();
    }

    /**
     * Where a user stands.
     *
     * @param own the member that the user is, or null
     */
    EarnedState of(UserRow user, DirectoryRow directory, @Nullable MemberRow own, Cause cause) {
        if (!user.active()) {
            return new EarnedState.Inactive();
        }
        Grant grant = mapped(user, directory);
        if (people.isRecoveryAdmin(own) && !isAdmin(grant)) {
            grant = Grant.withoutGroup(OperatorRules.ADMIN);
        }
        if (grant == null) {
            return new EarnedState.Excluded(Exclusion.NO_MAPPED_GROUP, null);
        }
        String email = Addresses.of(user.document(), workspace.domains()::isOwn);
        if (email == null) {
            return new EarnedState.Excluded(Exclusion.NO_EMAIL, null);
        }
        String emailKey = EmailAddress.key(email);
        Exclusion foreign = workspace.domains().keepsOut(emailKey);
        if (foreign != null) {
            return new EarnedState.Excluded(foreign, emailKey);
        }
        boolean seat = workspace.house().needsSeat(grant.role());
        Exclusion taken = takenBy(emailKey, user, own, cause);
        if (taken == null) {
            return new EarnedState.In(grant, seat, null, email, emailKey, null);
        }
        EarnedState.Excluded awaits = new EarnedState.Excluded(taken, emailKey);
        return own != null && own.active() && workspace.domains().keepsOut(own.emailKey()) == null
                ? new EarnedState.In(grant, seat, null, own.email(), own.emailKey(), awaits)
                : awaits;
    }

    private @Nullable Grant mapped(UserRow user, DirectoryRow directory) {
        return RoleRules.grant(
                directory,
                workspace.assignments(directory.id()),
                group -> workspace.countsAsMember(user, group),
                user.document());
    }

    private static boolean isAdmin(@Nullable Grant grant) {
        return grant != null && grant.role().equals(OperatorRules.ADMIN);
    }

    /** Whether a member who was made an admin for a limited time would be one without it (R20). */
    boolean isAdminByRight(UserRow user, DirectoryRow directory) {
        return isAdmin(mapped(user, directory));
    }

    /** The same, or an admin where the one who is adopted is one for a time (R20). */
    EarnedState recovering(EarnedState.In in, @Nullable MemberRow adopted) {
        return people.isRecoveryAdmin(adopted) && !isAdmin(in.grant())
                ? in.in(
                        Grant.withoutGroup(OperatorRules.ADMIN),
                        workspace.house().needsSeat(OperatorRules.ADMIN),
                        null)
                : in;
    }

    /** Who stands in the way of this address, if anyone: not the member itself, and not one who may be adopted (R11). */
    private @Nullable Exclusion takenBy(String emailKey, UserRow user, @Nullable MemberRow own, Cause cause) {
        Claim claim = people.claim(emailKey);
        if (claim == null) {
            boolean isTheirTurn = cause.kind() == Cause.Kind.ADDRESS_TURN;
            return !isTheirTurn && workspace.awaitedAddresses().isAwaitedByAnother(emailKey, user.id())
                    ? Exclusion.ADDRESS_IN_USE
                    : null;
        }
        if ((own != null && claim.memberId().equals(own.id())) || people.isExchanging(claim.memberId())) {
            return null;
        }
        if (!claim.orgId().equals(workspace.orgId())) {
            return Exclusion.MEMBER_ELSEWHERE;
        }
        MemberRow holder = people.get(claim.memberId());
        boolean adoptable = own == null && holder != null && mayTake(holder, user);
        return adoptable ? null : Exclusion.ADDRESS_IN_USE;
    }

    /** The member that a user without one is found to be, or null. */
    @Nullable
    MemberRow adoptable(String emailKey, UserRow user) {
        Claim claim = people.claim(emailKey);
        if (claim != null) {
            MemberRow holder = people.get(claim.memberId());
            return holder != null && mayTake(holder, user) ? holder : null;
        }
        MemberRow found = null;
        for (MemberRow suspended : people.suspended(emailKey)) {
            if (mayTake(suspended, user) && (found == null || (found.userId() != null && suspended.userId() == null))) {
                found = suspended;
            }
        }
        return found;
    }

    /**
     * Whether a user may be found to be this member by the address alone: nobody's, or let go by another directory; never one whom
     * another user of the same directory was.
     */
    private boolean mayTake(MemberRow holder, UserRow user) {
        if (workspace.isOfAnother(holder, user)) {
            return false;
        }
        if (holder.directoryId() == null || holder.directoryId().equals(user.directoryId())) {
            return holder.userId() == null;
        }
        return !holder.active() || people.isAbandoned(holder);
    }
}
