package dev.rollcall.core;

import com.fasterxml.uuid.Generators;
import dev.rollcall.core.decide.Pending;
import dev.rollcall.core.lane.LaneLimits;
import dev.rollcall.core.lane.LaneObserver;
import dev.rollcall.core.lane.Lanes;
import dev.rollcall.core.lane.Remedy;
import dev.rollcall.core.store.BatchTransaction;
import dev.rollcall.core.store.SqlErrors;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.message.ScimRequest.Command;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;

/** The door of the core: takes commands and answers them when their effect is committed (R24). */
public final class Provisioning {

    private final Lanes<Pending, Outcome> lanes;

    /**
     * Opens the lanes.
     *
     * @param writes connections that nobody else uses for long
     */
    public Provisioning(Vertx vertx, Pool writes, LaneLimits limits, InstantSource clock, LaneObserver observer) {
        BatchTransaction transaction =
                new BatchTransaction(writes, clock, Generators.timeBasedEpochGenerator()::generate);
        this.lanes = new Lanes<>(vertx, limits, transaction::run, Provisioning::remedy, observer);
    }

    /**
     * Applies a command. Fails with {@link dev.rollcall.core.lane.LaneFull}, {@link Lanes.LanesClosed} or a failure of the
     * database; what SCIM or a rule refuses is an {@link Outcome.Refused}.
     */
    public Future<Outcome> apply(Caller caller, Command command) {
        Pending pending;
        try {
            pending = Pending.of(caller, command);
        } catch (ScimException e) {
            return Future.succeededFuture(new Outcome.Refused(e.error()));
        }
        return lanes.submit(caller.orgId(), pending);
    }

    private static Remedy remedy(Throwable failure) {
        if (BatchTransaction.isClaimLost(failure)) {
            return Remedy.RETRY;
        }
        return switch (SqlErrors.kind(failure)) {
            case RETRY -> Remedy.RETRY;
            case POISON -> Remedy.SPLIT;
            case UNAVAILABLE, DEFECT -> Remedy.NONE;
        };
    }

    /** Commands that wait or are under way. */
    public int depth() {
        return lanes.depth();
    }

    /** Takes no more commands; done when all that were taken are answered. */
    public Future<Void> drain() {
        return lanes.drain();
    }
}
