package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.condition.Condition;
import dev.rollcall.core.read.member.OrganisationMember;
import dev.rollcall.core.read.member.OrganisationMember.Known;
import dev.rollcall.core.read.member.OrganisationMember.ManagedBy;
import dev.rollcall.core.read.member.OrganisationMember.Why;
import dev.rollcall.server.api.Json;
import org.jspecify.annotations.Nullable;

/** Writes a member as JSON, with the reason once for programs and once as a sentence (R23). */
final class MemberJson {

    private MemberJson() {}

    static ObjectNode of(OrganisationMember member) {
        ObjectNode json = Json.object()
                .put("id", member.id().toString())
                .put("email", member.email())
                .put("awaitedEmail", member.awaitedEmail())
                .put("displayName", member.displayName())
                .put("status", member.status().word())
                .put("role", member.role())
                .put("seat", member.seat());
        json.set("managedBy", directory(member.managedBy()));
        known(json, member.known());
        json.set("reason", reason(member.why()));
        return json.put("why", sentence(member))
                .put("since", member.since().toString())
                .put("changed", member.changed().toString())
                .put("changedBy", Json.text(member.changedBy()));
    }

    /** What the directory knows them by, in the fields that events have for it. */
    private static void known(ObjectNode json, @Nullable Known known) {
        json.put("userId", known == null ? null : known.userId().toString());
        json.put("userName", known == null ? null : known.userName());
        json.put("externalId", known == null ? null : known.externalId());
        ArrayNode groups = json.putArray("groups");
        if (known != null) {
            known.groups()
                    .forEach(group ->
                            groups.addObject().put("id", group.id().toString()).put("name", group.name()));
            if (known.groupsOmitted() > 0) {
                json.put("groupsOmitted", known.groupsOmitted());
            }
            json.setAll(known.shared());
        }
    }

    /** The mark of whatever a directory manages, or null. */
    static JsonNode directory(@Nullable ManagedBy directory) {
        return directory == null
                ? NullNode.getInstance()
                : Json.object()
                        .put("directory", directory.directoryId().toString())
                        .put("name", directory.name())
                        .put("provider", directory.provider());
    }

    private static ObjectNode reason(Why why) {
        ObjectNode reason = Json.object();
        if (why instanceof Why.Assignment assignment) {
            return assignment(reason, assignment);
        }
        if (why instanceof Why.Excluded excluded) {
            return reason.put("kind", "excluded")
                    .put("exclusion", excluded.reason().word())
                    .put("fix", Sentences.fix(excluded.reason()));
        }
        return reason.put("kind", kind(why));
    }

    /** Which role assignment it was, and its group or condition. */
    static ObjectNode assignment(ObjectNode reason, Why.Assignment assignment) {
        Condition condition = assignment.condition();
        reason.put("kind", "assignment")
                .put("assignment", assignment.assignmentId().toString())
                .put("position", assignment.position())
                .put("group", assignment.groupName());
        return condition == null
                ? reason
                : reason.put("condition", condition.inWords()).set("when", condition.toJson());
    }

    private static String kind(Why why) {
        if (why instanceof Why.DefaultRole) {
            return "default_role";
        } else if (why instanceof Why.Recovery) {
            return "recovery";
        }
        return why instanceof Why.Kept ? "kept" : "by_hand";
    }

    private static String sentence(OrganisationMember member) {
        return member.awaitedRole() == null
                ? sentence(member.why())
                : "waits for a seat for the role " + member.awaitedRole() + ": " + sentence(member.why());
    }

    private static String sentence(Why why) {
        if (why instanceof Why.Assignment assignment) {
            if (assignment.condition() != null) {
                return assignment.condition().inWords();
            }
            String group = assignment.groupName();
            return group == null ? "a group that was removed since" : "group " + group;
        }
        if (why instanceof Why.Excluded excluded) {
            return excluded.reason().meaning();
        }
        if (why instanceof Why.ByHand byHand) {
            return byHand.left() ? "added by a directory that no longer manages them" : "invited by hand";
        }
        if (why instanceof Why.Recovery) {
            return "admin for a limited time";
        }
        return why instanceof Why.Kept
                ? "the role from before, kept by a hold or a pause"
                : "default role of the directory";
    }
}
