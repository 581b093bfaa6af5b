package dev.rollcall.server.delivery;

import dev.rollcall.core.store.Database;
import dev.rollcall.delivery.feed.FeedWatch;
import dev.rollcall.delivery.feed.Sequencer;
import dev.rollcall.delivery.receipt.Clock;
import dev.rollcall.delivery.receipt.Receipts;
import dev.rollcall.delivery.ssf.NoticePost;
import dev.rollcall.delivery.ssf.PushedStreams;
import dev.rollcall.delivery.ssf.TransmitterKeys;
import dev.rollcall.delivery.webhook.Alarms;
import dev.rollcall.delivery.webhook.Dispatcher;
import dev.rollcall.delivery.webhook.History;
import dev.rollcall.delivery.webhook.Webhooks;
import dev.rollcall.delivery.webhook.post.AddressRules;
import dev.rollcall.delivery.webhook.post.HostNames;
import dev.rollcall.delivery.webhook.post.Seal;
import dev.rollcall.delivery.webhook.post.Sender;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.http.Drain;
import dev.rollcall.server.mail.WelcomePost;
import dev.rollcall.server.management.Metrics;
import dev.rollcall.server.version.Version;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The delivery of events to others: the background work of a node, and the routes. */
public final class DeliveryArea implements Area {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryArea.class);
    private static final String EVENTS = "/api/v1/events";
    private static final Duration REST = Duration.ofSeconds(30);

    private final ApiParts api;
    private final Sequencer sequencer;
    private final FeedWatch watch;
    private final Dispatcher dispatcher;
    private final NoticePost notices;
    private final Webhooks webhooks;
    private final Alarms alarms;
    private final History history;
    private final Clock clock;
    private final Receipts receipts;

    /**
     * Takes what it needs; begins to listen to commits.
     *
     * @param drain when it begins, nobody waits for events any longer
     */
    public DeliveryArea(
            Vertx vertx,
            Config config,
            Database database,
            ServerKey key,
            ApiParts api,
            Drain drain,
            Metrics metrics,
            Optional<WelcomePost> post) {
        this.api = api;
        this.watch = new FeedWatch(vertx, database.deliveries());
        AddressRules rules = new AddressRules(config.get(Settings.WEBHOOK_PRIVATE));
        Seal seal = new Seal(key.forWebhooks());
        Duration patience = Duration.ofSeconds(config.get(Settings.WEBHOOK_TIMEOUT));
        Sender sender = new Sender(
                vertx,
                rules,
                HostNames.ofSystem(vertx),
                api.time(),
                patience,
                REST,
                "Rollcall/" + Version.current().number());
        PushedStreams pushed = new PushedStreams(
                database.deliveries(),
                api.time(),
                new TransmitterKeys(vertx, database.deliveries(), api.time(), seal),
                sender,
                seal);
        this.notices =
                new NoticePost(vertx, database.deliveries(), api.time(), sender, pushed, seal, new SecureRandom());
        this.dispatcher = new Dispatcher(
                vertx,
                database.deliveries(),
                api.time(),
                sender,
                seal,
                pushed,
                patience,
                new DeliveryWatcher(metrics),
                new SecureRandom());
        this.webhooks = new Webhooks(
                api.database(), api.time(), rules, seal, sender, changed -> dispatcher.nudge(List.of(changed)));
        this.alarms = new Alarms(
                vertx,
                database.deliveries(),
                api.time(),
                Duration.ofMinutes(config.get(Settings.WEBHOOK_ALARM)),
                new FailureMail(post, database.reads()));
        this.history = new History(
                vertx,
                database.deliveries(),
                api.time(),
                config.get(Settings.WEBHOOK_HISTORY),
                config.get(Settings.WEBHOOK_DEAD_LETTERS));
        this.clock = new Clock(
                vertx,
                database.deliveries(),
                api.time(),
                Duration.ofSeconds(config.get(Settings.RECEIPT_ALARM)),
                config.get(Settings.RECEIPT_DAYS),
                new DeparturePost(metrics, post, database.reads()));
        this.receipts = new Receipts(api.database());
        this.sequencer = new Sequencer(vertx, database.deliveries(), api.time(), touched -> {
            watch.nudge();
            dispatcher.nudge(touched);
        });
        api.provisioning().whenCommitted(organisation -> sequencer.nudge());
        drain.whenBegun(watch::close);
        metrics.gauge(
                "rollcall.webhooks.failing",
                "Endpoints to which nothing could be delivered since their last failure",
                Tags.empty(),
                alarms::failing);
        metrics.gauge(
                "rollcall.webhooks.lanes",
                "Organisations' events that this node is sending to endpoints just now, in lanes",
                Tags.empty(),
                dispatcher::running);
        metrics.gauge(
                "rollcall.events.readers", "Readers that wait for events at this node", Tags.empty(), watch::waiting);
    }

    /** What wakes those who wait for events. */
    public FeedWatch feedWatch() {
        return watch;
    }

    /** What pushes notices to receivers of Security Events. */
    public NoticePost notices() {
        return notices;
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        EventHandlers events = new EventHandlers(api, watch, clock);
        routes.on(HttpMethod.GET, RouteTable.ORGANISATION + "/events", Access.READ, events::ofOrganisation);
        routes.on(HttpMethod.GET, EVENTS, Access.OPERATOR_READ, events::ofAll);
        routes.on(HttpMethod.GET, EVENTS + "/schemas", Access.ANYBODY, EventHandlers::schemas);
        routes.on(HttpMethod.GET, EVENTS + "/schemas/:type", Access.ANYBODY, EventHandlers::schema);
        routes.on(
                HttpMethod.GET,
                RouteTable.ORGANISATION + "/members/:member/receipts",
                Access.READ,
                new ReceiptHandlers(api, receipts)::list);
        webhooks(
                routes,
                RouteTable.ORGANISATION + "/webhooks",
                new WebhookHandlers(api, webhooks, true),
                Access.READ,
                Access.ADMINISTER);
        webhooks(
                routes,
                "/api/v1/webhooks",
                new WebhookHandlers(api, webhooks, false),
                Access.OPERATOR_READ,
                Access.OPERATE);
    }

    private static void webhooks(RouteTable routes, String all, WebhookHandlers to, Access read, Access write) {
        String one = all + "/:webhook";
        routes.on(HttpMethod.GET, all, read, to::list);
        routes.on(HttpMethod.POST, all, write, to::create);
        routes.on(HttpMethod.GET, one, read, to::show);
        routes.on(HttpMethod.PATCH, one, write, to::change);
        routes.on(HttpMethod.DELETE, one, write, to::delete);
        routes.on(HttpMethod.POST, one + "/rotate", write, to::rotate);
        routes.on(HttpMethod.POST, one + "/test", write, to::test);
        routes.on(HttpMethod.POST, one + "/replay-event", write, to::replayEvent);
        routes.on(HttpMethod.POST, one + "/replay", write, to::replaySince);
        routes.on(HttpMethod.GET, one + "/attempts", read, to::attempts);
        routes.on(HttpMethod.GET, one + "/dead-letters", read, to::deadLetters);
    }

    @Override
    public void start() {
        history.start()
                .onFailure(failure -> LOG.atError()
                        .setCause(failure)
                        .log("the history of deliveries cannot be written: no partition could be made"));
        clock.start()
                .onFailure(failure -> LOG.atError()
                        .setCause(failure)
                        .log("acknowledgements cannot be written: no partition could be made"));
        sequencer.start();
        watch.start();
        dispatcher.start();
        notices.start();
        alarms.start();
    }

    @Override
    public Future<Void> stop() {
        watch.close();
        sequencer.close();
        alarms.close();
        notices.close();
        history.close();
        clock.close();
        return dispatcher.stop();
    }
}
