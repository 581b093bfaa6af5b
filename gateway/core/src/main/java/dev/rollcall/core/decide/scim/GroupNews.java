package dev.rollcall.core.decide.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.Memberships;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.GroupRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the events about a directory's groups, including the members who join and leave, even where the request did
 * not name the group itself.
 */
public final class GroupNews {

    /** Members that one event names. */
    private static final int NAMED = 100;

    /** Characters after which an event names no more of them: ids are short, what clients send instead may not be. */
    private static final int LENGTH = 3_600;

    private static final String DELETED = "deleted";

    private final Workspace workspace;

    public GroupNews(Workspace workspace) {
        this.workspace = workspace;
    }

    void created(GroupRow group, Cause cause) {
        tell(EventType.GROUP_CREATED, group, "active", cause);
    }

    /** Nothing when only members came or went. */
    void changed(GroupRow before, GroupRow after, Cause cause) {
        if (!before.document().equals(after.document())) {
            tell(EventType.GROUP_UPDATED, after, "active", cause);
        }
    }

    void deleted(GroupRow group, Cause cause) {
        tell(EventType.GROUP_DELETED, group, DELETED, cause);
    }

    private void tell(EventType type, GroupRow group, String state, Cause cause) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("displayName", group.displayName())
                .put("state", state)
                .put("externalId", group.externalId())
                .put("reason", cause.word());
        workspace.journal().event(type, group.id(), cause, data);
    }

    /** Tells who came into groups and who left them since this was asked last. */
    public void members(Cause cause) {
        Map<UUID, List<Memberships.Move>> byGroup = new LinkedHashMap<>();
        for (Memberships.Move move : workspace.memberships().takeMoves()) {
            if (!workspace.groups().isDeleted(move.groupId())) {
                byGroup.computeIfAbsent(move.groupId(), key -> new ArrayList<>())
                        .add(move);
            }
        }
        byGroup.forEach((group, moves) -> members(group, moves, cause));
    }

    private void members(UUID group, List<Memberships.Move> moves, Cause cause) {
        int from = 0;
        while (from < moves.size()) {
            int to = from;
            int length = 0;
            while (to < moves.size() && to < from + NAMED && (to == from || length < LENGTH)) {
                length += moves.get(to).value().length();
                to++;
            }
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            data.put("displayName", workspace.groups().name(group)).put("state", "active");
            data.putArray("added");
            data.putArray("removed");
            moves.subList(from, to)
                    .forEach(move ->
                            data.withArray(move.came() ? "added" : "removed").add(move.value()));
            workspace.journal().event(EventType.GROUP_MEMBERS_CHANGED, group, cause, data.put("reason", cause.word()));
            from = to;
        }
    }
}
