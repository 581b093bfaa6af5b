package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.MembershipRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the groups of a slice, as they are after the commands decided so far, by id and by displayName. */
public final class Groups {

    private final Tracked<UUID, GroupRow> rows = new Tracked<>();
    private final Map<DirectoryKey<String>, Set<UUID>> byName = new HashMap<>();
    private final Map<UUID, String> names;
    private final Set<DirectoryKey<UUID>> touched = new LinkedHashSet<>();
    private final Set<UUID> deleted = new HashSet<>();
    private final Instant now;

    /**
     * Begins with what was loaded.
     *
     * @param names displayNames by id, also of groups that are not loaded
     */
    Groups(Collection<GroupRow> loaded, Map<UUID, String> names, Instant now) {
        this.names = new HashMap<>(names);
        this.now = now;
        loaded.forEach(group -> {
            rows.load(group.id(), group);
            index(group);
        });
    }

    /** The group, or null when this directory has none of this id. */
    @Nullable
    public GroupRow get(UUID directoryId, UUID id) {
        GroupRow group = rows.get(id);
        return group != null && group.directoryId().equals(directoryId) ? group : null;
    }

    /** The groups with this case-folded displayName: several may have it. */
    public List<GroupRow> named(UUID directoryId, String nameKey) {
        List<GroupRow> found = new ArrayList<>();
        for (UUID id : byName.getOrDefault(new DirectoryKey<>(directoryId, nameKey), Set.of())) {
            found.add(Objects.requireNonNull(rows.get(id)));
        }
        return found;
    }

    /** The displayName; empty when it is unknown. */
    public String name(UUID groupId) {
        return names.getOrDefault(groupId, "");
    }

    /** Whether one of the commands decided so far has deleted it. */
    public boolean isDeleted(UUID groupId) {
        return deleted.contains(groupId);
    }

    /** Counts a change of a group's members that comes from elsewhere, such as the deletion of a user. */
    public void touch(MembershipRow row) {
        GroupRow group = rows.get(row.groupId());
        if (group == null) {
            touched.add(new DirectoryKey<>(row.directoryId(), row.groupId()));
        } else {
            rows.put(group.id(), group.changed(now));
        }
    }

    @Nullable
    GroupRow get(UUID id) {
        return rows.get(id);
    }

    void put(GroupRow group) {
        GroupRow before = rows.get(group.id());
        if (before != null) {
            unindex(before);
        }
        rows.put(group.id(), group);
        names.put(group.id(), group.displayName());
        index(group);
    }

    void remove(GroupRow group) {
        unindex(group);
        rows.remove(group.id());
        deleted.add(group.id());
    }

    Changes.Rows<GroupRow> changes() {
        return Changes.Rows.of(rows);
    }

    /** Groups that are not loaded and whose members have changed. */
    List<DirectoryKey<UUID>> touched() {
        return new ArrayList<>(touched);
    }

    private void index(GroupRow group) {
        byName.computeIfAbsent(new DirectoryKey<>(group.directoryId(), group.nameKey()), key -> new LinkedHashSet<>())
                .add(group.id());
    }

    private void unindex(GroupRow group) {
        Set<UUID> same = byName.get(new DirectoryKey<>(group.directoryId(), group.nameKey()));
        if (same != null) {
            same.remove(group.id());
        }
    }
}
