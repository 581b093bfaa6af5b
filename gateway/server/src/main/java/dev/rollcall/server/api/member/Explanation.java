package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.LedgerEntry;
import dev.rollcall.core.model.row.Recovery;
import dev.rollcall.core.read.member.Facts;
import dev.rollcall.core.read.member.Facts.DirectoryRecord;
import dev.rollcall.core.read.member.Facts.MappedGroup;
import dev.rollcall.core.read.member.OrganisationMember;
import dev.rollcall.core.read.member.OrganisationMember.Status;
import dev.rollcall.core.read.member.OrganisationMember.Why;
import dev.rollcall.server.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Explains why a person has this status, role and seat (R23): in sentences for an administrator, and as fields for programs. */
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
        json.put("awaitedEmail", member == null ? null : member.awaitedEmail());
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
            role(member);
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
            say("Active, " + way(member) + ", since " + member.since() + ".");
        }
        if (member != null && member.awaitedEmail() != null) {
            say("Known as " + member.email() + " until " + member.awaitedEmail()
                    + " is free: the directory has sent that address, but another member has it. Access, role and seat"
                    + " stay as they are.");
            fix("Give the other member another address, or remove them. The address then changes automatically.");
        }
        if (record == null) {
            withoutRecord(member);
            return;
        }
        String directory = "The directory \"" + record.directory().name() + "\"";
        if (record.state() != DirectoryRow.State.ACTIVE) {
            say(directory + " is " + record.state().word() + ": what it sends takes effect only while it is active.");
            fix(record.state() == DirectoryRow.State.PAUSED ? "Resume the directory." : "Activate the directory.");
        }
        if (!record.active()) {
            say(directory + " has marked them as inactive since its last change at " + record.modified() + ".");
            fix("Assign or activate the person at the identity provider.");
        }
        if (record.exclusion() != null) {
            say("Kept out: " + record.exclusion().meaning() + ".");
            fix(Sentences.fix(record.exclusion()));
        }
    }

    private static String way(OrganisationMember member) {
        if (member.managedBy() != null) {
            return "managed by the directory \"" + member.managedBy().name() + "\"";
        }
        return member.why() instanceof Why.ByHand byHand && byHand.left()
                ? "added by a directory that no longer manages them"
                : "invited by hand";
    }

    private void withoutRecord(@Nullable OrganisationMember member) {
        if (member == null) {
            return;
        }
        if (member.managedBy() != null && facts.hold() == null) {
            say("The identity provider deleted them while the directory was paused; they will be removed when"
                    + " it is resumed.");
            fix("Resume the directory. To keep them, create them again at the identity provider first.");
        } else if (member.managedBy() == null && member.status() == Status.SUSPENDED) {
            say("Suspended: the directory that added them is no longer live.");
            fix("Invite the address again, or have a directory send it.");
        }
    }

    private void role(OrganisationMember member) {
        ObjectNode because = json.putObject("roleBecause");
        if (facts.recovery() != null) {
            Recovery recovery = facts.recovery().recovery();
            because.put("kind", "recovery")
                    .put("ends", recovery.ends().toString())
                    .put("grantedBy", recovery.grantedBy());
            say("Admin for a limited time, until " + recovery.ends() + ", granted by " + recovery.grantedBy() + ": "
                    + recovery.reason() + ".");
            String directory = facts.record() == null
                    ? "ID"
                    : facts.record().directory().directoryId().toString();
            fix("Assign the role admin to a group, at .../directories/" + directory
                    + "/role-assignments, and put your admins into it.");
        } else if (member.why() instanceof Why.Assignment assignment) {
            MemberJson.assignment(because, assignment);
            role(member, source(assignment));
        } else if (member.why() instanceof Why.DefaultRole) {
            because.put("kind", "default_role");
            role(member, "the default role of the directory, for people whose groups have no role assignment");
        } else if (member.why() instanceof Why.ByHand byHand) {
            because.put("kind", "by_hand");
            role(
                    member,
                    byHand.left()
                            ? "as a directory left it, or as it was changed by hand since"
                            : "given by " + "hand");
        } else {
            because.put("kind", "kept");
            role(member, "unchanged: the directory would give another role, but a hold or a pause keeps this one");
        }
        if (member.awaitedRole() != null) {
            because.put("awaitedRole", member.awaitedRole());
        }
    }

    /** A role, or the one that the seat policy gives in its place. */
    private void role(OrganisationMember member, String source) {
        if (member.awaitedRole() == null) {
            say("Role " + member.role() + ", " + source + ".");
        } else {
            say("Role " + member.role()
                    + " for now, because it needs no seat and all purchased seats are taken. As soon as"
                    + " one is free, the role becomes " + member.awaitedRole() + ", " + source + ".");
            fix("Buy more seats or free one.");
        }
    }

    private String source(Why.Assignment assignment) {
        if (assignment.condition() != null) {
            return "because " + assignment.condition().inWords() + ", role assignment " + assignment.position();
        }
        return assignment.groupName() == null || assignment.position() == null
                ? "from a group or an assignment that has been removed since"
                : "from group \"" + assignment.groupName() + "\", role assignment " + assignment.position()
                        + through(assignment.assignmentId());
    }

    /** Of a role that comes through a group in the group that gives it. */
    private String through(UUID assignmentId) {
        return facts.groups().stream()
                .filter(group -> group.assignmentId().equals(assignmentId) && group.through() != null)
                .findFirst()
                .map(group -> ", through group \"" + group.through() + "\", which is in it")
                .orElse("");
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
                    .put("through", group.through())
                    .put("assignment", group.assignmentId().toString()));
            if (groups.size() > 1) {
                weaker.add("\"" + group.name() + "\" (role assignment " + group.position() + ", " + group.role() + ")");
            }
        }
        if (!weaker.isEmpty()) {
            say("Also in " + String.join(", ", weaker) + ", which have lower priority.");
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
                .put("cause", entry.cause().word())
                .put("directory", Json.text(entry.directoryId()))
                .put("activation", Json.text(entry.activationId()))
                .put("request", entry.requestId().toString());
        boolean held = member != null && member.seat();
        say((held ? "On a seat since " : "On no seat since ") + facts.seat().at() + " (ledger entry " + entry.entry()
                + ", " + entry.cause().word().replace('.', ' ').replace('_', ' ') + ").");
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
