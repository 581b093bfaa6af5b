package dev.rollcall.core.decide.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.model.word.LedgerCause;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds a decided change of a member to the workspace, with the claim, the seat and the event that go with it. */
public final class MemberWriter {

    /** Why a record or a member is another person's. */
    public static final String ANOTHER = "another_external_id";

    private final Workspace workspace;
    private final People people;

    public MemberWriter(Workspace workspace) {
        this.workspace = workspace;
        this.people = workspace.people();
    }

    /**
     * Writes a member who is new or differs from before; nothing when neither.
     *
     * @param activationId the activation that it counts for, or null
     * @param reason stands in the event; null where the cause says enough
     */
    public void write(
            @Nullable MemberRow before,
            MemberRow after,
            @Nullable UUID activationId,
            Cause cause,
            @Nullable String reason) {
        write(before, after, arrival(before, after), activationId, cause, reason);
    }

    /** The same with the type of the event given. */
    public void write(
            @Nullable MemberRow before,
            MemberRow after,
            EventType type,
            @Nullable UUID activationId,
            Cause cause,
            @Nullable String reason) {
        if (before != null && before.sameAs(after)) {
            return;
        }
        boolean sameAddress = before != null && before.emailKey().equals(after.emailKey());
        people.put(after);
        if (before != null && before.active() && !(after.active() && sameAddress)) {
            people.unclaim(before);
        }
        if (after.active() && !(before != null && before.active() && sameAddress)) {
            people.claim(after);
        }
        int seats = (after.seat() ? 1 : 0) - (before != null && before.seat() ? 1 : 0);
        if (seats != 0) {
            workspace.journal().seat(after.id(), seats, LedgerCause.of(type), cause, activationId);
        }
        tell(type, before, after, cause, reason);
    }

    /**
     * Removes a member.
     *
     * @param reason stands in the event
     */
    void remove(MemberRow member, String reason, @Nullable UUID activationId, Cause cause) {
        people.remove(member);
        if (member.active()) {
            people.unclaim(member);
        }
        if (member.seat()) {
            workspace.journal().seat(member.id(), -1, LedgerCause.MEMBER_REMOVED, cause, activationId);
        }
        ObjectNode data = MemberState.gone(member, workspace).put("reason", reason);
        workspace.journal().event(EventType.MEMBER_REMOVED, member.id(), cause, data);
    }

    private static EventType arrival(@Nullable MemberRow before, MemberRow after) {
        if (before == null) {
            return EventType.MEMBER_ADDED;
        }
        if (!before.managed() && after.managed() && !(before.active() && !after.active())) {
            return EventType.MEMBER_ADOPTED;
        }
        if (before.active() != after.active()) {
            return after.active() ? EventType.MEMBER_RESTORED : EventType.MEMBER_SUSPENDED;
        }
        if (before.managed() && !after.managed()) {
            return EventType.MEMBER_UNMANAGED;
        }
        return before.grant().role().equals(after.grant().role())
                ? EventType.MEMBER_UPDATED
                : EventType.MEMBER_ROLE_CHANGED;
    }

    private void tell(
            EventType type, @Nullable MemberRow before, MemberRow after, Cause cause, @Nullable String reason) {
        ObjectNode data = MemberState.of(after, workspace);
        if (type == EventType.MEMBER_UPDATED && before != null) {
            List<String> changed = MemberState.changed(former(before), data);
            changed.forEach(data.putArray(MemberState.CHANGED)::add);
        }
        if (before != null && !before.grant().role().equals(after.grant().role())) {
            data.put("previousRole", before.grant().role());
        }
        if (before != null && !before.emailKey().equals(after.emailKey())) {
            data.put("previousEmail", before.email());
        }
        data.put("reason", reason != null ? reason : cause.word());
        workspace.journal().event(type, after.id(), cause, data);
    }

    /** A member as they were before the command, by a record as it was. */
    private ObjectNode former(MemberRow before) {
        UserRow record = before.userId() == null ? null : workspace.records().before(before.userId());
        return record == null ? MemberState.of(before, workspace) : MemberState.of(before, record, workspace);
    }

    /** Tells that a member is another person than before (R27), as they are now. */
    public void replaced(MemberRow member, @Nullable String formerExternalId, UserRow user, Cause cause) {
        ObjectNode data = MemberState.of(member, workspace);
        data.put("previousExternalId", formerExternalId);
        data.put("externalId", user.externalId());
        data.put("reason", ANOTHER);
        workspace.journal().event(EventType.MEMBER_REPLACED, member.id(), cause, data);
    }
}
