package dev.rollcall.core.task;

import com.fasterxml.uuid.Generators;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.OfMember;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.core.read.member.RecoveryQueries;
import dev.rollcall.core.read.member.RecoveryQueries.Due;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Takes recovery admins back when their time has ended (R20). Every node looks; the second finds nothing to do. */
public final class RecoveryEnds implements AutoCloseable {

    private static final String SUBJECT = "rollcall:recovery-ends";
    private static final int AT_A_TIME = 100;

    private final RecoveryQueries recoveries;
    private final Provisioning provisioning;
    private final InstantSource time;
    private final Ticker ticker;

    /**
     * Makes them; {@link #start} starts the clock.
     *
     * @param interval from one look to the next, on average
     */
    public RecoveryEnds(
            Vertx vertx, SqlClient reads, Provisioning provisioning, InstantSource time, Duration interval) {
        this.recoveries = new RecoveryQueries(reads);
        this.provisioning = provisioning;
        this.time = time;
        this.ticker = new Ticker(vertx, interval, this::endThoseDue);
    }

    public void start() {
        ticker.start();
    }

    private Future<?> endThoseDue() {
        return recoveries.due(time.instant(), AT_A_TIME).compose(due -> {
            List<Future<?>> all = List.copyOf(due.stream().map(this::end).toList());
            return Future.join(all);
        });
    }

    private Future<?> end(Due due) {
        Actor actor = new Actor(
                due.orgId(), SUBJECT, Generators.timeBasedEpochGenerator().generate());
        return provisioning.apply(actor, new OfMember.EndRecovery(due.memberId(), true));
    }

    @Override
    public void close() {
        ticker.close();
    }
}
