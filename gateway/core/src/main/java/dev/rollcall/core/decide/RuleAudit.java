package dev.rollcall.core.decide;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleCommand.OfDirectory;
import dev.rollcall.core.command.RuleCommand.OfDomain;
import dev.rollcall.core.decide.plan.Configuration;
import dev.rollcall.core.decide.plan.DomainEdits;
import dev.rollcall.core.decide.plan.Plan;
import dev.rollcall.core.decide.plan.RuleContext;
import dev.rollcall.core.decide.request.PendingRule;
import dev.rollcall.core.model.Difference;
import dev.rollcall.core.model.row.AuditEntry;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.DomainRow;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.OrganizationRow.Terms;
import dev.rollcall.core.model.row.RoleAssignment;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a rule command leaves in the audit: the settings it changed, from what to what, and its impact on people in numbers. */
public final class RuleAudit {

    private final RuleContext context;
    private final RuleCommand command;
    private final ObjectNode before = JsonNodeFactory.instance.objectNode();
    private final ObjectNode after = JsonNodeFactory.instance.objectNode();

    private RuleAudit(RuleContext context, RuleCommand command) {
        this.context = context;
        this.command = command;
    }

    /**
     * The entry of a command that was carried out, or null when it changed nothing.
     *
     * @param made what it made, or null
     * @param id of the entry
     */
    public static @Nullable AuditEntry of(
            RuleContext context, PendingRule ruling, Plan plan, @Nullable UUID made, Impact impact, UUID id) {
        RuleAudit trail = new RuleAudit(context, ruling.command());
        plan.configuration().forEach(trail::add);
        if (plan.configuration().isEmpty()) {
            trail.addPeople();
        }
        if (trail.before.isEmpty() && trail.after.isEmpty() && impact.lines().isEmpty()) {
            return null;
        }
        if (!impact.lines().isEmpty()) {
            ObjectNode counts = trail.after.putObject("impact");
            impact.counts().forEach((kind, people) -> counts.put(kind.name().toLowerCase(Locale.ROOT), people));
        }
        Subject subject = trail.subject(made);
        return new AuditEntry(
                id,
                ruling.actor().requestId(),
                ruling.actor().subject(),
                ruling.command() instanceof OfDirectory of ? of.directoryId() : null,
                RecordJson.name((Record) ruling.command()),
                subject.type(),
                subject.name(),
                trail.before.isEmpty() ? null : trail.before,
                trail.after.isEmpty() ? null : trail.after,
                List.of());
    }

    private record Subject(String type, String name) {}

    private Subject subject(@Nullable UUID made) {
        if (command instanceof OfDirectory of) {
            return new Subject("directory", of.directoryId().toString());
        } else if (command instanceof OfDomain of) {
            return new Subject("domain", DomainEdits.ascii(of));
        } else if (command instanceof RuleCommand.Undo undo) {
            return new Subject("activation", undo.activationId().toString());
        } else if (context.hold() != null) {
            return new Subject("hold", context.hold().id().toString());
        } else if (context.member() != null) {
            return new Subject("member", context.member().id().toString());
        } else if (command instanceof RuleCommand.EndRecovery end) {
            return new Subject("member", end.memberId().toString());
        } else if (made != null) {
            return new Subject("member", made.toString());
        }
        return new Subject("organization", context.organization().id().toString());
    }

