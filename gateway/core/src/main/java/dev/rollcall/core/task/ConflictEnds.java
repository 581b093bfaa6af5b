package dev.rollcall.core.task;

import com.fasterxml.uuid.Generators;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.OfConflict;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.core.read.ConflictQueries;
import dev.rollcall.core.read.ConflictQueries.Due;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Gives addresses to the owners of their domains when the time has ended for which their members were kept (R26). Every node looks;
 * the second finds nothing to do. What cannot be given now, because the last admin would go, is tried again at each look.
 */
public final class ConflictEnds implements AutoCloseable {

    private static final String SUBJECT = "rollcall:conflict-ends";
    private static final int AT_A_TIME = 100;

    private final ConflictQueries conflicts;
    private final Provisioning provisioning;
    private final InstantSource time;
    private final Ticker ticker;

    /**
     * Makes them; {@link #start} starts the clock.
     *
     * @param interval from one look to the next, on average
     */
    public ConflictEnds(
            Vertx vertx, SqlClient reads, Provisioning provisioning, InstantSource time, Duration interval) {
        this.conflicts = new ConflictQueries(reads);
        this.provisioning = provisioning;
        this.time = time;
        this.ticker = new Ticker(vertx, interval, this::endThoseDue);
    }

    public void start() {
        ticker.start();
    }

    private Future<?> endThoseDue() {
        return conflicts.due(time.instant(), AT_A_TIME).compose(due -> {
            List<Future<?>> all = List.copyOf(due.stream().map(this::end).toList());
            return Future.join(all);
        });
    }

    private Future<?> end(Due due) {
        Actor actor = new Actor(
                due.orgId(), SUBJECT, Generators.timeBasedEpochGenerator().generate());
        return provisioning.apply(actor, new OfConflict.ReleaseConflict(due.memberId(), due.emailKey(), true));
    }

    @Override
    public void close() {
        ticker.close();
    }
}
