package dev.rollcall.server.delivery;

import dev.rollcall.core.store.Database;
import dev.rollcall.delivery.feed.FeedWatch;
import dev.rollcall.delivery.feed.Sequencer;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.http.Drain;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

/** How others hear of events: what a node does for it in the background, and the routes. */
public final class DeliveryArea implements Area {

    private static final String EVENTS = "/api/v1/events";

    private final ApiParts api;
    private final Sequencer sequencer;
    private final FeedWatch watch;

    /**
     * Takes what it needs; begins to listen to commits.
     *
     * @param drain when it begins, nobody waits for events any longer
     */
    public DeliveryArea(Vertx vertx, Database database, ApiParts api, Drain drain) {
        this.api = api;
        this.watch = new FeedWatch(vertx, database.deliveries());
        this.sequencer = new Sequencer(vertx, database.deliveries(), api.time(), watch::nudge);
        api.provisioning().whenCommitted(organisation -> sequencer.nudge());
        drain.whenBegun(watch::close);
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        EventHandlers events = new EventHandlers(api, watch);
        routes.on(HttpMethod.GET, RouteTable.ORGANISATION + "/events", Access.READ, events::ofOrganisation);
        routes.on(HttpMethod.GET, EVENTS, Access.OPERATOR_READ, events::ofAll);
        routes.on(HttpMethod.GET, EVENTS + "/schemas", Access.ANYBODY, EventHandlers::schemas);
        routes.on(HttpMethod.GET, EVENTS + "/schemas/:type", Access.ANYBODY, EventHandlers::schema);
    }

    @Override
    public void start() {
        sequencer.start();
        watch.start();
    }

    @Override
    public Future<Void> stop() {
        watch.close();
        sequencer.close();
        return Future.succeededFuture();
    }
}
