package dev.rollcall.spi.pull;

import dev.rollcall.spi.simulate.Plan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The place where a provider that is read is simulated: the counterpart of a simulator for one that sends. */
public interface Stage {

    /**
     * Starts a server on the loopback that answers as the provider would for the people and groups of a plan.
     *
     * @param port 0 takes a free one
     */
    Future<StandIn> play(Vertx vertx, Plan plan, int port);
}
