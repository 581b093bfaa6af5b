package dev.rollcall.core.store;

import dev.rollcall.core.Answer;
import dev.rollcall.core.decide.Brake;
import dev.rollcall.core.decide.Configuration;
import dev.rollcall.core.decide.ImpactBuilder;
import dev.rollcall.core.decide.Plan;
import dev.rollcall.core.decide.RuleContext;
import dev.rollcall.core.decide.RulePlanner;
import dev.rollcall.core.decide.RuleTrail;
import dev.rollcall.core.decide.Ruling;
import dev.rollcall.core.decide.Work;
import dev.rollcall.core.model.AuditEntry;
import dev.rollcall.core.model.HouseRules;
import dev.rollcall.core.rule.Impact;
import dev.rollcall.core.rule.RuleOutcome;
import dev.rollcall.core.rule.RuleOutcome.Refusal;
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
 * One rule command as one transaction: lock, judge, write the settings, look at everybody concerned in chunks, see to the
 * consequences, commit. A forecast is all of that but the commit, so it says what the command would do by doing it.
 */
final class RuleTransaction {

    private static final AuditTable AUDIT = new AuditTable();

    private final SqlConnection connection;
    private final UUID orgId;
    private final Ruling ruling;
    private final Instant now;
    private final Supplier<UUID> ids;
    private final ConfigurationWriter configuration;
    private final HouseRules house;
    private final Consumer<Steps> committed;
    private ImpactBuilder impact;
    private Steps steps;
    private Crowd crowd;

    RuleTransaction(
            SqlConnection connection,
            HouseRules house,
            Instant now,
            Supplier<UUID> ids,
            Ruling ruling,
            Consumer<Steps> committed) {
        this.connection = connection;
        this.orgId = ruling.actor().orgId();
        this.ruling = ruling;
        this.now = now;
        this.ids = ids;
        this.house = house;
        this.committed = committed;
        this.configuration = new ConfigurationWriter(connection, orgId, now);
        this.impact = new ImpactBuilder();
        this.steps = new Steps(connection, orgId, house, now, ids, Brake.looking(), impact);
        this.crowd = new Crowd(steps, ruling.actor().requestId());
    }

    Future<Answer> run() {
        return new ContextLoader(connection, orgId, house)
                .load(ruling.command())
                .compose(context -> {
                    Plan plan = RulePlanner.plan(context, ruling.command(), ruling.actor(), now, ids);
                    return plan.refused() != null
                            ? refuse(plan.refused())
                            : connection
                                    .query("SAVEPOINT looking")
                                    .execute()
                                    .compose(v -> carryOut(context, plan, Brake.looking(), Set.of()));
                })
                .recover(failure -> failure instanceof ConfigurationWriter.DomainTaken taken
                        ? refuse(new RuleOutcome.Refused(Refusal.DOMAIN_TAKEN, taken.detail()))
                        : Future.failedFuture(failure));
    }

    /** Begins anew whenever a directory turns out to take away too much: then nobody of it goes (R32). */
    private Future<Answer> carryOut(RuleContext context, Plan plan, Brake brake, Set<UUID> held) {
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
                        .compose(back -> carryOut(context, plan, Brake.holding(tooMuch), tooMuch));
            }
            return finish(context, plan);
        });
    }

    private void begin(RuleContext context, Brake brake) {
        impact = new ImpactBuilder();
        steps = new Steps(connection, orgId, house, now, ids, brake, impact);
        crowd = new Crowd(steps, ruling.actor().requestId());
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

    private Future<Answer> finish(RuleContext context, Plan plan) {
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
        AuditEntry entry = RuleTrail.of(context, ruling, plan, made, effect, ids.get());
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
        steps.wrote();
        if (change instanceof Configuration.Terms terms) {
            steps.organization(terms.organization());
        } else if (change instanceof Configuration.DomainVerified verified) {
            steps.changed(verified.name());
        } else if (change instanceof Configuration.DomainReleased released) {
            steps.changed(released.name());
        }
        return configuration.write(change);
    }

    private Future<Answer> refuse(RuleOutcome.Refused refused) {
        return BatchTransaction.end(connection, false).map(refused);
    }
}
