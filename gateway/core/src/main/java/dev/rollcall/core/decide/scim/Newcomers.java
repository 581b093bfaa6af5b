package dev.rollcall.core.decide.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Caller;
import dev.rollcall.core.decide.member.Guards;
import dev.rollcall.core.decide.member.Holds;
import dev.rollcall.core.decide.member.Leavers;
import dev.rollcall.core.decide.member.MemberRules;
import dev.rollcall.core.decide.member.MemberWriter;
import dev.rollcall.core.decide.workspace.Cause;
import dev.rollcall.core.decide.workspace.People;
import dev.rollcall.core.decide.workspace.Workspace;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.DirectoryRow.State;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.Recovery;
import dev.rollcall.core.model.row.UserRow;
import dev.rollcall.scim.schema.CaseFold;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Hands the record of a person who left over to another object of the IdP that claims it (R27): the record and the member keep
 * their ids, and nothing that the former person was allowed passes on.
 */
final class Newcomers {

    private static final String USER_NAME = "userName";

    private final Workspace workspace;
    private final People people;
    private final MemberRules members;
    private final Leavers leavers;
    private final Guards guards;
    private final Holds holds;
    private final GroupMembers groupMembers;
    private final MemberWriter writer;

    Newcomers(Workspace workspace, MemberRules members, Leavers leavers, GroupMembers groupMembers) {
        this.workspace = workspace;
        this.people = workspace.people();
        this.members = members;
        this.leavers = leavers;
        this.guards = new Guards(workspace);
        this.holds = new Holds(workspace);
        this.groupMembers = groupMembers;
        this.writer = new MemberWriter(workspace);
    }

    /**
     * Whether another person has a record after a change: it was inactive, and comes under another externalId than it had last. A
     * new externalId of an active record is a corrected mapping.
     */
    static boolean isReplaced(UserRow before, @Nullable String externalId) {
        return !before.active()
                && externalId != null
                && before.lastExternalId() != null
                && !externalId.equals(before.lastExternalId());
    }

    /**
     * Puts the record of the newcomer in the place of the former person's.
     *
     * @param user the record after the change; not yet in the workspace
     */
    void takeOver(UserRow before, UserRow user, Caller caller) {
        Cause cause = Cause.sync(caller);
        Collection<MembershipRow> left = groupMembers.leaveAll(user.id());
        workspace.put(user);
        workspace.trail().replaced(before, user, left, caller);
        groupMembers.connect(user);
        holds.release(people.hold(user.id(), null), false, cause);
        MemberRow member = people.ofUser(user.id());
        Recovery recovery = member == null ? null : people.recovery(member.id());
        if (recovery != null) {
            people.ending(recovery);
        }
        boolean stays = workspace.directory(user.directoryId()).state() != State.ACTIVE
                || guards.wouldLoseLastAdmin(member, null);
        if (stays) {
            // The former person goes on without a record until a rule or a pause lets them go.
            leavers.replaced(before, cause);
        }
        members.settle(user, cause);
        if (recovery != null) {
            people.end(recovery);
        }
        tell(before, user, stays ? null : member, cause);
    }

    /**
     * A DELETE that is for the former object is answered and not done; it is told, because a user might stay who should go (R29).
     */
    void keep(UserRow user, Caller caller) {
        workspace.put(user.settled());
        workspace.trail().kept(user, caller);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("userName", user.document().path(USER_NAME).asText());
        data.put("externalId", user.externalId());
        data.put("reason", "former_object");
        workspace.journal().event(EventType.USER_DELETE_PASSED_OVER, user.id(), Cause.sync(caller), data);
    }

    /** A person who left gives up a userName that another person has by now; what it is instead can never be an address. */
    void giveWay(UserRow holder, Caller caller) {
        ObjectNode document = holder.document().deepCopy();
        document.put(
                USER_NAME,
                document.path(USER_NAME).asText() + " (former " + holder.id().toString() + ")");
        UserRow user = new UserRow(
                holder.directoryId(),
                holder.id(),
                CaseFold.fold(document.path(USER_NAME).asText()),
                holder.externalId(),
                holder.formerExternalId(),
                holder.active(),
                document,
                holder.exclusion(),
                holder.waitsFor(),
                holder.formerMember(),
                holder.relinked(),
                holder.version() + 1,
                holder.created(),
                workspace.now());
        workspace.put(user);
        workspace.trail().changed(holder, user, caller);
    }

    private void tell(UserRow before, UserRow user, @Nullable MemberRow former, Cause cause) {
        MemberRow member = former == null ? null : people.get(former.id());
        if (member != null) {
            writer.replaced(member, before.lastExternalId(), user, cause);
            return;
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put(USER_NAME, user.document().path(USER_NAME).asText());
        data.put("previousExternalId", before.lastExternalId());
        data.put("externalId", user.externalId());
        data.put("reason", MemberWriter.ANOTHER);
        workspace.journal().event(EventType.USER_REPLACED, user.id(), cause, data);
    }
}
