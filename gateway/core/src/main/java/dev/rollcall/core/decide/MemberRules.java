package dev.rollcall.core.decide;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.Caller;
import dev.rollcall.core.model.Claim;
import dev.rollcall.core.model.DirectoryRow;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.MemberRow;
import dev.rollcall.core.model.MemberRow.Status;
import dev.rollcall.core.model.UserRow;
import dev.rollcall.scim.schema.CaseFold;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a directory's users are in the organisation: members, suspended, excluded. Called for every user that a command
 * concerned; brings member, seat, claim and events in line with the rules and does nothing when they already are.
 */
final class MemberRules {

    private final Workspace workspace;

    MemberRules(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Brings the member of a user, changed or not, in line. Only an active directory has a say. */
    void settle(UserRow user, Caller caller) {
        DirectoryRow directory = workspace.directory(user.directoryId());
        if (directory.state() != DirectoryRow.State.ACTIVE) {
            return;
        }
        MemberRow member = workspace.memberOfUser(user.id());
        Standing standing = standing(user, directory, member);
        if (standing instanceof Standing.In in) {
            admit(user, directory, member, in, caller);
        } else if (member != null && member.active()) {
            suspend(member, directory, standing, caller);
        }
        note(user, standing instanceof Standing.Excluded excluded ? excluded.reason() : null, caller);
    }

    /** The record of a user is gone, and with it the membership (R15). */
    void removed(UserRow user, Caller caller) {
        MemberRow member = workspace.memberOfUser(user.id());
        if (member == null) {
            return;
        }
        DirectoryRow directory = workspace.directory(user.directoryId());
        workspace.remove(member);
        workspace.unclaim(member.emailKey(), member.id());
        if (member.seat()) {
            workspace.journal().seat(member.id(), -1, "member.removed", caller, directory.activationId());
        }
        tell("member.removed", member, member, caller);
    }

    private Standing standing(UserRow user, DirectoryRow directory, @Nullable MemberRow member) {
        if (!user.active()) {
            return new Standing.Inactive();
        }
        Grant grant = RoleRules.grant(
                directory,
                workspace.assignments(directory.id()),
                group -> workspace.memberships().isMember(user.id(), group));
        if (grant == null) {
            return new Standing.Excluded(Exclusion.NO_MAPPED_GROUP);
        }
        String email = Addresses.of(user.document());
        if (email == null) {
            return new Standing.Excluded(Exclusion.NO_EMAIL);
        }
        String emailKey = CaseFold.fold(email);
        if (!workspace.admitsDomain(Addresses.domain(emailKey))) {
            return new Standing.Excluded(Exclusion.UNVERIFIED_DOMAIN);
        }
        Exclusion taken = takenBy(emailKey, member);
        return taken == null ? new Standing.In(grant, email, emailKey) : new Standing.Excluded(taken);
    }

    /** Who stands in the way of this address, if anyone: not the member itself, and not one invited by hand (R11). */
    private @Nullable Exclusion takenBy(String emailKey, @Nullable MemberRow member) {
        Claim claim = workspace.claim(emailKey);
        if (claim == null || (member != null && claim.memberId().equals(member.id()))) {
            return null;
        }
        if (!claim.orgId().equals(workspace.orgId())) {
            return Exclusion.MEMBER_ELSEWHERE;
        }
        MemberRow holder = workspace.member(claim.memberId());
        boolean adoptable = member == null && holder != null && !holder.managed();
        return adoptable ? null : Exclusion.ADDRESS_IN_USE;
    }

    private void admit(UserRow user, DirectoryRow directory, @Nullable MemberRow known, Standing.In in, Caller caller) {
        MemberRow before = known != null ? known : adoptable(in.emailKey());
        MemberRow after = new MemberRow(
                before == null ? workspace.newId() : before.id(),
                in.email(),
                in.emailKey(),
                displayName(user.document()),
                Status.ACTIVE,
                true,
                directory.id(),
                user.id(),
                in.grant(),
                before == null ? workspace.now() : before.joined(),
                workspace.now(),
                caller.requestId());
        if (before != null && same(before, after)) {
            return;
        }
        workspace.put(after);
        if (before != null && !before.emailKey().equals(after.emailKey())) {
            workspace.unclaim(before.emailKey(), before.id());
        }
        if (before == null || !before.active() || !before.emailKey().equals(after.emailKey())) {
            workspace.claim(after.emailKey(), after.id());
        }
        String type = arrival(before, after);
        if (before == null || !before.seat()) {
            workspace.journal().seat(after.id(), +1, type, caller, directory.activationId());
        }
        tell(type, before, after, caller);
    }

    private @Nullable MemberRow adoptable(String emailKey) {
        Claim claim = workspace.claim(emailKey);
        return claim == null ? null : workspace.member(claim.memberId());
    }

    private static String arrival(@Nullable MemberRow before, MemberRow after) {
        if (before == null) {
            return "member.added";
        }
        if (!before.managed()) {
            return "member.adopted";
        }
        if (!before.active()) {
            return "member.restored";
        }
        return before.grant().role().equals(after.grant().role()) ? "member.updated" : "member.role_changed";
    }

    private void suspend(MemberRow before, DirectoryRow directory, Standing why, Caller caller) {
        MemberRow after = new MemberRow(
                before.id(),
                before.email(),
                before.emailKey(),
                before.displayName(),
                Status.SUSPENDED,
                false,
                before.directoryId(),
                before.userId(),
                before.grant(),
                before.joined(),
                workspace.now(),
                caller.requestId());
        workspace.put(after);
        workspace.unclaim(before.emailKey(), before.id());
        if (before.seat()) {
            workspace.journal().seat(before.id(), -1, "member.suspended", caller, directory.activationId());
        }
        ObjectNode data = describe(before, after);
        data.put(
                "reason",
                why instanceof Standing.Excluded excluded ? excluded.reason().word() : "inactive");
        workspace.journal().event("member.suspended", after.id(), caller, data);
    }

    /** Keeps the reason of an exclusion on the user's record; no change of the resource, so no new version. */
    private void note(UserRow user, @Nullable Exclusion reason, Caller caller) {
        if (user.exclusion() == reason) {
            return;
        }
        workspace.put(user.withExclusion(reason));
        if (reason != null) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            data.put("userName", user.document().path("userName").asText());
            data.put("reason", reason.word());
            workspace.journal().event("user.excluded", user.id(), caller, data);
        }
    }

