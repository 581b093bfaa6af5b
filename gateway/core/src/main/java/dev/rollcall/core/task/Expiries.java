package dev.rollcall.core.task;

import com.fasterxml.uuid.Generators;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.core.read.ConflictQueries;
import dev.rollcall.core.read.member.RecoveryQueries;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Ends what was granted or decided for a limited time, once that time has passed. Every node looks; the second finds nothing to do. What cannot
 * end now, because the last admin would go, is tried again at each look.
 */
public final class Expiries implements AutoCloseable {

    private static final int AT_A_TIME = 100;

    private final String subject;
    private final Supplier<Future<List<Due>>> look;
    private final Provisioning provisioning;
    private final Ticker ticker;

    /** What has to happen in an organisation, now that the time has passed. */
    private record Due(UUID orgId, RuleCommand command) {}

    private Expiries(
            Vertx vertx,
            String subject,
            Supplier<Future<List<Due>>> look,
            Provisioning provisioning,
            Duration interval) {
        this.subject = subject;
        this.look = look;
        this.provisioning = provisioning;
        this.ticker = new Ticker(vertx, interval, this::endThoseDue);
    }

    /**
     * Takes recovery admins back (R20); {@link #start} starts the clock.
     *
     * @param interval from one look to the next, on average
     */
    public static Expiries ofRecoveryAdmins(
            Vertx vertx, SqlClient reads, Provisioning provisioning, InstantSource time, Duration interval) {
        RecoveryQueries recoveries = new RecoveryQueries(reads);
        return new Expiries(
                vertx,
                "rollcall:recovery-ends",
                () -> recoveries
                        .due(time.instant(), AT_A_TIME)
                        .map(found -> found.stream()
                                .map(due -> new Due(due.orgId(), new OfMember.EndRecovery(due.memberId(), true)))
                                .toList()),
                provisioning,
                interval);
    }

    /**
     * Gives addresses to the owners of their domains when their members were kept for a time (R26); {@link #start} starts the clock.
     *
     * @param interval from one look to the next, on average
     */
    public static Expiries ofKeptAddresses(
            Vertx vertx, SqlClient reads, Provisioning provisioning, InstantSource time, Duration interval) {
        ConflictQueries conflicts = new ConflictQueries(reads);
        return new Expiries(
                vertx,
                "rollcall:conflict-ends",
                () -> conflicts
                        .due(time.instant(), AT_A_TIME)
                        .map(found -> found.stream()
                                .map(due -> new Due(
                                        due.orgId(),
                                        new OfConflict.ReleaseConflict(due.memberId(), due.emailKey(), true)))
                                .toList()),
                provisioning,
                interval);
    }

    public void start() {
        ticker.start();
    }

    private Future<?> endThoseDue() {
        return look.get().compose(found -> {
            List<Future<?>> all = List.copyOf(found.stream().map(this::end).toList());
            return Future.join(all);
        });
    }

    private Future<?> end(Due due) {
        Actor actor = new Actor(
                due.orgId(), subject, Generators.timeBasedEpochGenerator().generate());
        return provisioning.apply(actor, due.command());
    }

    @Override
    public void close() {
        ticker.close();
    }
}
