package dev.rollcall.server.ssf;

import dev.rollcall.delivery.feed.FeedWatch;
import dev.rollcall.delivery.ssf.NoticePost;
import dev.rollcall.delivery.ssf.Outbox;
import dev.rollcall.delivery.ssf.Receivers;
import dev.rollcall.delivery.ssf.Streams;
import dev.rollcall.delivery.ssf.TransmitterKeys;
import dev.rollcall.delivery.webhook.post.AddressRules;
import dev.rollcall.delivery.webhook.post.Seal;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.auth.ReceiverTokens;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.oauth.ReceiverTokenEndpoint;
import dev.rollcall.server.oauth.TokenEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Streams of Security Events: what a receiver asks for, and what administrators keep. */
public final class StreamArea implements Area {

    private static final String RECEIVERS = RouteTable.ORGANISATION + "/security-event-receivers";
    private static final String RECEIVER = RECEIVERS + "/:receiver";
    private static final String KEYS = "/api/v1/security-event-keys";

    private final TransmitterKeys keys;
    private final ReceiverGate gate;
    private final ReceiverTokenEndpoint tokens;
    private final TransmitterHandlers transmitter;
    private final StreamHandlers streams;
    private final PollHandlers polls;
    private final ReceiverHandlers receivers;

    /**
     * Takes what it needs.
     *
     * @param watch wakes those who poll
     * @param notices pushes what is not polled
     */
    public StreamArea(Vertx vertx, Config config, ServerKey key, ApiParts api, FeedWatch watch, NoticePost notices) {
        Seal seal = new Seal(key.forWebhooks());
        ReceiverTokens access = new ReceiverTokens(vertx, key.forReceiverTokens());
        Receivers register = new Receivers(api.database(), api.time(), seal);
        Streams all = new Streams(
                api.database(),
                api.time(),
                new AddressRules(config.get(Settings.WEBHOOK_PRIVATE)),
                seal,
                watch,
                notices::nudge);
        this.keys = new TransmitterKeys(vertx, api.database(), api.time(), seal);
        this.gate = new ReceiverGate(access, register, api.circuit());
        this.tokens = new ReceiverTokenEndpoint(
                access,
                (orgId, receiver, secret) -> api.circuit().call(() -> register.isShown(orgId, receiver, secret)),
                Duration.ofSeconds(config.get(Settings.AUTH_ACCESS_TOKEN)));
        this.transmitter = new TransmitterHandlers(api, keys);
        this.streams = new StreamHandlers(api, register, all);
        this.polls = new PollHandlers(api, all, new Outbox(api.database(), api.time(), seal), keys, watch);
        this.receivers = new ReceiverHandlers(api, register, keys);
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        routes.on(HttpMethod.GET, Transmitter.METADATA, Access.ANYBODY, transmitter::metadata);
        routes.on(HttpMethod.GET, Transmitter.KEYS, Access.ANYBODY, transmitter::keys);
        routes.form(Transmitter.TOKEN, Access.ANYBODY, tokens::issue, TokenEndpoint::unreadable);
        routes.on(HttpMethod.GET, Transmitter.STREAMS, Access.RECEIVER, streams::show);
        routes.on(HttpMethod.POST, Transmitter.STREAMS, Access.RECEIVER, streams::create);
        routes.on(HttpMethod.PATCH, Transmitter.STREAMS, Access.RECEIVER, streams::update);
        routes.on(HttpMethod.PUT, Transmitter.STREAMS, Access.RECEIVER, streams::replace);
        routes.on(HttpMethod.DELETE, Transmitter.STREAMS, Access.RECEIVER, streams::delete);
        routes.on(HttpMethod.GET, Transmitter.STATUS, Access.RECEIVER, streams::status);
        routes.on(HttpMethod.POST, Transmitter.STATUS, Access.RECEIVER, streams::setStatus);
        routes.on(HttpMethod.POST, Transmitter.ADD, Access.RECEIVER, streams::addSubject);
        routes.on(HttpMethod.POST, Transmitter.REMOVE, Access.RECEIVER, streams::removeSubject);
        routes.on(HttpMethod.POST, Transmitter.VERIFY, Access.RECEIVER, streams::verify);
        routes.on(HttpMethod.POST, Transmitter.POLL, Access.RECEIVER, polls::poll);

        routes.on(HttpMethod.GET, RECEIVERS, Access.READ, receivers::list);
        routes.on(HttpMethod.POST, RECEIVERS, Access.ADMINISTER, receivers::create);
        routes.on(HttpMethod.GET, RECEIVER, Access.READ, receivers::show);
        routes.on(HttpMethod.POST, RECEIVER + "/rotate", Access.ADMINISTER, receivers::rotate);
        routes.on(HttpMethod.DELETE, RECEIVER, Access.ADMINISTER, receivers::delete);
        routes.on(HttpMethod.POST, KEYS + "/rotate", Access.OPERATE, receivers::rotateKey);
    }

    @Override
    public Optional<Handler<RoutingContext>> gate(Access access) {
        return access == Access.RECEIVER ? Optional.of(gate::admit) : Optional.empty();
    }

    @Override
    public void start() {
        keys.start();
    }

    @Override
    public Future<Void> stop() {
        keys.close();
        return Future.succeededFuture();
    }
}
