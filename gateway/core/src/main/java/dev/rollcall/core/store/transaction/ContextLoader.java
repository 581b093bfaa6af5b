package dev.rollcall.core.store.transaction;

import dev.rollcall.core.command.EditAssignments.AddAssignment;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.decide.plan.RuleContext;
import dev.rollcall.core.decide.plan.RuleContext.Dispute;
import dev.rollcall.core.decide.request.RuleNeeds;
import dev.rollcall.core.decide.workspace.Addresses;
import dev.rollcall.core.model.Activation;
import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.DomainOwner;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.ConflictDecision;
import dev.rollcall.core.model.row.DomainRow;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.HoldRow;
import dev.rollcall.core.model.row.MemberRow;
import dev.rollcall.core.model.row.OrganizationRow;
import dev.rollcall.core.store.organisation.ActivationTable;
import dev.rollcall.core.store.organisation.ConflictDecisionTable;
import dev.rollcall.core.store.organisation.DomainTable;
import dev.rollcall.core.store.organisation.OrganizationTable;
import dev.rollcall.core.store.people.GroupTable;
import dev.rollcall.core.store.people.HoldTable;
import dev.rollcall.core.store.people.MemberTable;
import dev.rollcall.scim.schema.CaseFold;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks an organisation and loads what a rule command is judged by. */
final class ContextLoader {

    private static final OrganizationTable ORGANIZATION = new OrganizationTable();
    private static final ConfigurationReader CONFIGURATION = new ConfigurationReader();
    private static final DomainTable DOMAINS = new DomainTable();
    private static final ActivationTable ACTIVATIONS = new ActivationTable();
    private static final ConflictDecisionTable CONFLICTS = new ConflictDecisionTable();
    private static final HoldTable HOLDS = new HoldTable();
    private static final MemberTable MEMBERS = new MemberTable();
    private static final GroupTable GROUPS = new GroupTable();

    private final SqlConnection connection;
    private final UUID orgId;
    private final OperatorRules house;

    ContextLoader(SqlConnection connection, UUID orgId, OperatorRules house) {
        this.connection = connection;
        this.orgId = orgId;
        this.house = house;
    }

    Future<RuleContext> load(RuleCommand command) {
        RuleNeeds needs = RuleNeeds.of(command);
        Future<OrganizationRow> organization = ORGANIZATION.lock(connection, orgId);
        Future<ConfigurationReader.Read> configuration = CONFIGURATION.loadAll(connection, orgId);
        Future<List<DomainRow>> domains = DOMAINS.loadAll(connection, orgId);
        Future<List<Activation>> activations = activations(needs);
        Future<List<HoldRow>> holds = holds(needs);
        Future<List<GroupRow>> groups = groups(needs);
        Future<List<MemberRow>> members = members(needs);
        Future<@Nullable Dispute> dispute = dispute(needs);
        List<Future<?>> wave =
                List.of(organization, configuration, domains, activations, holds, members, dispute, groups);
        return Future.all(wave)
                .map(all -> new RuleContext(
                        organization.result(),
                        house.with(configuration.result().roles()),
                        configuration.result().directories(),
                        configuration.result().assignments(),
                        domains.result(),
                        activations.result(),
                        first(holds.result()),
                        first(members.result()),
                        dispute.result(),
                        groups.result()));
    }

    private static <R> @Nullable R first(List<R> rows) {
        return rows.isEmpty() ? null : rows.get(0);
    }

    private Future<List<Activation>> activations(RuleNeeds needs) {
        if (needs.activation() != null) {
            return ACTIVATIONS.siblings(connection, orgId, needs.activation());
        }
        return needs.endingDirectory() == null
                ? Future.succeededFuture(List.of())
                : ACTIVATIONS.ofDirectory(connection, orgId, needs.endingDirectory());
    }

    private Future<List<HoldRow>> holds(RuleNeeds needs) {
        return needs.hold() == null
                ? Future.succeededFuture(List.of())
                : HOLDS.standingFor(connection, orgId, needs.hold());
    }

    private Future<List<MemberRow>> members(RuleNeeds needs) {
        return needs.member() == null
                ? Future.succeededFuture(List.of())
                : MEMBERS.loadByIds(connection, orgId, List.of(needs.member()));
    }

    private Future<@Nullable Dispute> dispute(RuleNeeds needs) {
        if (needs.disputedAddress() == null) {
            return Future.succeededFuture();
        }
        String domain = Addresses.domain(needs.disputedAddress());
        Future<List<DomainOwner>> owners = DOMAINS.owners(connection, List.of(domain));
        Future<List<ConflictDecision>> decisions = CONFLICTS.load(connection, orgId, List.of(needs.disputedAddress()));
        return Future.all(owners, decisions).map(all -> new Dispute(first(owners.result()), first(decisions.result())));
    }

    /** The oldest of a name is meant, as for an assignment that waited for it. */
    private Future<List<GroupRow>> groups(RuleNeeds needs) {
        AddAssignment add = needs.assignment();
        if (add == null) {
            return Future.succeededFuture(List.of());
        }
        if (add.groupId() != null) {
            return GROUPS.load(connection, orgId, List.of(new DirectoryKey<>(add.directoryId(), add.groupId())));
        }
        if (add.groupName() == null) {
            return Future.succeededFuture(List.of());
        }
        return GROUPS.loadNamed(
                        connection,
                        orgId,
                        List.of(new DirectoryKey<>(add.directoryId(), CaseFold.fold(add.groupName()))))
                .map(rows -> {
                    List<GroupRow> sorted = new ArrayList<>(rows);
                    sorted.sort((a, b) -> a.id().toString().compareTo(b.id().toString()));
                    return sorted;
                });
    }
}
