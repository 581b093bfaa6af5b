package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.DirectoryRow;
import dev.rollcall.core.model.LedgerEntry;
import dev.rollcall.core.model.Recovery;
import dev.rollcall.core.read.Facts;
import dev.rollcall.core.read.Facts.DirectoryRecord;
import dev.rollcall.core.read.Facts.MappedGroup;
import dev.rollcall.core.read.OrganisationMember;
import dev.rollcall.core.read.OrganisationMember.Status;
import dev.rollcall.core.read.OrganisationMember.Why;
import dev.rollcall.server.api.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why somebody has this status, role and seat (R23): in sentences for an administrator, and as fields for programs. */
final class Explanation {

    private final Facts facts;
    private final List<String> sentences = new ArrayList<>();
    private final List<String> fixes = new ArrayList<>();
    private final ObjectNode json = Json.object();

    private Explanation(Facts facts) {
        this.facts = facts;
    }

    static ObjectNode of(Facts facts) {
        return new Explanation(facts).explain();
    }

    private ObjectNode explain() {
        OrganisationMember member = facts.member();
        DirectoryRecord record = facts.record();
        json.put("email", member != null ? member.email() : record == null ? "" : record.email());
        json.put("status", member != null ? member.status().word() : "outside");
        json.put("role", member == null ? null : member.role());
        json.put("seat", member != null && member.seat());
        json.put(
                "member",
                member == null || isOutsider(member) ? null : member.id().toString());
        if (record != null) {
            json.set("record", json(record));
        }
        status(member, record);
        if (member != null && member.role() != null) {
            role(member, record);
        }
        groups();
        seat(member);
        hold();
        if (member != null && member.changedBy() != null) {
            json.putObject("lastChange")
                    .put("at", member.changed().toString())
                    .put("request", member.changedBy().toString());
        }
        ArrayNode history = json.putArray("history");
        facts.history()
                .forEach(recorded -> history.add(Json.object()
                        .put("at", recorded.at().toString())
                        .put("type", recorded.event().type())
                        .put("request", recorded.event().requestId().toString())));
        sentences.forEach(json.putArray("sentences")::add);
        fixes.forEach(json.putArray("fixes")::add);
        return json;
    }

    /** A user who never became a member is listed under their own id. */
    private static boolean isOutsider(OrganisationMember member) {
        return member.changedBy() == null;
    }

    private static ObjectNode json(DirectoryRecord record) {
        ObjectNode json = Json.object()
                .put("user", record.userId().toString())
                .put("userName", record.userName())
                .put("active", record.active())
                .put("created", record.created().toString())
                .put("modified", record.modified().toString())
                .put(
                        "exclusion",
                        record.exclusion() == null ? null : record.exclusion().word())
                .put("directoryState", record.state().word());
        json.set("directory", MemberJson.directory(record.directory()));
        return json;
    }

    private void status(@Nullable OrganisationMember member, @Nullable DirectoryRecord record) {
        if (member != null && member.status() == Status.ACTIVE) {
            say(
                    member.managedBy() == null
                            ? "Active, invited by hand, since " + member.since() + "."
                            : "Active, managed by the directory \""
                                    + member.managedBy().name() + "\", since " + member.since() + ".");
        }
        if (record == null) {
            if (member != null && member.status() == Status.SUSPENDED) {
                say("Suspended: a directory that is no longer live has left them behind.");
                fix("Invite the address again, or let a directory send it.");
            }
            return;
        }
        String directory = "The directory \"" + record.directory().name() + "\"";
        if (record.state() != DirectoryRow.State.ACTIVE) {
            say(directory + " is " + record.state().word() + ": what it sends takes effect only while it is active.");
            fix(record.state() == DirectoryRow.State.PAUSED ? "Resume the directory." : "Let the directory go live.");
        }
        if (!record.active()) {
            say(directory + " has them as inactive since its last change at " + record.modified() + ".");
            fix("Assign or activate the person at the identity provider.");
        }
        if (record.exclusion() != null) {
            say("Kept out: " + Sentences.why(record.exclusion()) + ".");
            fix(Sentences.fix(record.exclusion()));
        }
    }

    private void role(OrganisationMember member, @Nullable DirectoryRecord record) {
        ObjectNode because = json.putObject("roleBecause");
        if (facts.recovery() != null) {
            Recovery recovery = facts.recovery().recovery();
            because.put("kind", "recovery")
                    .put("ends", recovery.ends().toString())
                    .put("grantedBy", recovery.grantedBy());
            say("Admin for a time, until " + recovery.ends() + ", granted by " + recovery.grantedBy() + ": "
                    + recovery.reason() + ".");
            fix("Assign the role admin to a group at .../directories/ID/role-assignments and put your admins into it.");
        } else if (member.why() instanceof Why.Assignment assignment) {
            because.put("kind", "assignment")
                    .put("assignment", assignment.assignmentId().toString())
                    .put("position", assignment.position())
                    .put("group", assignment.groupName());
            say(
                    assignment.groupName() == null || assignment.position() == null
                            ? "Role " + member.role() + " from a group or an assignment that was removed since."
                            : "Role " + member.role() + " from group \"" + assignment.groupName()
                                    + "\", role assignment " + assignment.position() + ".");
        } else if (member.why() instanceof Why.DefaultRole) {
            because.put("kind", "default_role");
            say("Role " + member.role()
                    + ": in no group that has a role assignment, so the default role of the directory" + " counts.");
        } else {
            because.put("kind", "by_hand");
            say("Role " + member.role() + ", given by hand.");
        }
        if (record != null && record.awaitedRole() != null) {
            because.put("awaitedRole", record.awaitedRole());
            say("Waits for a free seat; then the role is " + record.awaitedRole() + ".");
            fix("Buy more seats or free one.");
        }
    }

    private void groups() {
        ArrayNode groups = json.putArray("mappedGroups");
        List<String> weaker = new ArrayList<>();
        for (MappedGroup group : facts.groups()) {
            groups.add(Json.object()
                    .put("position", group.position())
                    .put("role", group.role())
                    .put("group", group.name())
                    .put("groupId", group.groupId().toString())
                    .put("assignment", group.assignmentId().toString()));
            if (groups.size() > 1) {
                weaker.add("\"" + group.name() + "\" (role assignment " + group.position() + ", " + group.role() + ")");
            }
        }
        if (!weaker.isEmpty()) {
            say("Also in " + String.join(", ", weaker) + ", which are weaker.");
        }
    }

    private void seat(@Nullable OrganisationMember member) {
        if (facts.seat() == null) {
            return;
        }
        LedgerEntry entry = facts.seat().entry();
        json.putObject("seatBecause")
                .put("entry", entry.entry())
                .put("delta", entry.delta())
                .put("at", facts.seat().at().toString())
                .put("cause", entry.cause())
                .put("directory", Json.text(entry.directoryId()))
                .put("activation", Json.text(entry.activationId()))
                .put("request", entry.requestId().toString());
        boolean held = member != null && member.seat();
        say((held ? "On a seat since " : "On no seat since ") + facts.seat().at() + " (ledger entry " + entry.entry()
                + ", " + entry.cause() + ").");
    }

    private void hold() {
        if (facts.hold() != null) {
            json.set("hold", HoldJson.of(facts.hold()));
            say("Held: " + Sentences.what(facts.hold().hold()));
            fix(Sentences.fix(facts.hold().hold()));
        }
    }

    private void say(String sentence) {
        sentences.add(sentence);
    }

    private void fix(String fix) {
        fixes.add(fix);
    }
}
