package dev.rollcall.core.decide;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.DirectoryRow;
import dev.rollcall.core.model.MemberRow;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a decided change of a member into the workspace, with the claim, the seat and the event that go with it. */
final class MemberWriter {

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
        if (!before.managed() && after.managed()) {
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
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("email", after.email());
        data.put("displayName", after.displayName());
        data.put("role", after.grant().role());
        if (before != null && !before.grant().role().equals(after.grant().role())) {
            data.put("previousRole", before.grant().role());
        }
        if (after.awaitedRole() != null) {
            data.put("awaitedRole", after.awaitedRole());
        }
        if (before != null && !before.emailKey().equals(after.emailKey())) {
            data.put("previousEmail", before.email());
        }
        data.put("status", after.status().word());
        data.put("seat", after.seat());
        DirectoryRow manager = after.directoryId() == null ? null : workspace.directoryIfLoaded(after.directoryId());
        if (manager != null) {
            data.putObject("managedBy")
                    .put("directory", manager.id().toString())
                    .put("name", manager.name());
        }
        if (after.userId() != null) {
            data.put("userId", after.userId().toString());
        }
        if (after.grant().groupId() != null) {
            data.put("groupId", after.grant().groupId().toString());
        }
        if (reason != null) {
            data.put("reason", reason);
        }
        workspace.journal().event(type, after.id(), cause, data);
    }
}
