package dev.rollcall.core.decide;

import dev.rollcall.core.model.Adoption;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.HoldRow;
import dev.rollcall.core.model.MemberRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Members, the addresses they hold and the holds on them, as they stand after the commands decided so far. Keeps the look-ups
 * and the tally true and decides nothing itself.
 */
final class People {

    private final UUID orgId;
    private final Tally tally;
    private final Directories directories;
    private final Tracked<UUID, MemberRow> members = new Tracked<>();
    private final Map<UUID, UUID> memberByUser = new HashMap<>();
    private final Map<String, UUID> dormant = new HashMap<>();
    private final Tracked<String, Claim> claims = new Tracked<>();
    private final Tracked<UUID, HoldRow> holds = new Tracked<>();
    private final Map<UUID, UUID> holdByUser = new HashMap<>();
    private final Map<UUID, UUID> holdByMember = new HashMap<>();
    private final List<Adoption> adoptions = new ArrayList<>();

    People(Slice slice, Tally tally, Directories directories) {
        this.orgId = slice.organization().id();
        this.tally = tally;
        this.directories = directories;
        slice.members().forEach(member -> {
            members.load(member.id(), member);
            index(member);
            // Every active member holds the claim, whether or not somebody asked for the address.
            if (member.active()) {
                claims.load(member.emailKey(), new Claim(member.emailKey(), orgId, member.id()));
            }
        });
        slice.claims().forEach(claim -> claims.load(claim.emailKey(), claim));
        slice.holds().forEach(hold -> {
            holds.load(hold.id(), hold);
            index(hold);
        });
    }

    @Nullable
    MemberRow ofUser(UUID userId) {
        UUID id = memberByUser.get(userId);
        return id == null ? null : members.get(id);
    }

    @Nullable
    MemberRow get(UUID id) {
        return members.get(id);
    }

    /** The suspended member of this address that no record of a directory stands for, or null. */
    @Nullable
    MemberRow dormant(String emailKey) {
        UUID id = dormant.get(emailKey);
        return id == null ? null : members.get(id);
    }

    void put(MemberRow member) {
        MemberRow before = members.get(member.id());
        if (before != null) {
            unindex(before);
        }
        tally.member(before, member);
        directories.count(before, member);
        members.put(member.id(), member);
        index(member);
    }

    void remove(MemberRow member) {
        unindex(member);
        tally.member(member, null);
        directories.count(member, null);
        members.remove(member.id());
    }

    private void index(MemberRow member) {
        if (member.userId() != null) {
            memberByUser.put(member.userId(), member.id());
        }
        if (Tally.isDormant(member)) {
            dormant.put(member.emailKey(), member.id());
        }
    }

    private void unindex(MemberRow member) {
        if (member.userId() != null) {
            memberByUser.remove(member.userId());
        }
        if (Tally.isDormant(member)) {
            dormant.remove(member.emailKey(), member.id());
        }
    }

    @Nullable
    Claim claim(String emailKey) {
        return claims.get(emailKey);
    }

    void claim(MemberRow member) {
        claims.put(member.emailKey(), new Claim(member.emailKey(), orgId, member.id()));
    }

    void unclaim(MemberRow member) {
        Claim claim = claims.get(member.emailKey());
        if (claim != null && claim.memberId().equals(member.id())) {
            claims.remove(member.emailKey());
        }
    }

    /** The hold in force on a user, or on the member without a record that the user is found to be; or null. */
    @Nullable
    HoldRow hold(@Nullable UUID userId, @Nullable MemberRow member) {
        UUID id = userId == null ? null : holdByUser.get(userId);
        if (id == null && member != null) {
            id = holdByMember.get(member.id());
        }
        return id == null ? null : holds.get(id);
    }

    void put(HoldRow hold) {
        HoldRow before = holds.get(hold.id());
        if (before != null) {
            unindex(before);
        }
        tally.hold(before, hold);
        holds.put(hold.id(), hold);
        index(hold);
    }

    private void index(HoldRow hold) {
        if (!hold.inForce()) {
            return;
        }
        if (hold.userId() != null) {
            holdByUser.put(hold.userId(), hold.id());
        } else if (hold.memberId() != null) {
            holdByMember.put(hold.memberId(), hold.id());
        }
    }

    private void unindex(HoldRow hold) {
        if (hold.userId() != null) {
            holdByUser.remove(hold.userId(), hold.id());
        } else if (hold.memberId() != null) {
            holdByMember.remove(hold.memberId(), hold.id());
        }
    }

    /** Remembers what a member was before an activation took them over. */
    void adopted(UUID activationId, MemberRow former) {
        adoptions.add(new Adoption(activationId, former));
    }

    Tracked<UUID, MemberRow> members() {
        return members;
    }

    Tracked<String, Claim> claims() {
        return claims;
    }

    Tracked<UUID, HoldRow> holds() {
        return holds;
    }

    List<Adoption> adoptions() {
        return adoptions;
    }
}
