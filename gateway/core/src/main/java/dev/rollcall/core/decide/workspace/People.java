package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.row.Adoption;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.Recovery;
import dev.rollcall.core.model.row.UserRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds and replaces members, the addresses they hold and the holds on them, as they are after the commands decided so far. Keeps
 * the look-ups and the tally up to date and decides nothing itself.
 */
public final class People {

    private final UUID orgId;
    private final Tally tally;
    private final Directories directories;
    private final Tracked<UUID, MemberRow> members = new Tracked<>();
    private final Map<UUID, UUID> memberByUser = new HashMap<>();
    private final Map<String, Set<UUID>> suspended = new HashMap<>();
    private final Tracked<String, Claim> claims = new Tracked<>();
    private final Tracked<UUID, HoldRow> holds = new Tracked<>();
    private final Map<UUID, UUID> holdByUser = new HashMap<>();
    private final Map<UUID, UUID> holdByMember = new HashMap<>();
    private final List<Adoption> adoptions = new ArrayList<>();
    private final Set<UUID> goneByHand = new LinkedHashSet<>();
    private final Tracked<UUID, Recovery> recoveries = new Tracked<>();
    private final Set<UUID> exchanging = new HashSet<>();
    private final Map<UUID, UUID> abandonedBy = new HashMap<>();
    private @Nullable UUID endingRecovery;

    People(Slice slice, Tally tally, Directories directories) {
        this.orgId = slice.organization().id();
        this.tally = tally;
        this.directories = directories;
        slice.members().forEach(member -> {
            members.load(member.id(), member);
            index(member);
            // Every active member holds the claim, whether or not another user asked for the address.
            if (member.active()) {
                claims.load(member.emailKey(), new Claim(member.emailKey(), orgId, member.id()));
            }
            if (slice.abandoned().contains(member.id())) {
                abandonedBy.put(member.id(), Objects.requireNonNull(member.directoryId()));
            }
        });
        slice.claims().forEach(claim -> claims.load(claim.emailKey(), claim));
        slice.recoveries().forEach(recovery -> recoveries.load(recovery.memberId(), recovery));
        slice.holds().forEach(hold -> {
            holds.load(hold.id(), hold);
            index(hold);
        });
    }

    @Nullable
    public MemberRow ofUser(UUID userId) {
        UUID id = memberByUser.get(userId);
        return id == null ? null : members.get(id);
    }

    /**
     * The member that a user is; or was, while that member is free: left to itself, or suspended by another directory (R33).
     */
    @Nullable
    public MemberRow ofRecord(UserRow user) {
        MemberRow own = ofUser(user.id());
        if (own != null || user.formerMember() == null) {
            return own;
        }
        MemberRow former = members.get(user.formerMember());
        if (former == null) {
            return null;
        }
        boolean free = former.userId() == null ? former.isAdoptableBy(user.directoryId()) : !former.active();
        return free ? former : null;
    }

    /** The member that a user was, while another directory has let go of that member and only a rule keeps them; or null (R33). */
    @Nullable
    public MemberRow ofRecordKept(UserRow user) {
        MemberRow former = user.formerMember() == null ? null : members.get(user.formerMember());
        return former != null && isAbandoned(former) ? former : null;
    }

    /** Whether the directory that manages a member has let go of them and only a rule keeps them. */
    public boolean isAbandoned(MemberRow member) {
        return member.directoryId() != null && member.directoryId().equals(abandonedBy.get(member.id()));
    }

    @Nullable
    public MemberRow get(UUID id) {
        return members.get(id);
    }

    /** The suspended member of this address that no record of a directory stands for, or null. */
    @Nullable
    public MemberRow dormant(String emailKey) {
        return suspended(emailKey).stream()
                .filter(member -> member.userId() == null)
                .findFirst()
                .orElse(null);
    }

    /** A suspended member of this address whom a directory manages, if one was loaded; or null. */
    @Nullable
    public MemberRow suspendedByDirectory(String emailKey) {
        return suspended(emailKey).stream()
                .filter(MemberRow::managed)
                .findFirst()
                .orElse(null);
    }

    /** Suspended members of this address, the newest first. */
    public List<MemberRow> suspended(String emailKey) {
        List<MemberRow> rows = new ArrayList<>();
        for (UUID id : suspended.getOrDefault(emailKey, Set.of())) {
            rows.add(Objects.requireNonNull(members.get(id)));
        }
        rows.sort(Comparator.comparing(MemberRow::changed)
                .thenComparing(member -> member.id().toString())
                .reversed());
        return rows;
    }

    public void put(MemberRow member) {
        MemberRow before = members.get(member.id());
        if (before != null) {
            unindex(before);
        }
        tally.member(before, member, isRecovering(member));
        directories.count(before, member);
        members.put(member.id(), member);
        index(member);
    }

