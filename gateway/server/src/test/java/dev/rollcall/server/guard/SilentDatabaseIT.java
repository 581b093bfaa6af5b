package dev.rollcall.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** H1: connections to the database that carry nothing any more and do not say so, under the settings that a gateway comes with. */
final class SilentDatabaseIT {

    /** Service must be back so soon after new connections carry. */
    private static final Duration BACK = Duration.ofSeconds(15);

    private static final int CLIENTS = 4;

    private static final Cable CABLE = new Cable();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().durable().reaching(CABLE::to);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static String token;

    private final ExecutorService threads = Executors.newFixedThreadPool(2 * CLIENTS);

    @BeforeAll
    static void issue() {
        token = GATEWAY.credential("okta");
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @AfterAll
    static void close() {
        CABLE.close();
    }

    private static Answer create() {
        return Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(token)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'u"
                        + NUMBER.incrementAndGet() + "@demo.example'}")
                .send();
    }

    private static Answer list() {
        return Http.get(GATEWAY.scimUrl("okta") + "/Users?count=1")
                .bearer(token)
                .send();
    }

    private static int ready() {
        return Http.get(GATEWAY.managementUrl() + "/health/ready").send().status();
    }

    /** What clients are told that do not stop asking. */
    private final class Traffic {

        private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
        private volatile boolean over;

        Traffic start() {
            for (int i = 0; i < CLIENTS; i++) {
                threads.execute(() -> ask(SilentDatabaseIT::create));
                threads.execute(() -> ask(SilentDatabaseIT::list));
            }
            return this;
        }

        private void ask(Supplier<Answer> question) {
            while (!over) {
                answers.add(question.get());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }

        List<Answer> stop() {
            over = true;
            return new ArrayList<>(answers);
        }
    }

    private static Duration untilServed() {
        long start = System.nanoTime();
        int inARow = 0;
        while (inARow < 5) {
            boolean served = Stream.of(create(), list()).allMatch(answer -> answer.status() / 100 == 2);
            inARow = served ? inARow + 1 : 0;
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void assertOnlyAskedToComeAgain(List<Answer> answers) {
        assertThat(answers).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.status()).isIn(200, 201, 503);
            if (answer.status() == 503) {
                assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
            }
        });
    }

    @Test
    void connectionsThatAFirewallForgotAreReplaced() {
        assertThat(create().status()).isEqualTo(201);
        Traffic traffic = new Traffic().start();

        CABLE.silenceThoseThatAre();

        assertThat(untilServed()).isLessThan(BACK);
        assertOnlyAskedToComeAgain(traffic.stop());
    }

    @Test
    void aLoneClientMeetsNoneOfTheDeadConnectionsThatLieIdle() {
        assertThat(create().status()).isEqualTo(201);
        CABLE.silenceThoseThatAre();
        assertThat(untilServed()).isLessThan(BACK);
    }

    @Test
    void whileNothingCarriesClientsAreToldSoAndServiceIsBackByItself() throws InterruptedException {
        Traffic traffic = new Traffic().start();
        CABLE.silence();
        TimeUnit.SECONDS.sleep(20);

        long start = System.nanoTime();
        assertThat(create().status()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("refused at once by the open circuit")
                .isLessThan(Duration.ofSeconds(3));
        assertThat(ready()).isEqualTo(503);

        CABLE.mend();
        assertThat(untilServed()).isLessThan(BACK);
        assertOnlyAskedToComeAgain(traffic.stop());
        assertThat(ready()).isEqualTo(200);
    }

    @Test
    void answersThatDoNotComeBackAreNotWaitedFor() throws InterruptedException {
        Traffic traffic = new Traffic().start();
        CABLE.halve();
        TimeUnit.SECONDS.sleep(12);
        CABLE.mend();
        assertThat(untilServed()).isLessThan(BACK);
        assertOnlyAskedToComeAgain(traffic.stop());
    }

    @Test
    void aSlowWayIsNotTakenForADeadOne() {
        assertThat(untilServed()).isLessThan(BACK);
        CABLE.slow(Duration.ofMillis(400));
        try {
            assertThat(create().status()).isEqualTo(201);
            assertThat(list().status()).isEqualTo(200);
        } finally {
            CABLE.mend();
        }
    }
}
