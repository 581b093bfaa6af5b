package dev.rollcall.core.decide.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.Difference;
import dev.rollcall.core.model.EventType;
import dev.rollcall.core.model.row.DirectoryRow;
import dev.rollcall.core.model.row.DomainRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.model.row.RoleAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Works out the events for the settings that a rule command changes. Events about states, people, activations and decisions about
 * conflicts are written where those are decided; each new kind of setting has to say here which code writes its event.
 */
final class RuleNews {

    private static final String REASON = "by_hand";

    private final RuleContext context;
    private final List<Work> news = new ArrayList<>();

    private RuleNews(RuleContext context) {
        this.context = context;
    }

    /** What is to be announced of a plan, before any user is looked at; nothing of what stays as it is. */
    static List<Work> of(RuleContext context, Plan plan) {
        RuleNews news = new RuleNews(context);
        Kinds kinds = news.new Kinds();
        plan.configuration().forEach(change -> change.match(kinds));
        return news.news;
    }

    /** What is told of each kind of change. */
    private final class Kinds implements Configuration.Cases<RuleNews> {

        @Override
        public RuleNews terms(Configuration.Terms change) {
            RuleNews.this.terms(
                    context.organization().terms(), change.organization().terms());
            return RuleNews.this;
        }

        @Override
        public RuleNews directory(Configuration.Directory change) {
            DirectoryRow before = context.directory(change.directory().id());
            rules(Objects.requireNonNull(before), change.directory());
            return RuleNews.this;
        }

        @Override
        public RuleNews assignments(Configuration.Assignments change) {
            RuleNews.this.assignments(change.directoryId(), change.assignments());
            return RuleNews.this;
        }

        @Override
        public RuleNews domainClaimed(Configuration.DomainClaimed change) {
            if (context.domain(change.name()) == null) {
                domain(EventType.DOMAIN_CLAIMED, change.name(), "claimed", REASON);
            }
            return RuleNews.this;
        }

        @Override
        public RuleNews domainVerified(Configuration.DomainVerified change) {
            verified(change, context.domain(change.name()));
            return RuleNews.this;
        }

        @Override
        public RuleNews domainReleased(Configuration.DomainReleased change) {
            domain(EventType.DOMAIN_RELEASED, change.name(), "released", REASON);
            return RuleNews.this;
        }

        /** What begins and ends is an event of its command. */
        @Override
        public RuleNews activated(Configuration.Activated change) {
            return RuleNews.this;
        }

        /** Lost and found records are events of their command. */
        @Override
        public RuleNews domainRecord(Configuration.DomainRecord change) {
            return RuleNews.this;
        }

        /** A decision is an event of its command. */
        @Override
        public RuleNews conflictDecided(Configuration.ConflictDecided change) {
            return RuleNews.this;
        }
    }

    private void terms(OrganizationRow.Terms before, OrganizationRow.Terms after) {
        organization(EventType.ORGANIZATION_PLAN_CHANGED, after, Difference.between(before.plan(), after.plan()));
        organization(EventType.ORGANIZATION_POLICY_CHANGED, after, Difference.between(before.policy(), after.policy()));
    }

    private void organization(EventType type, OrganizationRow.Terms after, Difference difference) {
        if (!difference.isEmpty()) {
            ObjectNode data = after.all().put("reason", REASON);
            data.set("previous", difference.before());
            announce(type, context.organization().id(), null, data);
        }
    }

    private void rules(DirectoryRow before, DirectoryRow after) {
        Difference difference = Difference.between(rules(before), rules(after));
        if (!difference.isEmpty()) {
            ObjectNode data = named(after);
            data.setAll(rules(after));
            data.set("previous", difference.before());
            announce(EventType.DIRECTORY_RULES_CHANGED, after.id(), after.id(), data.put("reason", REASON));
        }
    }

    private static ObjectNode named(DirectoryRow directory) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", directory.name())
                .put("state", directory.state().word());
    }

    private static ObjectNode rules(DirectoryRow directory) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("defaultRole", directory.defaultRole())
                .put("nestedGroups", directory.nesting().counts());
        json.putObject("massGuard")
                .put("share", directory.guard().share())
                .put("minimum", directory.guard().minimum())
                .put("windowSeconds", directory.guard().window().toSeconds());
        return json;
    }

    private void assignments(UUID directoryId, List<RoleAssignment> after) {
        if (!after.equals(context.assignments(directoryId))) {
            DirectoryRow directory = Objects.requireNonNull(context.directory(directoryId));
            announce(
                    EventType.DIRECTORY_ROLE_ASSIGNMENTS_CHANGED,
                    directoryId,
                    directoryId,
                    AssignmentState.of(directory, after).put("reason", REASON));
        }
    }

    /** Of a domain that becomes the organisation's own it is told where that is decided; here, that its proof is another one. */
    private void verified(Configuration.DomainVerified change, @Nullable DomainRow before) {
        if (before != null && before.verified() && !before.byRecord() && !change.attested()) {
            domain(EventType.DOMAIN_VERIFIED, change.name(), "verified", "dns");
        }
    }

    private void domain(EventType type, String name, String state, String reason) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("domain", name).put("state", state).put("reason", reason);
        announce(type, context.organization().id(), null, data);
    }

    private void announce(EventType type, UUID subject, @Nullable UUID directory, ObjectNode data) {
        news.add(new Work.Step(new WorkChunk.Announce(type, subject, directory, data)));
    }
}
