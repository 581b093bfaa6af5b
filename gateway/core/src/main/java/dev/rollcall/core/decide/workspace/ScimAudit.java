package dev.rollcall.core.decide.workspace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.core.model.Difference;
import dev.rollcall.core.model.row.AuditEntry;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.scim.Deviation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the audit entries for a batch of an IdP's commands: one for each command that changed something. */
public final class ScimAudit {

    /** Members of a group that are named; the rest is counted. */
    private static final int NAMED = 100;

    private static final String USER = "user";
    private static final String GROUP = "group";

    private final Supplier<UUID> ids;
    private final List<AuditEntry> entries = new ArrayList<>();

    ScimAudit(Supplier<UUID> ids) {
        this.ids = ids;
    }

    public void created(UserRow user, Caller caller) {
        add(caller, AuditAction.CREATE_USER, USER, user.id(), null, user.document());
    }

    public void changed(UserRow before, UserRow after, Caller caller) {
        Difference difference = Difference.between(before.document(), after.document());
        add(caller, AuditAction.CHANGE_USER, USER, after.id(), difference.before(), difference.after());
    }

    /** A record became another person's (R27); the groups are those that the former person was in. */
    public void replaced(UserRow before, UserRow after, Collection<MembershipRow> left, Caller caller) {
        Difference difference = Difference.between(before.document(), after.document());
        if (!left.isEmpty()) {
            ArrayNode groups = difference.before().putArray("groups");
            left.forEach(row -> groups.add(row.groupId().toString()));
        }
        add(caller, AuditAction.REPLACE_USER, USER, after.id(), difference.before(), difference.after());
    }

    /** A DELETE was answered and not done, because it was for the object that had the id before (R29). */
    public void kept(UserRow user, Caller caller) {
        ObjectNode after = user.document().objectNode();
        after.put("passedOver", "DELETE");
        after.put("reason", "former_object");
        add(caller, AuditAction.KEEP_USER, USER, user.id(), null, after);
    }

    public void deleted(UserRow user, Caller caller) {
        add(caller, AuditAction.DELETE_USER, USER, user.id(), user.document(), null);
    }

    /** A group appeared, with these members. */
    public void created(GroupRow group, Collection<MembershipRow> members, Caller caller) {
        add(caller, AuditAction.CREATE_GROUP, GROUP, group.id(), null, with(group.document(), "members", members));
    }

    /** Attributes of a group changed, or members came or went. */
    public void changed(
            GroupRow before,
            GroupRow after,
            Collection<MembershipRow> gone,
            Collection<MembershipRow> come,
            Caller caller) {
        Difference difference = Difference.between(before.document(), after.document());
        add(
                caller,
                AuditAction.CHANGE_GROUP,
                GROUP,
                after.id(),
                with(difference.before(), "membersRemoved", gone),
                with(difference.after(), "membersAdded", come));
    }

    public void deleted(GroupRow group, Collection<MembershipRow> members, Caller caller) {
        add(caller, AuditAction.DELETE_GROUP, GROUP, group.id(), with(group.document(), "members", members), null);
    }

    private void add(
            Caller caller,
            AuditAction action,
            String type,
            UUID id,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after) {
        entries.add(new AuditEntry(
                ids.get(),
                caller.requestId(),
                null,
                caller.directoryId(),
                action,
                type,
                id.toString(),
                before,
                after,
                List.of()));
    }

    private static ObjectNode with(ObjectNode document, String name, Collection<MembershipRow> members) {
        if (members.isEmpty()) {
            return document;
        }
        ObjectNode copy = document.objectNode();
        copy.setAll(document);
        ArrayNode named = copy.putArray(name);
        members.stream().limit(NAMED).map(MembershipRow::value).forEach(named::add);
        if (members.size() > NAMED) {
            copy.put(name + "Count", members.size());
        }
        return copy;
    }

    /**
     * Tells in the entry of a command what was left out of it (R29): in that of the resource which it was about, else in its last.
     *
     * @param from how many entries there were before the command
     */
    public void leftOut(int from, Outcome outcome, List<Deviation> leftOut) {
        if (leftOut.isEmpty() || from == entries.size()) {
            return;
        }
        int place = entries.size() - 1;
        if (outcome instanceof Outcome.Stored stored) {
            String subject = stored.resource().id().toString();
            for (int i = from; i < entries.size(); i++) {
                place = entries.get(i).subject().equals(subject) ? i : place;
            }
        }
        entries.set(place, entries.get(place).with(leftOut));
    }

    public List<AuditEntry> entries() {
        return entries;
    }
}
