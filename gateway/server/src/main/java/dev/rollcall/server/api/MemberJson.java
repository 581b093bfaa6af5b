package dev.rollcall.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.Exclusion;
import dev.rollcall.core.read.OrganisationMember;
import dev.rollcall.core.read.OrganisationMember.ManagedBy;
import dev.rollcall.core.read.OrganisationMember.Why;

/** A member on the wire, with the reason once for programs and once as a sentence (R23). */
final class MemberJson {

    private MemberJson() {}

    static ObjectNode of(OrganisationMember member) {
        ObjectNode json = Json.object()
                .put("id", member.id().toString())
                .put("email", member.email())
                .put("displayName", member.displayName())
                .put("status", member.status().word())
                .put("role", member.role())
                .put("seat", member.seat());
        ManagedBy directory = member.managedBy();
        if (directory == null) {
            json.putNull("managedBy");
        } else {
            json.putObject("managedBy")
                    .put("directory", directory.directoryId().toString())
                    .put("name", directory.name())
                    .put("provider", directory.provider());
        }
        json.set("reason", reason(member.why()));
        return json.put("why", sentence(member.why()))
                .put("since", member.since().toString())
                .put("changed", member.changed().toString())
                .put("changedBy", Json.text(member.changedBy()));
    }

    private static ObjectNode reason(Why why) {
        ObjectNode reason = Json.object();
        if (why instanceof Why.Assignment assignment) {
            return reason.put("kind", "assignment")
                    .put("assignment", assignment.assignmentId().toString())
                    .put("position", assignment.position())
                    .put("group", assignment.groupName());
        }
        if (why instanceof Why.Excluded excluded) {
            return reason.put("kind", "excluded")
                    .put("exclusion", excluded.reason().word());
        }
        return reason.put("kind", why instanceof Why.DefaultRole ? "default_role" : "by_hand");
    }

    private static String sentence(Why why) {
        if (why instanceof Why.Assignment assignment) {
            String group = assignment.groupName();
            return group == null ? "a group that was removed since" : "group " + group;
        }
        if (why instanceof Why.Excluded excluded) {
            return sentence(excluded.reason());
        }
        return why instanceof Why.DefaultRole ? "default role of the directory" : "invited by hand";
    }

    private static String sentence(Exclusion exclusion) {
        return switch (exclusion) {
            case NO_MAPPED_GROUP -> "in no mapped group, and the directory gives no default role";
            case NO_EMAIL -> "no e-mail address";
            case UNVERIFIED_DOMAIN -> "the address is of a domain that is not verified";
            case MEMBER_ELSEWHERE -> "member of another organisation";
            case ADDRESS_IN_USE -> "another member has the same address";
            case NO_SEAT_AVAILABLE -> "all purchased seats are taken";
            case AWAITS_APPROVAL -> "all purchased seats are taken; waits for an administrator's approval";
            case SEAT_REFUSED -> "an administrator refused a seat above the purchased ones";
        };
    }
}
