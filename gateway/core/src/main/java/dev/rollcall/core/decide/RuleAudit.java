package dev.rollcall.core.decide;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.core.command.EditAssignments;
import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleCommand.Decide;
import dev.rollcall.core.command.RuleCommand.DecideMassChange;
import dev.rollcall.core.command.RuleCommand.OfDirectory;
import dev.rollcall.core.command.RuleCommand.Recompute;
import dev.rollcall.core.command.RuleCommand.Reconsider;
import dev.rollcall.core.command.RuleCommand.Undo;
import dev.rollcall.core.command.SetDirectoryRule;
import dev.rollcall.core.command.SetTerms;
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
import dev.rollcall.core.model.word.AuditAction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Composes the audit entry of a rule command: the settings it changed, from what to what, and its impact on people in
 * numbers.
 */
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
        Optional<AuditAction> action = RuleActions.of(ruling.command());
        RuleAudit trail = new RuleAudit(context, ruling.command());
        Settings settings = trail.new Settings();
        plan.configuration().forEach(change -> change.match(settings));
        if (plan.configuration().isEmpty()) {
            trail.addPeople();
        }
        if (action.isEmpty()) {
            return null;
        }
        if (trail.before.isEmpty() && trail.after.isEmpty() && impact.lines().isEmpty()) {
            return null;
        }
        if (!impact.lines().isEmpty()) {
            ObjectNode counts = trail.after.putObject("impact");
            impact.counts().forEach((kind, people) -> counts.put(kind.name().toLowerCase(Locale.ROOT), people));
        }
        Subject subject = ruling.command().match(trail.new Subjects(made));
        return new AuditEntry(
                id,
                ruling.actor().requestId(),
                ruling.actor().subject(),
                ruling.command() instanceof OfDirectory of ? of.directoryId() : null,
                action.get(),
                subject.type(),
                subject.name(),
                trail.before.isEmpty() ? null : trail.before,
                trail.after.isEmpty() ? null : trail.after,
                List.of());
    }

    private record Subject(String type, String name) {}

    /** What a command is about. */
    private final class Subjects implements RuleCommand.Cases<Subject> {

        private final @Nullable UUID made;

        Subjects(@Nullable UUID made) {
            this.made = made;
        }

        @Override
        public Subject changeState(ChangeState command) {
            return directory(command);
        }

        @Override
        public Subject undo(Undo command) {
            return new Subject("activation", command.activationId().toString());
        }

        @Override
        public Subject editAssignments(EditAssignments command) {
            return directory(command);
        }

        @Override
        public Subject setDirectoryRule(SetDirectoryRule command) {
            return directory(command);
        }

        @Override
        public Subject setTerms(SetTerms command) {
            return organization();
        }

        @Override
        public Subject ofDomain(OfDomain command) {
            return new Subject("domain", DomainEdits.ascii(command));
        }

        @Override
        public Subject ofConflict(OfConflict command) {
            return member(context.member() == null ? made : context.member().id());
        }

        @Override
        public Subject ofMember(OfMember command) {
            MemberRow member = context.member();
            return member(
                    member != null ? member.id() : command instanceof OfMember.EndRecovery end ? end.memberId() : made);
        }

        @Override
        public Subject decide(Decide command) {
            return context.hold() == null
                    ? organization()
                    : new Subject("hold", context.hold().id().toString());
        }

        @Override
        public Subject decideMassChange(DecideMassChange command) {
            return directory(command);
        }

        @Override
        public Subject reconsider(Reconsider command) {
            return organization();
        }

        @Override
        public Subject recompute(Recompute command) {
            return directory(command);
        }

        private Subject directory(OfDirectory of) {
            return new Subject("directory", of.directoryId().toString());
        }

        private Subject member(@Nullable UUID id) {
            return id == null ? organization() : new Subject("member", id.toString());
        }

        private Subject organization() {
            return new Subject("organization", context.organization().id().toString());
        }
    }

    /** What each kind of change says of itself. */
    private final class Settings implements Configuration.Cases<RuleAudit> {

        @Override
        public RuleAudit terms(Configuration.Terms change) {
            add(of(context.organization().terms()), of(change.organization().terms()));
            return RuleAudit.this;
        }

        @Override
        public RuleAudit directory(Configuration.Directory change) {
            DirectoryRow row = change.directory();
            if (command instanceof ChangeState.TakeOver takeOver && row.id().equals(takeOver.fromDirectoryId())) {
                after.put("from", row.id().toString());
            } else {
                DirectoryRow was = context.directory(row.id());
                add(was == null ? JsonNodeFactory.instance.objectNode() : of(was), of(row));
            }
            return RuleAudit.this;
        }

        @Override
        public RuleAudit assignments(Configuration.Assignments change) {
            add(of(context.assignments(change.directoryId())), of(change.assignments()));
            return RuleAudit.this;
        }

        /** What begins and ends is told by the directory's state; an undo may come when that has ended already. */
        @Override
        public RuleAudit activated(Configuration.Activated change) {
            if (change.activation().undone() != null) {
                after.put("undone", change.activation().id().toString());
            }
            return RuleAudit.this;
        }

        @Override
        public RuleAudit domainClaimed(Configuration.DomainClaimed change) {
            DomainRow was = context.domain(change.name());
            add(of(was), of(was != null ? was : new DomainRow(change.name(), false, true, false)));
            return RuleAudit.this;
        }

        @Override
        public RuleAudit domainVerified(Configuration.DomainVerified change) {
            DomainRow was = context.domain(change.name());
            boolean byRecord = !change.attested() || (was != null && was.verified() && was.byRecord());
            add(of(was), of(new DomainRow(change.name(), true, byRecord, false)));
            return RuleAudit.this;
        }

        @Override
        public RuleAudit domainRecord(Configuration.DomainRecord change) {
            add(of(context.domain(change.name())), of(new DomainRow(change.name(), true, true, !change.present())));
            return RuleAudit.this;
        }

        @Override
        public RuleAudit domainReleased(Configuration.DomainReleased change) {
            add(of(context.domain(change.name())), JsonNodeFactory.instance.objectNode());
            return RuleAudit.this;
        }

        @Override
        public RuleAudit conflictDecided(Configuration.ConflictDecided change) {
            after.setAll(RecordJson.of((Record) command));
            return RuleAudit.this;
        }
    }

    /** Commands that change no settings: about a hold, a member, or whatever they say themselves. */
    private void addPeople() {
        HoldRow hold = context.hold();
        MemberRow member = context.member();
        if (hold != null) {
            before.put("state", hold.state().word());
            after.put("kind", hold.kind().word()).put("email", hold.email());
            boolean approves = command instanceof Decide decision && decision.approves();
            after.put("state", approves ? "approved" : "rejected");
        } else if (command instanceof OfMember.EditMember edit && member != null) {
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
