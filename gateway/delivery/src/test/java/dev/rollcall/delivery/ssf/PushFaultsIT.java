package dev.rollcall.delivery.ssf;

import static dev.rollcall.delivery.TestHouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.rollcall.delivery.PassingTime;
import dev.rollcall.delivery.TestHouse;
import dev.rollcall.delivery.Until;
import dev.rollcall.delivery.ssf.PushReceiver.Pushed;
import dev.rollcall.delivery.ssf.store.Notice;
import dev.rollcall.delivery.ssf.store.Stream;
import dev.rollcall.delivery.ssf.store.Stream.Status;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 13, fault tests of pushed tokens: a real receiver that behaves badly, a real database, a clock that is passed in. */
@Timeout(120)
final class PushFaultsIT {

    private static final String PURGED = "https://schemas.openid.net/secevent/risc/event-type/account-purged";

    private static final Map<String, HttpHandler> FAULTS = Map.of(
            "answers 500", exchange -> exchange.sendResponseHeaders(500, -1),
            "answers 400", exchange -> exchange.sendResponseHeaders(400, -1),
            "hangs", PushFaultsIT::hang,
            "closes before it answers", exchange -> {},
            "closes in mid-body", PushFaultsIT::breakOff,
            "redirects", PushFaultsIT::redirect,
            "answers 429", PushFaultsIT::throttle);

    private final TestHouse house = new TestHouse();
    private final PassingTime clock = new PassingTime();
    private final PushReceiver receiver = new PushReceiver();
    private final PushingNode node = new PushingNode(house, clock);
    private final UUID acme = house.organization("acme");

    @AfterEach
    void close() {
        receiver.close();
        node.close();
        house.close();
    }

