package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.row.UserRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers users whose attributes a command has changed, as they were before, so that the events can say what has
 * changed about them as members.
 */
public final class RecordChanges {

    private final Map<UUID, Change> changes = new LinkedHashMap<>();

    /**
     * A user has other attributes than before.
     *
     * @param before as the user was before the command
     * @param events how many events had been written by then
     */
    public record Change(UserRow before, int events) {}

    void note(UserRow before, int events) {
        Change first = changes.get(before.id());
        changes.put(before.id(), new Change(first == null ? before : first.before(), events));
    }

    /** The user as they were before the command; null when it has changed nothing of them. */
    public @Nullable UserRow before(UUID userId) {
        Change change = changes.get(userId);
        return change == null ? null : change.before();
    }

    /** What has changed since this was asked last. */
    public List<Change> take() {
        List<Change> taken = new ArrayList<>(changes.values());
        changes.clear();
        return taken;
    }
}
