package dev.rollcall.core.decide.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.RecordChanges;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.EventRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.UserRow;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes the events about members who are otherwise unchanged while their user in the directory has changed: the name or the
 * externalId that the identity provider has for them, or the attributes that the operator shares. The API shows such a change at
 * once, so the event is written at once, even while the directory is paused.
 */
public final class MemberNews {

    /** How the types of events begin that carry the whole state of a member. */
    private static final String OF_MEMBERS = "member.";

    private final Workspace workspace;

    public MemberNews(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Tells of each member whom no event of the command has told of yet. */
    public void records(Cause cause) {
        for (RecordChanges.Change change : workspace.records().take()) {
            UserRow before = change.before();
            UserRow now = workspace.users().get(before.id());
            MemberRow member = workspace.people().ofUser(before.id());
            if (now != null && member != null && mayShow(before, now) && !isTold(member.id(), change.events())) {
                tell(member, before, now, cause);
            }
        }
    }

    private void tell(MemberRow member, UserRow before, UserRow now, Cause cause) {
        ObjectNode data = MemberState.of(member, now, workspace);
        List<String> changed = MemberState.changed(MemberState.of(member, before, workspace), data);
        if (!changed.isEmpty()) {
            changed.forEach(data.putArray(MemberState.CHANGED)::add);
            data.put("reason", cause.word());
            workspace.journal().event(EventType.MEMBER_UPDATED, member.id(), cause, data);
        }
    }

    /** Whether a member can look any different by the change: cheap where nothing is shared. */
    private boolean mayShow(UserRow before, UserRow now) {
        return !workspace.house().shared().isEmpty()
                || !Objects.equals(before.externalId(), now.externalId())
                || !before.document().path("userName").equals(now.document().path("userName"));
    }

    private boolean isTold(UUID member, int from) {
        List<EventRow> events = workspace.journal().events();
        return events.subList(from, events.size()).stream()
                .anyMatch(event ->
                        event.subjectId().equals(member) && event.type().startsWith(OF_MEMBERS));
    }
}
