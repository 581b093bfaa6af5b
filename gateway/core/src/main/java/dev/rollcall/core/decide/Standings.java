package dev.rollcall.core.decide;

import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.DirectoryRow;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.HouseRules;
import dev.rollcall.core.model.MemberRow;
import dev.rollcall.core.model.UserRow;
import dev.rollcall.scim.schema.CaseFold;
import org.jspecify.annotations.Nullable;

/** Where a user of an active directory stands by activity, roles, address and domain; of seats see {@link Seats}. */
final class Standings {

    private final Workspace workspace;
    private final People people;

    Standings(Workspace workspace) {
        this.workspace = workspace;
        this.people = workspace.people();
    }

    /**
     * Where a user stands.
     *
     * @param own the member that the user is, or null
     */
    Standing of(UserRow user, DirectoryRow directory, @Nullable MemberRow own) {
        if (!user.active()) {
            return new Standing.Inactive();
        }
        Grant grant = RoleRules.grant(
                directory,
                workspace.assignments(directory.id()),
                group -> workspace.memberships().isMember(user.id(), group));
        if (people.isRecoveryAdmin(own)) {
            grant = Grant.withoutGroup(HouseRules.ADMIN);
        }
        if (grant == null) {
            return new Standing.Excluded(Exclusion.NO_MAPPED_GROUP, null);
        }
        String email = Addresses.of(user.document());
        if (email == null) {
            return new Standing.Excluded(Exclusion.NO_EMAIL, null);
        }
        String emailKey = CaseFold.fold(email);
        if (!workspace.admitsDomain(Addresses.domain(emailKey))) {
            return new Standing.Excluded(Exclusion.UNVERIFIED_DOMAIN, emailKey);
        }
        Exclusion taken = takenBy(emailKey, directory, own);
        return taken == null
                ? new Standing.In(grant, workspace.house().needsSeat(grant.role()), null, email, emailKey)
                : new Standing.Excluded(taken, emailKey);
    }

    /** The same, or an admin where the one who is adopted is one for a time (R20). */
    Standing recovering(Standing.In in, @Nullable MemberRow adopted) {
        return people.isRecoveryAdmin(adopted)
                ? new Standing.In(
                        Grant.withoutGroup(HouseRules.ADMIN),
                        workspace.house().needsSeat(HouseRules.ADMIN),
                        null,
                        in.email(),
                        in.emailKey())
                : in;
    }

    /** Who stands in the way of this address, if anyone: not the member itself, and not one who may be adopted (R11). */
    private @Nullable Exclusion takenBy(String emailKey, DirectoryRow directory, @Nullable MemberRow own) {
        Claim claim = people.claim(emailKey);
        if (claim == null || (own != null && claim.memberId().equals(own.id()))) {
            return null;
        }
        if (!claim.orgId().equals(workspace.orgId())) {
            return Exclusion.MEMBER_ELSEWHERE;
        }
        MemberRow holder = people.get(claim.memberId());
        boolean adoptable = own == null && holder != null && holder.isAdoptableBy(directory.id());
        return adoptable ? null : Exclusion.ADDRESS_IN_USE;
    }

    /** The member that a user without one is found to be, or null. */
    @Nullable
    MemberRow adoptable(String emailKey, DirectoryRow directory) {
        Claim claim = people.claim(emailKey);
        MemberRow holder = claim == null ? people.dormant(emailKey) : people.get(claim.memberId());
        return holder != null && holder.isAdoptableBy(directory.id()) ? holder : null;
    }
}
