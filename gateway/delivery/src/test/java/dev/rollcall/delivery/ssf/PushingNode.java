package dev.rollcall.delivery.ssf;

import static dev.rollcall.delivery.TestHouse.await;

import com.google.common.collect.ImmutableList;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.delivery.TestHouse;
import dev.rollcall.delivery.feed.FeedWatch;
import dev.rollcall.delivery.feed.Sequencer;
import dev.rollcall.delivery.ssf.store.Receiver;
import dev.rollcall.delivery.ssf.store.Stream;
import dev.rollcall.delivery.ssf.store.Stream.Method;
import dev.rollcall.delivery.ssf.store.Stream.Wish;
import dev.rollcall.delivery.webhook.Dispatcher;
import dev.rollcall.delivery.webhook.History;
import dev.rollcall.delivery.webhook.Watcher;
import dev.rollcall.delivery.webhook.post.AddressRules;
import dev.rollcall.delivery.webhook.post.HostNames;
import dev.rollcall.delivery.webhook.post.Seal;
import dev.rollcall.delivery.webhook.post.Sender;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;

/** What one gateway node has to push tokens with. */
final class PushingNode implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMillis(700);
    static final Seal SEAL = new Seal(Keys.of(new byte[32]));

    final Dispatcher dispatcher;
    final Sequencer sequencer;
    final NoticePost notices;
    final Streams streams;
    private final Receivers receivers;
    private final FeedWatch watch;
    private final History history;

    PushingNode(TestHouse house, InstantSource time) {
        AddressRules rules = new AddressRules(true);
        Sender sender = new Sender(
                house.vertx,
                rules,
                HostNames.ofSystem(house.vertx),
                time,
                PATIENCE,
                Duration.ofMillis(300),
                "Rollcall/test");
        var pool = house.database.deliveries();
        TransmitterKeys keys = new TransmitterKeys(house.vertx, pool, time, SEAL);
        PushedStreams pushed = new PushedStreams(pool, time, keys, sender, SEAL);
        notices = new NoticePost(house.vertx, pool, time, sender, pushed, SEAL, new Random(17));
        dispatcher =
                new Dispatcher(house.vertx, pool, time, sender, SEAL, pushed, PATIENCE, Watcher.NONE, new Random(13));
        sequencer = new Sequencer(house.vertx, pool, time, dispatcher::nudge);
        history = new History(house.vertx, pool, time, 7, 90);
        await(history.keep());
        watch = new FeedWatch(house.vertx, pool);
        streams = new Streams(pool, time, rules, SEAL, watch, notices::nudge);
        receivers = new Receivers(pool, time, SEAL);
        sequencer.start();
        dispatcher.start();
        notices.start();
    }

    /** A stream of this event alone. */
    Stream stream(UUID orgId, String url, String uri) {
        Actor by = by(orgId);
        Receiver receiver = await(receivers.create(by, "test", null)).receiver();
        Wish wish = new Wish(ImmutableList.of(uri), Method.PUSH, url, "", null);
        return await(streams.create(by, receiver, "https://test.example/ssf/" + orgId, wish));
    }

    static Actor by(UUID orgId) {
        return new Actor(orgId, "test", UUID.randomUUID());
    }

    @Override
    public void close() {
        sequencer.close();
        notices.close();
        await(dispatcher.stop());
        history.close();
        watch.close();
    }
}
