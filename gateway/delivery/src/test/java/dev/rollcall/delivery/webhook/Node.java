package dev.rollcall.delivery.webhook;

import static dev.rollcall.delivery.TestHouse.await;

import dev.rollcall.core.command.Actor;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.delivery.TestHouse;
import dev.rollcall.delivery.feed.Sequencer;
import dev.rollcall.delivery.webhook.Webhook.Settings;
import dev.rollcall.delivery.webhook.post.AddressRules;
import dev.rollcall.delivery.webhook.post.HostNames;
import dev.rollcall.delivery.webhook.post.Seal;
import dev.rollcall.delivery.webhook.post.Secret;
import dev.rollcall.delivery.webhook.post.Sender;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one gateway node has to send events with. */
final class Node implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMillis(700);
    private static final Seal SEAL = new Seal(Keys.of(new byte[32]));

    final Dispatcher dispatcher;
    final Webhooks webhooks;
    final Sequencer sequencer;
    final History history;

    Node(TestHouse house, InstantSource time) {
        this(house, time, new AddressRules(true));
    }

    Node(TestHouse house, InstantSource time, AddressRules rules) {
        Sender sender = new Sender(
                house.vertx,
                rules,
                HostNames.ofSystem(house.vertx),
                time,
                PATIENCE,
                Duration.ofMillis(300),
                "Rollcall/test");
        Mailing streams = (lane, event) -> Future.failedFuture("there are no streams here");
        dispatcher = new Dispatcher(
                house.vertx,
                house.database.deliveries(),
                time,
                sender,
                SEAL,
                streams,
                PATIENCE,
                Watcher.NONE,
                new Random(13));
        webhooks = new Webhooks(house.database.reads(), time, rules, SEAL, sender, id -> dispatcher.nudge(Set.of(id)));
        sequencer = new Sequencer(house.vertx, house.database.deliveries(), time, dispatcher::nudge);
        history = new History(house.vertx, house.database.deliveries(), time, 7, 90);
        await(history.keep());
    }

    Node started() {
        sequencer.start();
        dispatcher.start();
        return this;
    }

    Webhooks.Made endpoint(UUID owner, String url, @Nullable Set<String> types) {
        return await(webhooks.create(by(owner), owner, new Settings(url, "", types, null, true), Secret.Kind.HMAC));
    }

    static Actor by(UUID owner) {
        return new Actor(owner, "test", UUID.randomUUID());
    }

    @Override
    public void close() {
        sequencer.close();
        await(dispatcher.stop());
        history.close();
    }
}
