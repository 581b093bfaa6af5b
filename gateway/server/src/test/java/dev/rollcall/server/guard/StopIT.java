package dev.rollcall.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** H1: a gateway that is told to stop ends within its grace, also when changes hang on a database that says nothing. */
final class StopIT {

    private static final Duration GRACE = Duration.ofSeconds(1);

    /** What a stop may take beside its grace, on a machine that has other things to do. */
    private static final Duration BESIDE = Duration.ofSeconds(9);

    private static final Cable CABLE = new Cable();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .durable()
            .reaching(CABLE::to)
            // Nothing but the stop itself may end what hangs.
            .with(Settings.DATABASE_SILENCE, "300")
            .with(Settings.SERVER_SHUTDOWN_GRACE, Long.toString(GRACE.toSeconds()));

    @AfterAll
    static void close() {
        CABLE.close();
    }

    @Test
    void itEndsWithinItsGraceWhateverTheDatabaseDoes() throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            String token = GATEWAY.credential("okta");
            CABLE.silence();
            for (int i = 0; i < 4; i++) {
                String name = "s" + i + "@demo.example";
                clients.execute(() -> Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                        .bearer(token)
                        .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name + "'}")
                        .send());
            }
            TimeUnit.MILLISECONDS.sleep(500);

            long start = System.nanoTime();
            GATEWAY.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GRACE.plus(BESIDE));
        } finally {
            clients.shutdownNow();
        }
    }
}
