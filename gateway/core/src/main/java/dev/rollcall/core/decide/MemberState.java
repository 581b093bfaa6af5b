package dev.rollcall.core.decide;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.DirectoryRow;
import dev.rollcall.core.model.MemberRow;

/** A member as events show them: the state after what the event tells of. */
final class MemberState {

    private MemberState() {}

    static ObjectNode of(MemberRow member, Workspace workspace) {
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

    /** Somebody who is no member any more. */
    static ObjectNode gone(MemberRow member) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("email", member.email());
        data.put("displayName", member.displayName());
        data.putNull("role");
        data.put("previousRole", member.grant().role());
        data.put("status", "removed");
        data.put("seat", false);
        return data;
    }
}