    private void tell(String type, @Nullable MemberRow before, MemberRow after, Caller caller) {
        workspace.journal().event(type, after.id(), caller, describe(before, after));
    }

    private static ObjectNode describe(@Nullable MemberRow before, MemberRow after) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("email", after.email());
        data.put("displayName", after.displayName());
        data.put("role", after.grant().role());
        if (before != null && !before.grant().role().equals(after.grant().role())) {
            data.put("previousRole", before.grant().role());
        }
        if (before != null && !before.emailKey().equals(after.emailKey())) {
            data.put("previousEmail", before.email());
        }
        data.put("status", after.status().word());
        data.put("seat", after.seat());
        if (after.userId() != null) {
            data.put("userId", after.userId().toString());
        }
        if (after.grant().groupId() != null) {
            data.put("groupId", after.grant().groupId().toString());
        }
        return data;
    }

    private static boolean same(MemberRow a, MemberRow b) {
        return a.status() == b.status()
                && a.seat() == b.seat()
                && a.email().equals(b.email())
                && a.displayName().equals(b.displayName())
                && a.grant().equals(b.grant())
                && Objects.equals(a.directoryId(), b.directoryId())
                && Objects.equals(a.userId(), b.userId());
    }

    private static String displayName(ObjectNode user) {
        String name = user.path("displayName").asText();
        if (name.isBlank()) {
            name = user.path("name").path("formatted").asText();
        }
        if (name.isBlank()) {
            name = (user.path("name").path("givenName").asText() + " "
                            + user.path("name").path("familyName").asText())
                    .strip();
        }
        return name.isBlank() ? user.path("userName").asText() : name;
    }
}
