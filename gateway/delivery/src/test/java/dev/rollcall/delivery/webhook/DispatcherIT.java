package dev.rollcall.delivery.webhook;

import static dev.rollcall.delivery.TestHouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.delivery.PassingTime;
import dev.rollcall.delivery.TestHouse;
import dev.rollcall.delivery.Until;
import dev.rollcall.delivery.webhook.HistoryTable.Attempt;
import dev.rollcall.delivery.webhook.Receiver.Received;
import dev.rollcall.delivery.webhook.Webhook.Settings;
import dev.rollcall.delivery.webhook.post.AddressRules;
import dev.rollcall.delivery.webhook.post.HostNames;
import dev.rollcall.delivery.webhook.post.Outcome;
import dev.rollcall.delivery.webhook.post.Parcel;
import dev.rollcall.delivery.webhook.post.Schedule;
import dev.rollcall.delivery.webhook.post.Secret;
import dev.rollcall.delivery.webhook.post.Sender;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Issue 13, Webhooks: a real receiver that is slow, down, hanging and worse, on a real database, by a clock that is passed in. */
@Timeout(120)
final class DispatcherIT {

    private final TestHouse house = new TestHouse();
    private final PassingTime clock = new PassingTime();
    private final Receiver receiver = new Receiver();
    private @Nullable Node node;

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
        }
        receiver.close();
        house.close();
    }

    private Node node() {
        Node made = node == null ? new Node(house, clock).started() : node;
        node = made;
        return made;
    }

    private static void until(String what, BooleanSupplier holds) {
        Until.holds(what, holds);
    }

    private void write(UUID orgId, int events) {
        house.write(orgId, events, "member.added");
        node().sequencer.nudge();
    }

    private static List<String> names(UUID orgId, int first, int last) {
        List<String> names = new ArrayList<>();
        for (int seq = first; seq <= last; seq++) {
            names.add(orgId + "/" + seq);
        }
        return names;
    }

    private List<Attempt> attempts(UUID owner, UUID id) {
        return await(node().webhooks.attempts(owner, id, null, null, null, 1_000));
    }

    @Test
    @DisplayName(
            "Standard Webhooks 1.0.0: headers and signature verify with the public library; a rotation signs with both")
    void signaturesVerify() {
        UUID acme = house.organization("acme");
        Webhooks.Made made = node().endpoint(acme, receiver.url(), null);
        write(acme, 1);
        until("received", () -> receiver.received.size() == 1);
        Received one = receiver.received.get(0);
        assertThat(made.secret().forReceiver()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(Receiver.verifies(made.secret().forReceiver(), one)).isTrue();
        assertThat(Receiver.verifies(Secret.make(Secret.Kind.HMAC).forReceiver(), one))
                .isFalse();
        assertThat(one.id()).isEqualTo(one.json().at("/data/id").asText());
        assertThat(one.json().path("type").asText()).isEqualTo("member.added");
        assertThat(Instant.parse(one.json().path("timestamp").asText())).isBefore(Instant.now());
        assertThat(one.json().size()).isEqualTo(3);
        assertThat(one.body().length()).isLessThan(20_000);

        Webhooks.Made rotated =
                await(node().webhooks.rotate(Node.by(acme), acme, made.webhook().id(), Duration.ofHours(1)));
        write(acme, 1);
        until("received", () -> receiver.received.size() == 2);
        Received both = receiver.received.get(1);
        assertThat(both.signature().split(" ")).hasSize(2);
        assertThat(Receiver.verifies(made.secret().forReceiver(), both)).isTrue();
        assertThat(Receiver.verifies(rotated.secret().forReceiver(), both)).isTrue();

        clock.pass(Duration.ofHours(2));
        Attempt test =
                await(node().webhooks.test(Node.by(acme), acme, made.webhook().id()));
        assertThat(test.outcome().delivered()).isTrue();
        Received later = receiver.received.get(2);
        assertThat(later.json().path("type").asText()).isEqualTo("webhook.test");
        assertThat(later.signature().split(" ")).hasSize(1);
    }

    @Test
    @DisplayName("Events of each organisation come in order to every endpoint that is to have them, and only those")
    void ordersAndFilters() {
        UUID acme = house.organization("acme");
        UUID beta = house.organization("beta");
        try (Receiver ofAcme = new Receiver();
                Receiver filtered = new Receiver()) {
            node().endpoint(acme, ofAcme.url(), null);
            node().endpoint(Webhook.OPERATOR, receiver.url(), null);
            node().endpoint(Webhook.OPERATOR, filtered.url(), Set.of("domain.verified"));
            for (int i = 0; i < 10; i++) {
                write(acme, 3);
                write(beta, 2);
            }
            house.write(beta, 1, "domain.verified");
            node().sequencer.nudge();
            until(
                    "all",
                    () -> receiver.names().size() == 51 && ofAcme.names().size() == 30 && !filtered.received.isEmpty());
            assertThat(ofAcme.names()).isEqualTo(names(acme, 1, 30));
            assertThat(receiver.names().stream().filter(name -> name.startsWith(acme.toString())))
                    .containsExactlyElementsOf(names(acme, 1, 30));
            assertThat(receiver.names().stream().filter(name -> name.startsWith(beta.toString())))
                    .containsExactlyElementsOf(names(beta, 1, 21));
            assertThat(filtered.names()).containsExactly(beta + "/21");
        }
    }

    @Test
    @DisplayName(
            "500, a redirect, a hanging receiver and one that closes in mid-body: all are tried again, nothing is lost"
                    + " or overtaken")
    void badReceiversAreTriedAgain() {
        UUID acme = house.organization("acme");
        CountDownLatch hang = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        receiver.behave(exchange -> {
            switch (requests.getAndIncrement()) {
                case 0 -> Receiver.status(500).answer(exchange);
                case 1 ->
                    Receiver.status(302, "Location", "http://127.0.0.1:1/elsewhere")
                            .answer(exchange);
                case 2 -> {
                    try {
                        hang.await(5, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new java.io.IOException("hung");
                }
                case 3 -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    throw new java.io.IOException("closed in mid-body");
                }
                default -> Receiver.accept(exchange);
            }
        });
        UUID id = node().endpoint(acme, receiver.url(), null).webhook().id();
        write(acme, 4);
        for (int attempt = 1; attempt <= 4; attempt++) {
            int number = attempt;
            until("attempt " + attempt, () -> attempts(acme, id).size() >= number);
            clock.pass(Duration.ofHours(6));
        }
        until("all", () -> receiver.names().size() == 4);
        until("all written", () -> attempts(acme, id).size() == 8);
        hang.countDown();
        assertThat(receiver.names()).isEqualTo(names(acme, 1, 4));
        List<Attempt> all = attempts(acme, id);
        assertThat(all.stream()
                        .filter(one -> !one.outcome().delivered())
                        .map(one -> one.outcome().failure()))
                .containsExactly(
                        "It answered 200 and closed the connection before the response was complete.",
                        "It did not respond within 0 seconds.",
                        "It responded with a redirect (302), which is not followed. Set the URL to the target of the "
                                + "redirect.",
                        "It answered 500; only a 2xx status counts as received.");
        assertThat(all.stream().filter(one -> one.seq() == 1).map(Attempt::attempt))
                .containsExactly(5, 4, 3, 2, 1);
        assertThat(all.stream()
                        .filter(one -> one.outcome().status() == 500)
                        .map(one -> one.outcome().response()))
                .containsExactly("says 500");
        assertThat(await(node().webhooks.get(acme, id)).failingSince()).isNull();
    }

    @Test
    @DisplayName("A receiver that is down for an hour gets everything afterwards, in order")
    void anHourWithoutReceiver() {
        UUID acme = house.organization("acme");
        receiver.behave(Receiver.status(503));
        UUID id = node().endpoint(acme, receiver.url(), null).webhook().id();
        write(acme, 5);
        until("first attempt", () -> !attempts(acme, id).isEmpty());
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofMinutes(15));
            write(acme, 5);
            int least = i == 0 ? 2 : 0;
            until("tried", () -> attempts(acme, id).size() >= least);
        }
        assertThat(receiver.received).isEmpty();
        until("failing", () -> await(node().webhooks.get(acme, id)).failingSince() != null);
        receiver.behave(Receiver::accept);
        clock.pass(Duration.ofHours(3));
        until("all", () -> receiver.names().size() == 25);
        assertThat(receiver.names()).isEqualTo(names(acme, 1, 25));
        until("well again", () -> await(node().webhooks.get(acme, id)).failingSince() == null);
    }

    @Test
    @DisplayName("410 disables the endpoint; enabled again, it goes on where it stopped")
    void goneDisables() {
        UUID acme = house.organization("acme");
        receiver.behave(Receiver.status(410));
        UUID id = node().endpoint(acme, receiver.url(), null).webhook().id();
        write(acme, 2);
        until("disabled", () -> !await(node().webhooks.get(acme, id)).settings().enabled());
        assertThat(await(node().webhooks.get(acme, id)).disabledReason()).isEqualTo("gone");
        write(acme, 2);
        receiver.behave(Receiver::accept);
        clock.pass(Duration.ofDays(1));
        write(acme, 1);
        assertThat(receiver.received).isEmpty();
        await(node().webhooks.change(Node.by(acme), acme, id, before -> enabled(before, true)));
        until("all", () -> receiver.names().size() == 5);
        assertThat(receiver.names()).isEqualTo(names(acme, 1, 5));
    }

    private static Webhook enabled(Webhook before, boolean enabled) {
        Settings was = before.settings();
        return new Webhook(
                before.owner(),
                before.id(),
                new Settings(was.url(), was.description(), was.types(), was.contact(), enabled),
                null,
                null,
                null,
                null,
                null,
                null,
                before.created());
    }

    @Test
    @DisplayName("429 with Retry-After: the whole endpoint is left alone for as long as it asked")
    void retryAfterIsHonoured() {
        UUID acme = house.organization("acme");
        UUID beta = house.organization("beta");
        receiver.behave(Receiver.status(429, "Retry-After", "600"));
        UUID id = node().endpoint(Webhook.OPERATOR, receiver.url(), null)
                .webhook()
                .id();
        write(acme, 1);
        until("noted", () -> await(node().webhooks.get(Webhook.OPERATOR, id)).restUntil() != null);
        receiver.behave(Receiver::accept);
        clock.pass(Duration.ofMinutes(9));
        write(beta, 1);
        house.vertx.timer(1_200, TimeUnit.MILLISECONDS).await();
        assertThat(receiver.received)
                .as("neither the event that failed nor another")
                .isEmpty();
        clock.pass(Duration.ofMinutes(4));
        until("both", () -> receiver.names().size() == 2);
    }

    @Test
    @DisplayName("After 75 hours an event is a dead letter, the endpoint is disabled, and a replay brings it back")
    void deadLetters() {
        UUID acme = house.organization("acme");
        receiver.behave(Receiver.status(500));
        UUID id = node().endpoint(acme, receiver.url(), null).webhook().id();
        write(acme, 2);
        for (int attempt = 1; attempt <= Schedule.ATTEMPTS; attempt++) {
            int number = attempt;
            until("attempt " + attempt, () -> attempts(acme, id).size() >= number);
            clock.pass(Schedule.pause(attempt, Optional.empty(), new Random(1))
                    .orElse(Duration.ZERO)
                    .multipliedBy(13)
                    .dividedBy(10));
            await(node().history.keep());
        }
        until("disabled", () -> !await(node().webhooks.get(acme, id)).settings().enabled());
        assertThat(await(node().webhooks.get(acme, id)).disabledReason()).isEqualTo("failing");
        assertThat(await(node().webhooks.deadLetters(acme, id, null, 10)))
                .extracting(HistoryTable.DeadLetter::seq)
                .containsExactly(1L);
        receiver.behave(Receiver::accept);
        Attempt again = await(node().webhooks.replay(Node.by(acme), acme, id, acme, 1));
        assertThat(again.outcome().delivered()).isTrue();
        assertThat(await(node().webhooks.deadLetters(acme, id, null, 10))).isEmpty();
        await(node().webhooks.change(Node.by(acme), acme, id, before -> enabled(before, true)));
        until("the rest", () -> receiver.names().equals(names(acme, 1, 2)));
    }

    @Test
    @DisplayName("A replay since a time sends everything since then again, in order, and what is new behind it")
    void replaySince() {
        UUID acme = house.organization("acme");
        UUID id = node().endpoint(acme, receiver.url(), null).webhook().id();
        write(acme, 3);
        until("first", () -> receiver.received.size() == 3);
        house.vertx.timer(100, TimeUnit.MILLISECONDS).await();
        Instant since = clock.instant();
        write(acme, 3);
        until(
                "second",
                () -> receiver.received.size() == 6 && attempts(acme, id).size() == 6);
        assertThat(await(node().webhooks.replaySince(Node.by(acme), acme, id, acme, since)))
                .isEqualTo(3);
        write(acme, 1);
        until("again", () -> receiver.received.size() == 10);
        assertThat(receiver.received.stream().map(Received::name).skip(6)).containsExactlyElementsOf(names(acme, 4, 7));
    }

    @Test
    @DisplayName("Two nodes, and one that dies in mid-delivery: every event at least once, in order")
    void twoNodesAndOneDies() {
        UUID acme = house.organization("acme");
        UUID beta = house.organization("beta");
        receiver.behave(exchange -> {
            try {
                Thread.sleep(3);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Receiver.accept(exchange);
        });
        Node first = new Node(house, clock).started();
        first.endpoint(Webhook.OPERATOR, receiver.url(), null);
        try (Node second = new Node(house, clock).started()) {
            for (int i = 0; i < 20; i++) {
                write(acme, 5);
                write(beta, 5);
                if (i == 10) {
                    // As if killed: what it holds is not given back.
                    first.dispatcher.close();
                    first.sequencer.close();
                }
            }
            until("begun", () -> receiver.names().size() > 20);
            // Twice: what the first had under way when its time was up, it may have noted once more and so have kept
            // the lane.
            clock.pass(Duration.ofMinutes(2));
            long moment = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            until("nearly all", () -> receiver.names().size() == 200 || System.nanoTime() > moment);
            clock.pass(Duration.ofMinutes(2));
            until("all", () -> receiver.names().size() == 200);
            for (UUID orgId : List.of(acme, beta)) {
                assertThat(receiver.names().stream().filter(name -> name.startsWith(orgId.toString())))
                        .containsExactlyElementsOf(names(orgId, 1, 100));
            }
            second.sequencer.close();
        }
    }

    @Test
    @DisplayName("Endpoints that hang hold up no other")
    void hangingEndpointsHoldUpNoOther() {
        CountDownLatch over = new CountDownLatch(1);
        UUID acme = house.organization("acme");
        try (Receiver hanging = new Receiver()) {
            hanging.behave(exchange -> {
                try {
                    over.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                Receiver.status(500).answer(exchange);
            });
            for (int i = 0; i < 20; i++) {
                node().endpoint(acme, hanging.url(), null);
            }
            node().endpoint(acme, receiver.url(), null);
            long start = System.nanoTime();
            write(acme, 40);
            until("all", () -> receiver.names().size() == 40);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            over.countDown();
        }
    }

    @Test
    @DisplayName("SSRF: a name that leads inward is not connected to, whatever it led to when the endpoint was set")
    void inwardAddressesAreRefused() {
        HostNames rebound = host -> io.vertx.core.Future.succeededFuture(List.of(address("127.0.0.1")));
        Sender sender = new Sender(
                house.vertx,
                new AddressRules(false),
                rebound,
                clock,
                Node.PATIENCE,
                Duration.ofSeconds(1),
                "Rollcall/test");
        Outcome outcome = await(
                sender.probe("https://events.example.com/", new Parcel("application/json", "{}", java.util.Map.of())));
        assertThat(outcome.delivered()).isFalse();
        assertThat(outcome.failure()).contains("outside the public Internet", "127.0.0.1", "webhook.private-addresses");
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void theHistoryIsDroppedByDays() {
        UUID acme = house.organization("acme");
        UUID id = node().endpoint(acme, receiver.url(), null).webhook().id();
        write(acme, 1);
        until("written", () -> attempts(acme, id).size() == 1);
        clock.pass(Duration.ofDays(6));
        await(node().history.keep());
        assertThat(attempts(acme, id)).hasSize(1);
        clock.pass(Duration.ofDays(3));
        assertThat(await(node().history.keep())).isPositive();
        assertThat(attempts(acme, id)).isEmpty();
    }

    @Test
    void theScheduleIsTenAttemptsInThreeDays() {
        Duration all = Duration.ZERO;
        for (int attempts = 1; attempts < Schedule.ATTEMPTS; attempts++) {
            all = all.plus(
                    Schedule.pause(attempts, Optional.empty(), new Random(1)).orElseThrow());
        }
        assertThat(Schedule.pause(Schedule.ATTEMPTS, Optional.empty(), new Random(1)))
                .isEmpty();
        assertThat(all).isBetween(Duration.ofMinutes(75 * 60 + 35), Duration.ofHours(91));
        assertThat(Schedule.pause(1, Optional.of(Duration.ofHours(1)), new Random(1))
                        .orElseThrow())
                .isBetween(Duration.ofHours(1), Duration.ofMinutes(72));
    }
}
