package dev.rollcall.core.store.transaction;

import dev.rollcall.core.command.LaneResult;
import dev.rollcall.core.command.Rehearsed;
import dev.rollcall.core.command.Rehearsed.GroupChange;
import dev.rollcall.core.command.Rehearsed.GroupFate;
import dev.rollcall.core.decide.Decision;
import dev.rollcall.core.decide.ImpactBuilder;
import dev.rollcall.core.decide.request.PendingScim;
import dev.rollcall.core.decide.workspace.Changes;
import dev.rollcall.core.decide.workspace.MassChangeBrake;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.GroupRow;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.OrganizationRow.Counts;
import dev.rollcall.core.store.organisation.OrganizationTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/** Carries out one command of a directory in a transaction that ends with ROLLBACK: it finds out what the command would do by doing it. */
final class RehearsalTransaction {

    private static final OrganizationTable ORGANIZATION = new OrganizationTable();

    private final SqlConnection connection;
    private final UUID orgId;
    private final PendingScim pending;
    private final TransactionContext steps;
    private final ImpactBuilder impact = new ImpactBuilder();

    RehearsalTransaction(
            SqlConnection connection, OperatorRules house, Instant now, Supplier<UUID> ids, PendingScim pending) {
        this.connection = connection;
        this.orgId = pending.caller().orgId();
        this.pending = pending;
        this.steps = new TransactionContext(connection, orgId, house, now, ids, MassChangeBrake.looking(), impact);
    }

    /**
     * Runs it.
     *
     * @param begin the beginning of the transaction
     */
    Future<LaneResult> run(Future<?> begin) {
        return begin.compose(v -> ORGANIZATION.lock(connection, orgId))
                .compose(before -> steps.decide(List.of(pending), Future.succeededFuture(), before)
                        .compose(decision -> steps.write(decision.changes())
                                .compose(v -> new Consequences(
                                                steps, BatchTransaction.cause(decision.changes(), List.of(pending)))
                                        .follow())
                                .compose(v -> BatchTransaction.end(connection, false))
                                .map(v -> rehearsed(before.counts(), decision))));
    }

    private LaneResult rehearsed(Counts before, Decision decision) {
        return new Rehearsed(
                decision.outcomes().get(0),
                impact.build(before, steps.organization().counts()),
                groups(decision.changes()),
                impact.events());
    }

    private static List<GroupChange> groups(Changes changes) {
        Map<UUID, Integer> joined = count(changes.memberships().inserted());
        Map<UUID, Integer> left = count(changes.memberships().deleted());
        Map<UUID, GroupRow> rows = new HashMap<>();
        Map<UUID, GroupFate> fates = new HashMap<>();
        note(changes.groups().inserted(), GroupFate.MADE, rows, fates);
        note(changes.groups().updated(), GroupFate.CHANGED, rows, fates);
        note(changes.groups().deleted(), GroupFate.DELETED, rows, fates);
        TreeSet<UUID> ids = new TreeSet<>(rows.keySet());
        ids.addAll(joined.keySet());
        ids.addAll(left.keySet());
        List<GroupChange> groups = new ArrayList<>(ids.size());
        for (UUID id : ids) {
            GroupRow row = rows.get(id);
            groups.add(new GroupChange(
                    id,
                    row == null ? "" : row.displayName(),
                    fates.getOrDefault(id, GroupFate.CHANGED),
                    joined.getOrDefault(id, 0),
                    left.getOrDefault(id, 0)));
        }
        return groups;
    }

    private static void note(
            List<GroupRow> changed, GroupFate fate, Map<UUID, GroupRow> rows, Map<UUID, GroupFate> fates) {
        for (GroupRow row : changed) {
            rows.put(row.id(), row);
            fates.put(row.id(), fate);
        }
    }

    private static Map<UUID, Integer> count(List<MembershipRow> rows) {
        Map<UUID, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.groupId(), 1, Integer::sum));
        return counts;
    }
}
