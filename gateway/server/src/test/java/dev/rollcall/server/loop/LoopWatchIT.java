package dev.rollcall.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** H5: a loop that is kept busy is told of. */
final class LoopWatchIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    @Test
    void aLoopThatIsBlockedIsToldWithHowLong() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        List<Duration> told = new CopyOnWriteArrayList<>();
        try (LoopWatch watch = new LoopWatch(vertx, 1, () -> "GET /slow", told::add)) {
            watch.start();
            pause(500);
            vertx.runOnContext(v -> pause(700));
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (told.stream().noneMatch(took -> took.toMillis() >= 500) && System.nanoTime() < until) {
                pause(50);
            }
            assertThat(told).anyMatch(took -> took.toMillis() >= 500);
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void aGatewayWatchesItsLoopsAndPublishesTheNumber() {
        assertThat(Http.get(GATEWAY.managementUrl() + "/metrics").send().body())
                .contains("rollcall_loop_blocked_seconds_count");
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
