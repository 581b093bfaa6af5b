package dev.rollcall.core.decide.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.attribute.SharedAttributes;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.UserRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a member as events show them: the state after the change that the event tells of. */
final class MemberState {

    /** Groups that are named; of more the number is told, so that an event stays small. */
    private static final int GROUPS = 25;

    /** The field that says what an update has changed. */
    static final String CHANGED = "changed";

    private static final Set<String> TOLD_ELSEWHERE = Set.of("groups", "groupsOmitted");

    private MemberState() {}

    static ObjectNode of(MemberRow member, Workspace workspace) {
        return of(member, member.userId() == null ? null : workspace.users().get(member.userId()), workspace);
    }

    /**
     * The same.
     *
     * @param user the record of the member, as it is to be told; null when there is none, or it is not loaded
     */
    static ObjectNode of(MemberRow member, @Nullable UserRow user, Workspace workspace) {
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
            if (user != null) {
                identify(data, user, workspace);
            }
        }
        if (member.grant().groupId() != null) {
            data.put("groupId", member.grant().groupId().toString());
        }
        return data;
    }

    /** What the identity provider calls the member, and the groups that it has put them in directly. */
    private static void identify(ObjectNode data, UserRow user, Workspace workspace) {
        data.put("userName", user.document().path("userName").asText());
        data.put("externalId", user.externalId());
        workspace.house().shared().write(user.document(), data);
        ArrayNode groups = data.putArray("groups");
        Collection<MembershipRow> all = workspace.memberships().of(user.id());
        all.stream()
                .limit(GROUPS)
                .forEach(row -> groups.addObject()
                        .put("id", row.groupId().toString())
                        .put("name", workspace.groups().name(row.groupId())));
        if (all.size() > GROUPS) {
            data.put("groupsOmitted", all.size() - GROUPS);
        }
    }

    /**
     * Which fields of {@code data} differ, in their order, without groups, which have events of their own; of the shared attributes
     * each by itself.
     */
    static List<String> changed(ObjectNode before, ObjectNode after) {
        List<String> changed = new ArrayList<>();
        differences("", before, after, changed);
        return changed;
    }

    private static void differences(String place, ObjectNode before, ObjectNode after, List<String> changed) {
        Set<String> names = new LinkedHashSet<>();
        after.fieldNames().forEachRemaining(names::add);
        before.fieldNames().forEachRemaining(names::add);
        names.removeAll(TOLD_ELSEWHERE);
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            if (place.isEmpty() && name.equals(SharedAttributes.FIELD)) {
                differences(name + ".", object(was), object(is), changed);
            } else if (!was.equals(is)) {
                changed.add(place + name);
            }
        }
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /** A person who is no longer a member. */
    static ObjectNode gone(MemberRow member, Workspace workspace) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("email", member.email());
        data.put("displayName", member.displayName());
        data.putNull("role");
        data.put("previousRole", member.grant().role());
        data.put("status", "removed");
        data.put("seat", false);
        if (member.userId() != null) {
            data.put("userId", member.userId().toString());
        }
        // By which they are found again (R34); of a record that was deleted earlier it is with the member.
        UserRow user = member.userId() == null ? null : workspace.users().get(member.userId());
        String externalId = user == null ? member.formerExternalId() : user.lastExternalId();
        if (externalId != null) {
            data.put("externalId", externalId);
        }
        return data;
    }
}
