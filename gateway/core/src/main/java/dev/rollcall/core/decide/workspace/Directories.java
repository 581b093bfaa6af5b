package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The directories of a slice, and how many active members each manages. */
final class Directories {

    private final Map<UUID, DirectoryRow> loaded = new LinkedHashMap<>();
    private final Map<UUID, DirectoryRow> current = new LinkedHashMap<>();

    Directories(Collection<DirectoryRow> rows) {
        rows.forEach(row -> {
            loaded.put(row.id(), row);
            current.put(row.id(), row);
        });
    }

    DirectoryRow get(UUID id) {
        return Objects.requireNonNull(current.get(id), "a caller's directory is always loaded");
    }

    /** The directory, or null when nothing of this slice concerns it. */
    @Nullable
    DirectoryRow find(UUID id) {
        return current.get(id);
    }

    void put(DirectoryRow row) {
        current.put(row.id(), row);
    }

    void count(@Nullable MemberRow before, @Nullable MemberRow after) {
        add(before, -1);
        add(after, +1);
    }

    /** Counts who waits for a decision about a mass change. */
    void hold(@Nullable HoldRow before, HoldRow after) {
        int more = (after.isUndecidedMassChange() ? 1 : 0) - (before != null && before.isUndecidedMassChange() ? 1 : 0);
        DirectoryRow row = after.directoryId() == null ? null : find(after.directoryId());
        if (more != 0 && row != null) {
            put(row.holding(after.causeId(), more));
        }
    }

    private void add(@Nullable MemberRow member, int delta) {
        if (member != null && member.active() && member.directoryId() != null) {
            DirectoryRow row = get(member.directoryId());
            put(row.withActiveMembers(row.activeMembers() + delta));
        }
    }

    /** Directories that hold a mass change which they did not hold before, and the other way round. */
    List<DirectoryRow> massHolds(boolean begun) {
        return current.values().stream()
                .filter(row -> {
                    DirectoryRow was = loaded.get(row.id());
                    UUID before = was == null ? null : was.massHold();
                    return begun
                            ? row.massHold() != null && !row.massHold().equals(before)
                            : row.massHold() == null && before != null;
                })
                .toList();
    }

    @Nullable
    DirectoryRow before(UUID id) {
        return loaded.get(id);
    }

    List<DirectoryRow> changed() {
        return current.values().stream()
                .filter(row -> !row.equals(loaded.get(row.id())))
                .toList();
    }
}