    public void remove(MemberRow member) {
        unindex(member);
        tally.member(member, null, isRecovering(member));
        directories.count(member, null);
        members.remove(member.id());
        if (!member.managed()) {
            goneByHand.add(member.id());
        }
        if (isRecovering(member)) {
            recoveries.remove(member.id());
            tally.recovery(-1);
        }
    }

    private void index(MemberRow member) {
        if (member.userId() != null) {
            memberByUser.put(member.userId(), member.id());
        }
        if (!member.active()) {
            suspended
                    .computeIfAbsent(member.emailKey(), key -> new LinkedHashSet<>())
                    .add(member.id());
        }
    }

    private void unindex(MemberRow member) {
        if (member.userId() != null) {
            memberByUser.remove(member.userId(), member.id());
        }
        if (!member.active()) {
            suspended.getOrDefault(member.emailKey(), new LinkedHashSet<>()).remove(member.id());
        }
    }

    @Nullable
    public Claim claim(String emailKey) {
        return claims.get(emailKey);
    }

    public void claim(MemberRow member) {
        claims.put(member.emailKey(), new Claim(member.emailKey(), orgId, member.id()));
    }

    /** These members give up their addresses to one another now. */
    public void exchanging(Set<UUID> members) {
        exchanging.clear();
        exchanging.addAll(members);
    }

    public boolean isExchanging(UUID memberId) {
        return exchanging.contains(memberId);
    }

    public void unclaim(MemberRow member) {
        Claim claim = claims.get(member.emailKey());
        if (claim != null && claim.memberId().equals(member.id())) {
            claims.remove(member.emailKey());
        }
    }

    /** The hold in force on a user, or on the member without a record that the user is found to be; or null. */
    @Nullable
    public HoldRow hold(@Nullable UUID userId, @Nullable MemberRow member) {
        UUID id = userId == null ? null : holdByUser.get(userId);
        if (id == null && member != null) {
            id = holdByMember.get(member.id());
        }
        return id == null ? null : holds.get(id);
    }

    public void put(HoldRow hold) {
        HoldRow before = holds.get(hold.id());
        if (before != null) {
            unindex(before);
        }
        tally.hold(before, hold);
        directories.hold(before, hold);
        holds.put(hold.id(), hold);
        index(hold);
    }

    /** The request that opened or changed a hold last, of those people of it who are loaded. */
    UUID requestOfHold(UUID causeId) {
        return holds.rows().stream()
                .filter(hold -> hold.causeId().equals(causeId))
                .map(HoldRow::requestId)
                .max(Comparator.naturalOrder())
                .orElse(causeId);
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
    public void adopted(UUID activationId, MemberRow former) {
        adoptions.add(new Adoption(activationId, former));
    }

    /** What makes a member an admin for a limited time, or null. */
    @Nullable
    public Recovery recovery(UUID memberId) {
        return recoveries.get(memberId);
    }

    /** Whether a member's role is one for a time: it counts for no protection (R19). */
    public boolean isRecovering(MemberRow member) {
        return recoveries.get(member.id()) != null;
    }

    /** Whether a recovery makes this member an admin now: one that is about to end does not. */
    public boolean isRecoveryAdmin(@Nullable MemberRow member) {
        return member != null && isRecovering(member) && !member.id().equals(endingRecovery);
    }

    /** Begins or prolongs. A member who is new comes after it. */
    public void put(Recovery recovery) {
        if (recoveries.get(recovery.memberId()) == null) {
            tally.recovery(+1);
        }
        recoveries.put(recovery.memberId(), recovery);
    }

    /** From now on it gives no role, though the role it gave still counts for no protection. */
    public void ending(Recovery recovery) {
        endingRecovery = recovery.memberId();
    }

    /** A member who is an admin after it is one by right. */
    public void end(Recovery recovery) {
        endingRecovery = null;
        if (recoveries.get(recovery.memberId()) == null) {
            return;
        }
        recoveries.remove(recovery.memberId());
        tally.recovery(-1);
        MemberRow member = members.get(recovery.memberId());
        if (member != null) {
            // Counted anew.
            tally.member(null, member, false);
            tally.member(member, null, true);
        }
    }

    Tracked<UUID, Recovery> recoveries() {
        return recoveries;
    }

    public Tracked<UUID, MemberRow> members() {
        return members;
    }

    Tracked<String, Claim> claims() {
        return claims;
    }

    public Tracked<UUID, HoldRow> holds() {
        return holds;
    }

    List<Adoption> adoptions() {
        return adoptions;
    }

    /** Members who went while no directory managed them: no undo of an activation brings them back (R17). */
    Set<UUID> goneByHand() {
        return goneByHand;
    }
}