    private void add(Configuration change) {
        if (change instanceof Configuration.Terms terms) {
            add(of(context.organization().terms()), of(terms.organization().terms()));
        } else if (change instanceof Configuration.Directory directory) {
            DirectoryRow row = directory.directory();
            if (command instanceof RuleCommand.TakeOver takeOver && row.id().equals(takeOver.fromDirectoryId())) {
                after.put("from", row.id().toString());
                return;
            }
            DirectoryRow was = context.directory(row.id());
            add(was == null ? JsonNodeFactory.instance.objectNode() : of(was), of(row));
        } else if (change instanceof Configuration.Assignments assignments) {
            add(of(context.assignments(assignments.directoryId())), of(assignments.assignments()));
        } else if (change instanceof Configuration.Activated activated) {
            // What begins and ends is told by the directory's state; an undo may come when that has ended already.
            if (activated.activation().undone() != null) {
                after.put("undone", activated.activation().id().toString());
            }
        } else if (change instanceof Configuration.DomainReleased released) {
            add(of(context.domain(released.name())), JsonNodeFactory.instance.objectNode());
        } else if (change instanceof Configuration.DomainClaimed claimed) {
            DomainRow was = context.domain(claimed.name());
            add(of(was), of(was != null ? was : new DomainRow(claimed.name(), false, true, false)));
        } else if (change instanceof Configuration.DomainVerified verified) {
            DomainRow was = context.domain(verified.name());
            boolean byRecord = !verified.attested() || (was != null && was.verified() && was.byRecord());
            add(of(was), of(new DomainRow(verified.name(), true, byRecord, false)));
        } else if (change instanceof Configuration.DomainRecord found) {
            add(of(context.domain(found.name())), of(new DomainRow(found.name(), true, true, !found.present())));
        } else {
            after.setAll(RecordJson.of((Record) command));
        }
    }

    /** Commands that change no settings: about a hold, a member, or whatever they say themselves. */
    private void addPeople() {
        HoldRow hold = context.hold();
        MemberRow member = context.member();
        if (command instanceof RuleCommand.TellConflict) {
            return;
        }
        if (hold != null) {
            before.put("state", hold.state().word());
            after.put("kind", hold.kind().word()).put("email", hold.email());
            after.put("state", command instanceof RuleCommand.Approve ? "approved" : "rejected");
        } else if (command instanceof RuleCommand.EditMember edit && member != null) {
            ObjectNode was = of(member);
            ObjectNode is = was.deepCopy();
            if (edit.displayName() != null) {
                is.put("displayName", edit.displayName());
            }
            if (edit.role() != null) {
                is.put("role", edit.role());
            }
            add(was, is);
        } else if (member != null) {
            before.setAll(of(member));
        } else if (!(command instanceof RuleCommand.Recompute || command instanceof RuleCommand.Reconsider)) {
            after.setAll(RecordJson.of((Record) command));
        }
    }

    private void add(ObjectNode first, ObjectNode second) {
        Difference difference = Difference.between(first, second);
        before.setAll(difference.before());
        after.setAll(difference.after());
    }

    private static ObjectNode of(Terms terms) {
        return RecordJson.of(terms);
    }

    private static ObjectNode of(DirectoryRow row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("state", row.state().word())
                .put("defaultRole", row.defaultRole())
                .put("nestedGroups", row.nesting().counts());
        json.put(
                "activation",
                row.activationId() == null ? null : row.activationId().toString());
        json.putObject("massGuard")
                .put("share", row.guard().share())
                .put("minimum", row.guard().minimum())
                .put("windowSeconds", row.guard().window().toSeconds());
        return json;
    }

    private static ObjectNode of(List<RoleAssignment> assignments) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode lines = json.putArray("assignments");
        for (RoleAssignment assignment : assignments) {
            UUID group = assignment.groupId();
            ObjectNode line = lines.addObject().put("id", assignment.id().toString());
            if (assignment.condition() == null) {
                line.put("group", group == null ? assignment.awaitedName() : group.toString());
            } else {
                line.set("when", assignment.condition().toJson());
            }
            line.put("role", assignment.role());
        }
        return json;
    }

    private static ObjectNode of(@Nullable DomainRow row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (row != null) {
            json.put("state", !row.verified() ? "claimed" : row.lost() ? "record_lost" : "verified");
            json.put("proof", !row.verified() ? null : row.byRecord() ? "dns" : "attested");
        }
        return json;
    }

    private static ObjectNode of(MemberRow member) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("email", member.email())
                .put("displayName", member.displayName())
                .put("role", member.grant().role())
                .put("status", member.status().word());
    }
}
