package dev.rollcall.core.machine;

import dev.rollcall.core.machine.Facts.Claim;
import dev.rollcall.core.machine.Facts.Hold;
import dev.rollcall.core.machine.Facts.Member;
import dev.rollcall.core.machine.Facts.Org;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the newest activation of each directory has to give back: remembers whom it took over, as they were, by watching, and
 * checks an undo against that. Knows nothing of how the core remembers it.
 */
final class Undoing {

    private static final class Activation {
        final UUID id;
        final UUID org;
        final Map<UUID, Member> formers = new HashMap<>();
        final Set<UUID> passedOn = new HashSet<>();

        Activation(UUID id, UUID org) {
            this.id = id;
            this.org = org;
        }
    }

    /** By directory, the newest first. */
    private final Map<UUID, Deque<Activation>> byDirectory = new HashMap<>();

    /** Members who were an admin for a limited time: what they are now may come of that, so an undo does not compare them. */
    private final Set<UUID> recovered = new HashSet<>();

    /** A directory went live. */
    void activated(UUID directory, UUID org, UUID activation) {
        byDirectory.computeIfAbsent(directory, key -> new ArrayDeque<>()).push(new Activation(activation, org));
    }

    /** Something happened in an organisation. */
    void watch(Facts before, Facts after, UUID org, UUID directory) {
        recovered.addAll(after.recovering());
        Set<UUID> goneByHand = new HashSet<>();
        for (Member member : before.members()) {
            if (member.dir() == null && !after.membersById().containsKey(member.id())) {
                goneByHand.add(member.id());
            }
        }
        byDirectory
                .values()
                .forEach(activations ->
                        activations.forEach(each -> each.formers.keySet().removeAll(goneByHand)));
        byDirectory.forEach((id, activations) -> {
            Activation activation = activations.peek();
            if (activation == null) {
                return;
            }
            for (Member member : after.members()) {
                Member was = before.membersById().get(member.id());
                if (id.equals(member.dir()) && !activation.id.equals(member.activation()) && was != null) {
                    if (was.dir() == null) {
                        activation.formers.putIfAbsent(member.id(), was);
                    } else if (!was.dir().equals(id)) {
                        // From one directory to the other in one step: what they were in between is not to be seen.
                        activation.passedOn.add(member.id());
                    }
                }
            }
        });
    }

    /** An activation was undone. */
    List<String> undone(Facts before, Facts after, UUID directory) {
        List<String> wrong = new ArrayList<>();
        Activation activation = byDirectory.get(directory).pop();
        Org org = before.orgs().get(activation.org);
        Set<UUID> kept = new HashSet<>();
        after.holds().stream()
                .filter(hold -> hold.kind().equals("last_admin"))
                .forEach(hold -> kept.add(hold.member()));
        Set<UUID> made = new HashSet<>();
        for (Member member : before.members()) {
            boolean passedOn = member.dir() != null && !member.dir().equals(directory);
            if (activation.id.equals(member.activation()) && !passedOn) {
                made.add(member.id());
                Member now = after.membersById().get(member.id());
                if (now != null && now.dir() != null && !now.dir().equals(directory) && org.addressesAwaited() > 0) {
                    // The last admin was kept, and another directory that waited for the address has adopted them at
                    // once.
                    kept.add(member.id());
                } else if (now != null && !kept.contains(member.id())) {
                    wrong.add("undo leaves a member whom the activation made: " + member);
                }
            }
        }
        for (Member former : activation.formers.values()) {
            Claim claim = before.claims().get(former.email());
            boolean taken = claim != null
                    && !claim.member().equals(former.id())
                    && (!made.contains(claim.member()) || kept.contains(claim.member()))
                    && !activation.formers.containsKey(claim.member());
            if (taken || kept.contains(former.id()) || former.awaited() != null || recovered.contains(former.id())) {
                continue;
            }
            Member managed = before.membersById().get(former.id());
            if (managed != null && managed.dir() != null && !managed.dir().equals(directory)) {
                // Another directory has adopted them since; they are that one's now.
                continue;
            }
            Member now = after.membersById().get(former.id());
            boolean elsewhere = now != null && now.dir() != null && !now.dir().equals(directory);
            if (elsewhere && (org.addressesAwaited() > 0 || hasRecordOf(former, before, directory))) {
                // Another directory waited for the address, or has the record that they were, and took them over at
                // once.
                continue;
            }
            if (now == null || !now.self().equals(former.self()) || now.dir() != null || now.user() != null) {
                wrong.add("undo does not restore " + former + ", but makes " + now);
            }
        }
        boolean quiet = org.seatsAwaited() == 0
                && org.addressesAwaited() == 0
                && before.holds().stream().noneMatch(hold -> lastAdminOf(org, hold));
        for (Member other : before.members()) {
            boolean concerned = made.contains(other.id())
                    || activation.formers.containsKey(other.id())
                    || activation.passedOn.contains(other.id());
            Member now = after.membersById().get(other.id());
            if (other.org().equals(org.id())
                    && quiet
                    && !concerned
                    && (now == null || !now.self().equals(other.self()))) {
                wrong.add("undo changes " + other + ", whom the activation has not touched, to " + now);
            }
        }
        int booked = after.bookedByActivation().getOrDefault(activation.id, 0);
        if (booked != 0) {
            wrong.add("the seats booked on an undone activation sum to " + booked);
        }
        return wrong;
    }

    private static boolean hasRecordOf(Member member, Facts before, UUID except) {
        return before.users().stream()
                .anyMatch(
                        user -> member.id().equals(user.former()) && !user.dir().equals(except));
    }

    private static boolean lastAdminOf(Org org, Hold hold) {
        return hold.org().equals(org.id()) && hold.kind().equals("last_admin");
    }
}
