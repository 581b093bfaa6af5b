package dev.rollcall.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.delivery.TestHouse;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many organisations have their endpoints on one host, such as a service that passes webhooks on. */
@Timeout(60)
final class SharedHostIT {

    private static final int HANGING = 30;
    private static final int EVENTS = 20;

    @Test
    @DisplayName("Endpoints that hang hold up no other on the same host and port: all of its events come at the first"
            + " attempt")
    void endpointsOfOneHostDoNotShareConnections() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try (TestHouse house = new TestHouse();
                Receiver host = new Receiver();
                Node node = new Node(house, InstantSource.system()).started()) {
            UUID healthy = house.organization("healthy");
            CountDownLatch all = new CountDownLatch(EVENTS);
            CountDownLatch hung = new CountDownLatch(HANGING);
            host.behave(exchange -> {
                if (exchange.getRequestURI().getPath().equals("/hook/healthy")) {
                    all.countDown();
                    Receiver.accept(exchange);
                    return;
                }
                hung.countDown();
                try {
                    over.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                Receiver.status(500).answer(exchange);
            });
            for (int i = 0; i < HANGING; i++) {
                UUID other = house.organization("hanging" + i);
                node.endpoint(other, host.url(), null);
                house.write(other, 1, "member.added");
            }
            UUID endpoint = node.endpoint(healthy, host.url() + "/healthy", null)
                    .webhook()
                    .id();
            node.sequencer.nudge();
            assertThat(hung.await(20, TimeUnit.SECONDS)).as("all of them hang").isTrue();
            house.write(healthy, EVENTS, "member.added");
            node.sequencer.nudge();
            assertThat(all.await(20, TimeUnit.SECONDS)).as("all received").isTrue();
            over.countDown();
            assertThat(TestHouse.await(node.webhooks.attempts(healthy, endpoint, null, null, null, 100)))
                    .allSatisfy(
                            attempt -> assertThat(attempt.outcome().delivered()).isTrue());
        }
    }
}
