package dev.rollcall.core.decide;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.DirectoryRow;
import dev.rollcall.core.model.MemberRow;
import dev.rollcall.core.model.UserRow;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a decided change of a member into the workspace, with the claim, the seat and the event that go with it. */
final class MemberWriter {

    /** Why a record or a member is another person's. */
    static final String ANOTHER = "another_external_id";

    private final Workspace workspace;
    private final People people;

    MemberWriter(Workspace workspace) {
        this.workspace = workspace;
        this.people = workspace.people();
    }

    /**
     * Writes a member who is new or differs from before; nothing when neither.
     *
     * @param activationId the activation that it counts for, or null
     * @param reason stands in the event, or null
     */
    void write(
            @Nullable MemberRow before,
            MemberRow after,
            @Nullable UUID activationId,
            Cause cause,
            @Nullable String reason) {
        write(before, after, arrival(before, after), activationId, cause, reason);
    }

    /** The same with the type of the event given. */
    void write(
            @Nullable MemberRow before,
            MemberRow after,
            String type,
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
            workspace.journal().seat(after.id(), seats, type, cause, activationId);
        }
        tell(type, before, after, cause, reason);
    }

    /** Removes a member. */
    void remove(MemberRow member, String type, @Nullable UUID activationId, Cause cause) {
        people.remove(member);
        if (member.active()) {
            people.unclaim(member);
        }
        if (member.seat()) {
            workspace.journal().seat(member.id(), -1, type, cause, activationId);
        }
        tell(type, member, member, cause, null);
    }

    private static String arrival(@Nullable MemberRow before, MemberRow after) {
        if (before == null) {
            return "member.added";
        }
        if (!before.managed() && after.managed() && !(before.active() && !after.active())) {
            return "member.adopted";
        }
        if (before.active() != after.active()) {
            return after.active() ? "member.restored" : "member.suspended";
        }
        if (before.managed() && !after.managed()) {
            return "member.unmanaged";
        }
        return before.grant().role().equals(after.grant().role()) ? "member.updated" : "member.role_changed";
    }

    private void tell(String type, @Nullable MemberRow before, MemberRow after, Cause cause, @Nullable String reason) {
        ObjectNode data = state(after);
        if (before != null && !before.grant().role().equals(after.grant().role())) {
            data.put("previousRole", before.grant().role());
        }
        if (before != null && !before.emailKey().equals(after.emailKey())) {
            data.put("previousEmail", before.email());
        }
        if (reason != null) {
            data.put("reason", reason);
        }
        workspace.journal().event(type, after.id(), cause, data);
    }

    /** Tells that a member is another person than before (R27), as they are now. */
    void replaced(MemberRow member, @Nullable String formerExternalId, UserRow user, Cause cause) {
        ObjectNode data = state(member);
        data.put("previousExternalId", formerExternalId);
        data.put("externalId", user.externalId());
        data.put("reason", ANOTHER);
        workspace.journal().event("member.replaced", member.id(), cause, data);
    }

    /** What an event says of a member. */
    private ObjectNode state(MemberRow member) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("email", member.email());
        data.put("displayName", member.displayName());
        data.put("role", member.grant().role());
        if (member.awaitedRole() != null) {
            data.put("awaitedRole", member.awaitedRole());
        }
        data.put("status", member.status().word());
        data.put("seat", member.seat());
        DirectoryRow manager = member.directoryId() == null ? null : workspace.directoryIfLoaded(member.directoryId());
        if (manager != null) {
            data.putObject("managedBy")
                    .put("directory", manager.id().toString())
                    .put("name", manager.name());
        }
        if (member.userId() != null) {
            data.put("userId", member.userId().toString());
        }
        if (member.grant().groupId() != null) {
            data.put("groupId", member.grant().groupId().toString());
        }
        return data;
    }
}
