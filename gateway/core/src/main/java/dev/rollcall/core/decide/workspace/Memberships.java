package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.row.MembershipRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps track of who is in which group after the commands decided so far, and finds memberships by member, by group and by parked
 * value.
 */
public final class Memberships {

    private final Tracked<MembershipRow.Key, MembershipRow> rows = new Tracked<>();
    private final Map<UUID, Map<UUID, MembershipRow>> byMember = new HashMap<>();
    private final Map<UUID, Map<String, MembershipRow>> byGroup = new HashMap<>();
    private final Map<DirectoryKey<String>, Set<MembershipRow>> parked = new HashMap<>();
    private final Map<MembershipRow.Key, Boolean> moved = new LinkedHashMap<>();

    /**
     * A member came into a group, or left it.
     *
     * @param value the member's id; of a parked one what the client sent
     */
    public record Move(UUID groupId, String value, boolean came) {}

    Memberships(Collection<MembershipRow> loaded) {
        loaded.forEach(row -> {
            rows.load(row.key(), row);
            index(row);
        });
    }

    @Nullable
    public MembershipRow get(UUID groupId, String value) {
        return rows.get(new MembershipRow.Key(groupId, value));
    }

    /** The groups that a user or group is a direct member of, oldest group first. */
    public Collection<MembershipRow> of(UUID memberId) {
        return new ArrayList<>(
                byMember.getOrDefault(memberId, Collections.emptyMap()).values());
    }

    public boolean isMember(UUID memberId, UUID groupId) {
        return byMember.getOrDefault(memberId, Collections.emptyMap()).containsKey(groupId);
    }

    /** The members of a group that was loaded whole. */
    public Collection<MembershipRow> in(UUID groupId) {
        return new ArrayList<>(
                byGroup.getOrDefault(groupId, Collections.emptyMap()).values());
    }

    /** Memberships that wait for a user of this id, externalId or userName. */
    public List<MembershipRow> parkedUnder(UUID directoryId, String value) {
        return new ArrayList<>(parked.getOrDefault(new DirectoryKey<>(directoryId, value), Set.of()));
    }

    public void put(MembershipRow row) {
        moved.putIfAbsent(row.key(), rows.get(row.key()) != null);
        rows.put(row.key(), row);
        index(row);
    }

    public void remove(MembershipRow row) {
        moved.putIfAbsent(row.key(), rows.get(row.key()) != null);
        rows.remove(row.key());
        unindex(row);
    }

    /** Who is in a group now and was not when this was asked last, and the other way round. */
    public List<Move> takeMoves() {
        List<Move> moves = new ArrayList<>();
        moved.forEach((key, was) -> {
            boolean is = rows.get(key) != null;
            if (is != was) {
                moves.add(new Move(key.groupId(), key.value(), is));
            }
        });
        moved.clear();
        return moves;
    }

    Changes.Rows<MembershipRow> changes() {
        return Changes.Rows.of(rows);
    }

    private void index(MembershipRow row) {
        byGroup.computeIfAbsent(row.groupId(), key -> new LinkedHashMap<>()).put(row.value(), row);
        if (row.memberId() != null) {
            byMember.computeIfAbsent(row.memberId(), key -> new TreeMap<>()).put(row.groupId(), row);
        } else {
            parked.computeIfAbsent(new DirectoryKey<>(row.directoryId(), row.value()), key -> new LinkedHashSet<>())
                    .add(row);
        }
    }

    private void unindex(MembershipRow row) {
        Map<String, MembershipRow> ofGroup = byGroup.get(row.groupId());
        if (ofGroup != null) {
            ofGroup.remove(row.value());
        }
        if (row.memberId() != null) {
            Map<UUID, MembershipRow> ofMember = byMember.get(row.memberId());
            if (ofMember != null) {
                ofMember.remove(row.groupId());
            }
        } else {
            Set<MembershipRow> waiting = parked.get(new DirectoryKey<>(row.directoryId(), row.value()));
            if (waiting != null) {
                waiting.remove(row);
            }
        }
    }
}
