package dev.rollcall.core.store.transaction;

import dev.rollcall.core.command.Impact;
import dev.rollcall.core.command.LaneResult;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.core.command.RuleOutcome.Refusal;
import dev.rollcall.core.decide.ImpactBuilder;
import dev.rollcall.core.decide.RuleAudit;
import dev.rollcall.core.decide.plan.Configuration;
import dev.rollcall.core.decide.plan.Plan;
import dev.rollcall.core.decide.plan.RuleContext;
import dev.rollcall.core.decide.plan.RulePlanner;
import dev.rollcall.core.decide.plan.Work;
import dev.rollcall.core.decide.request.PendingRule;
import dev.rollcall.core.decide.workspace.MassChangeBrake;
import dev.rollcall.core.model.OperatorRules;
import dev.rollcall.core.model.row.AuditEntry;
import dev.rollcall.core.store.organisation.AuditTable;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one rule command as one transaction: lock, judge, write the settings, look at everybody concerned in chunks, see to
 * the consequences, commit. A forecast does all of that except the commit: it finds out what the command would do by doing it.
 */
final class RuleTransaction {

    private static final AuditTable AUDIT = new AuditTable();

    private final SqlConnection connection;
    private final UUID orgId;
    private final PendingRule ruling;
    private final Instant now;
    private final Supplier<UUID> ids;
    private final ConfigurationWriter configuration;
    private final OperatorRules house;
    private final Consumer<TransactionContext> committed;
    private ImpactBuilder impact;
    private TransactionContext steps;
    private ChunkedWork crowd;

    RuleTransaction(
            SqlConnection connection,
            OperatorRules house,
            Instant now,
            Supplier<UUID> ids,
            PendingRule ruling,
            Consumer<TransactionContext> committed) {
        this.connection = connection;
        this.orgId = ruling.actor().orgId();
        this.ruling = ruling;
        this.now = now;
        this.ids = ids;
        this.house = house;
        this.committed = committed;
        this.configuration = new ConfigurationWriter(connection, orgId, now);
        this.impact = new ImpactBuilder();
        this.steps = new TransactionContext(connection, orgId, house, now, ids, MassChangeBrake.looking(), impact);
        this.crowd = new ChunkedWork(steps, ruling.actor().requestId());
    }

    Future<LaneResult> run() {
        return new ContextLoader(connection, orgId, house)
                .load(ruling.command())
                .compose(context -> {
                    Plan plan = RulePlanner.plan(context, ruling.command(), ruling.actor(), now, ids);
                    return plan.refused() != null
                            ? refuse(plan.refused())
                            : connection
                                    .query("SAVEPOINT looking")
                                    .execute()
                                    .compose(v -> carryOut(context, plan, MassChangeBrake.looking(), Set.of()));
                })
                .recover(failure -> failure instanceof ConfigurationWriter.DomainTaken taken
                        ? refuse(new RuleOutcome.Refused(Refusal.DOMAIN_TAKEN, taken.detail()))
                        : Future.failedFuture(failure));
    }

    /** Begins anew whenever a directory turns out to take away too much: then nobody of it goes (R32). */
    private Future<LaneResult> carryOut(RuleContext context, Plan plan, MassChangeBrake brake, Set<UUID> held) {
        begin(context, brake);
        return carryOut(plan).compose(v -> {
            if (crowd.refused() != null) {
                return refuse(crowd.refused());
            }
            Set<UUID> tooMuch = new HashSet<>(brake.halfDone());
            if (!tooMuch.isEmpty()) {
                tooMuch.addAll(held);
                return connection
                        .query("ROLLBACK TO SAVEPOINT looking")
                        .execute()
                        .compose(back -> carryOut(context, plan, MassChangeBrake.holding(tooMuch), tooMuch));
            }
            return finish(context, plan);
        });
    }

    private void begin(RuleContext context, MassChangeBrake brake) {
        impact = new ImpactBuilder();
        steps = new TransactionContext(connection, orgId, house, now, ids, brake, impact);
        crowd = new ChunkedWork(steps, ruling.actor().requestId());
        steps.organization(context.organization());
    }

    private Future<?> carryOut(Plan plan) {
        Future<?> chain = Future.succeededFuture();
        for (Configuration change : plan.configuration()) {
            chain = chain.compose(v -> write(change));
        }
        for (Work work : plan.work()) {
            chain = chain.compose(v -> crowd.carryOut(work));
        }
        return chain.compose(v -> crowd.settleDeferred());
    }

    private Future<LaneResult> finish(RuleContext context, Plan plan) {
        UUID subject = plan.subject() != null ? plan.subject() : crowd.subject();
        return new Consequences(steps, ruling.actor().requestId())
                .follow()
                .map(done -> impact.build(
                        context.organization().counts(), steps.organization().counts()))
                .compose(effect -> trace(context, plan, subject, effect)
                        .compose(traced -> end())
                        .map(done -> new RuleOutcome.Done(subject, effect)));
    }

    private Future<?> trace(RuleContext context, Plan plan, @Nullable UUID made, Impact effect) {
        AuditEntry entry = RuleAudit.of(context, ruling, plan, made, effect, ids.get());
        return entry == null || !steps.hasWritten()
                ? Future.succeededFuture()
                : AUDIT.append(connection, orgId, now, List.of(entry));
    }

    private Future<?> end() {
        if (ruling.forecast()) {
            return BatchTransaction.end(connection, false);
        }
        return BatchTransaction.end(connection, steps.hasWritten()).onSuccess(done -> committed.accept(steps));
    }

    private Future<?> write(Configuration change) {
        change.match(new RememberedChange(steps)).wrote();
        return configuration.write(change);
    }

    private Future<LaneResult> refuse(RuleOutcome.Refused refused) {
        return BatchTransaction.end(connection, false).map(refused);
    }
}
