package dev.rollcall.core.decide.request;

import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.decide.plan.WorkChunk;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.EmailAddress;
import dev.rollcall.core.model.row.HoldRow;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Works out which rows each kind of task touches: those of the people that it walks through, and those of the person whom a command
 * about one person names.
 */
final class WorkNeeds implements WorkChunk.Cases<Wanted> {

    private final Wanted wanted;

    WorkNeeds(Wanted wanted) {
        this.wanted = wanted;
    }

    private Wanted users(List<DirectoryKey<UUID>> keys) {
        wanted.users.addAll(keys);
        return wanted;
    }

    private Wanted members(Collection<UUID> ids) {
        wanted.members.addAll(ids);
        return wanted;
    }

    @Override
    public Wanted settle(WorkChunk.Settle settle) {
        return users(settle.users());
    }

    @Override
    public Wanted exchange(WorkChunk.Exchange exchange) {
        return users(exchange.users());
    }

    @Override
    public Wanted lift(WorkChunk.Lift lift) {
        return members(lift.members());
    }

    @Override
    public Wanted release(WorkChunk.Release release) {
        add(release.hold());
        return wanted;
    }

    @Override
    public Wanted decideHolds(WorkChunk.DecideHolds decision) {
        decision.holds().forEach(this::add);
        return wanted;
    }

    @Override
    public Wanted unmanage(WorkChunk.Unmanage unmanage) {
        return users(unmanage.users());
    }

    @Override
    public Wanted unmanageOrphans(WorkChunk.UnmanageOrphans unmanage) {
        return members(unmanage.members());
    }

    @Override
    public Wanted suspendFormer(WorkChunk.SuspendFormer suspend) {
        return users(suspend.users());
    }

    @Override
    public Wanted depart(WorkChunk.Depart depart) {
        return members(depart.members());
    }

    @Override
    public Wanted giveBack(WorkChunk.GiveBack back) {
        back.adoptions().forEach(adoption -> {
            wanted.members.add(adoption.former().id());
            wanted.addresses.add(adoption.former().emailKey());
        });
        return wanted;
    }

    @Override
    public Wanted takeBack(WorkChunk.TakeBack back) {
        return members(back.members());
    }

    @Override
    public Wanted rebook(WorkChunk.Rebook rebook) {
        return members(rebook.sums().keySet());
    }

    @Override
    public Wanted announce(WorkChunk.Announce told) {
        return wanted;
    }

    @Override
    public Wanted byHand(WorkChunk.ByHand byHand) {
        return byHand.command().match(new OfCommand());
    }

    private void add(HoldRow hold) {
        if (hold.userId() != null && hold.directoryId() != null) {
            wanted.users.add(new DirectoryKey<>(hold.directoryId(), hold.userId()));
        }
        if (hold.memberId() != null) {
            wanted.members.add(hold.memberId());
        }
    }

    /** What each kind of command about one person touches. */
    private final class OfCommand implements OfMember.Cases<Wanted> {

        private Wanted member(UUID id) {
            wanted.members.add(id);
            return wanted;
        }

        @Override
        public Wanted invite(OfMember.Invite invite) {
            return addInvited(invite.email());
        }

        @Override
        public Wanted grantRecovery(OfMember.GrantRecovery grant) {
            return addInvited(grant.email());
        }

        @Override
        public Wanted endRecovery(OfMember.EndRecovery end) {
            return member(end.memberId());
        }

        @Override
        public Wanted editMember(OfMember.EditMember edit) {
            return member(edit.memberId());
        }

        @Override
        public Wanted removeMember(OfMember.RemoveMember remove) {
            return member(remove.memberId());
        }

        @Override
        public Wanted releaseConflict(OfConflict.ReleaseConflict release) {
            return member(release.memberId());
        }
    }

    private Wanted addInvited(String email) {
        String key = EmailAddress.key(EmailAddress.tidied(email));
        wanted.addresses.add(key);
        wanted.userAddresses.add(key);
        return wanted;
    }
}