    private static void hang(HttpExchange exchange) throws IOException {
        try {
            Thread.sleep(PushingNode.PATIENCE.multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(202, -1);
    }

    private static void breakOff(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(202, 1_000);
        exchange.getResponseBody().write(new byte[10]);
        exchange.getResponseBody().flush();
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(307, -1);
    }

    private static void throttle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Retry-After", "600");
        exchange.sendResponseHeaders(429, -1);
    }

    private void write(int events) {
        house.write(acme, events, "member.removed");
        node.sequencer.nudge();
    }

    private static List<Long> numbers(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private Status status(Stream stream) {
        return await(node.streams.get(acme, stream.receiver(), stream.id().toString()))
                .state()
                .status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answers 500",
                "answers 400",
                "hangs",
                "closes before it answers",
                "closes in mid-body",
                "redirects",
                "answers 429"
            })
    @DisplayName("What was not taken is pushed again before what comes behind it, the same token, and not elsewhere")
    void whatIsNotTakenComesAgainInOrder(String fault) {
        Stream stream = node.stream(acme, receiver.url(), PURGED);
        receiver.behaveOnce(Objects.requireNonNull(FAULTS.get(fault)));
        write(3);
        Until.holds("failed", () -> receiver.pushed.stream().anyMatch(one -> !one.taken()));
        Until.holds("noted", () -> attempts(stream) > 0);
        assertThat(receiver.taken()).as("nothing passes by").isEqualTo(numbers(1));
        if (fault.equals("answers 429")) {
            clock.pass(Duration.ofMinutes(9));
            house.vertx.timer(1_200, TimeUnit.MILLISECONDS).await();
            assertThat(receiver.taken()).as("it asked for ten minutes").isEqualTo(numbers(1));
        }
        clock.pass(Duration.ofMinutes(5));
        Until.holds("all", () -> receiver.taken().size() == 3);
        assertThat(receiver.taken()).isEqualTo(numbers(3));
        List<Pushed> second =
                receiver.pushed.stream().filter(one -> one.seq() == 2).toList();
        assertThat(second).hasSize(2);
        assertThat(second.get(0).claims())
                .as("the same token")
                .isEqualTo(second.get(1).claims());
        assertThat(receiver.pushed)
                .as("a redirect is not followed")
                .allMatch(one -> one.path().equals("/events"));
        assertThat(status(stream)).isEqualTo(Status.ENABLED);
    }

    private long attempts(Stream stream) {
        Row row = await(house.client()
                        .preparedQuery("SELECT coalesce(max(attempts), 0) AS attempts FROM webhook_lane"
                                + " WHERE webhook_id = $1")
                        .execute(Tuple.of(stream.id())))
                .iterator()
                .next();
        return row.getLong("attempts");
    }

    @Test
    @DisplayName("SSF 1.0 section 8.1.5: stream-updated goes out before the stream is paused, once; nothing follows it")
    void aReceiverIsToldBeforeItsStreamIsPaused() {
        Stream stream = node.stream(acme, receiver.url(), PURGED);
        List<Status> then = new CopyOnWriteArrayList<>();
        receiver.behave(
                claims -> {
                    boolean isNotice = !claims.path("events").has(PURGED);
                    if (isNotice) {
                        then.add(status(stream));
                    }
                    return !isNotice;
                },
                exchange -> exchange.sendResponseHeaders(410, -1));
        write(2);
        Until.holds("paused", () -> status(stream) == Status.PAUSED);
        assertThat(receiver.pushed).extracting(Pushed::uri).containsExactly(PURGED, Notice.UPDATED);
        assertThat(receiver.pushed
                        .get(1)
                        .claims()
                        .path("events")
                        .path(Notice.UPDATED)
                        .path("status")
                        .asText())
                .isEqualTo("paused");
        assertThat(then).as("the status when it was told").containsExactly(Status.ENABLED);
        clock.pass(Duration.ofDays(1));
        await(node.notices.look());
        assertThat(receiver.pushed).as("told once").hasSize(2);

        receiver.behaveWell();
        await(node.streams.set(
                PushingNode.by(acme),
                stream.receiver(),
                stream.id().toString(),
                new Stream.State(Status.ENABLED, null)));
        node.dispatcher.nudge(List.of(stream.id()));
        Until.holds("sent after all", () -> receiver.taken().size() == 2);
        assertThat(receiver.taken()).isEqualTo(numbers(2));
    }

    @Test
    @DisplayName("A receiver that takes nothing for three days is told, and its stream is paused")
    void threeDaysWithoutSuccess() {
        Stream stream = node.stream(acme, receiver.url(), PURGED);
        receiver.behave(claims -> claims.path("events").has(PURGED), exchange -> exchange.sendResponseHeaders(503, -1));
        write(1);
        for (int attempt = 1; attempt <= 10; attempt++) {
            int made = attempt;
            Until.holds(
                    "attempt " + made,
                    () -> receiver.pushed.stream().filter(one -> one.seq() == 1).count() == made);
            Until.holds("noted", () -> made == 10 || attempts(stream) == made);
            assertThat(receiver.pushed).allMatch(one -> one.seq() == 1 || made == 10);
            clock.pass(Duration.ofHours(29));
            node.dispatcher.nudge(List.of(stream.id()));
        }
        Until.holds("paused", () -> status(stream) == Status.PAUSED);
        assertThat(receiver.pushed.get(10).uri()).isEqualTo(Notice.UPDATED);
    }

    @Test
    @DisplayName("Two nodes, and one that dies in mid-delivery: every event at least once, in order")
    void twoNodesAndOneDies() {
        try (PushingNode doomed = new PushingNode(house, clock)) {
            node.stream(acme, receiver.url(), PURGED);
            for (int i = 0; i < 10; i++) {
                write(5);
                doomed.sequencer.nudge();
                if (i == 5) {
                    // As if killed: what it holds is not given back.
                    doomed.dispatcher.close();
                    doomed.sequencer.close();
                }
            }
            Until.holds("begun", () -> receiver.taken().size() > 5);
            clock.pass(Duration.ofMinutes(2));
            Until.holds("all", () -> receiver.taken().size() == 50);
            assertThat(receiver.taken()).isEqualTo(numbers(50));
        }
    }
}
