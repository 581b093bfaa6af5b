package dev.rollcall.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.testkit.postgres.StandbyPair;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * H1: the primary falls silent under load, as a host that loses its power does, and a standby that replicates synchronously takes
 * over at the same address. Nothing that was acknowledged is lost.
 */
final class FailoverIT {

    private static final int CLIENTS = 8;
    private static final Duration BACK = Duration.ofSeconds(15);

    private static final Cable CABLE = new Cable();
    private static final StandbyPair PAIR = new StandbyPair(url -> Migrations.run(DatabaseUrl.parse(url)));

    @RegisterExtension
    static final RunningGateway GATEWAY =
            new RunningGateway().on(FailoverIT::database).reaching(CABLE::to);

    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> acknowledged = new HashSet<>();
    private final ConcurrentLinkedQueue<String> created = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @AfterAll
    static void close() throws IOException {
        PAIR.close();
        CABLE.close();
    }

    private static String database() {
        PAIR.synchronize();
        return PAIR.url();
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer create(String token) {
        String name = "user" + number.incrementAndGet() + "@demo.example";
        Answer answer = Http.request("POST", GATEWAY.scimUrl("okta") + "/Users")
                .bearer(token)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name + "'}")
                .send();
        if (answer.status() == 201) {
            created.add(name);
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        }
        return answer;
    }

    @Test
    void aStandbyTakesOverAndNothingThatWasAcknowledgedIsLost() {
        String token = GATEWAY.credential("okta");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> {
                while (!over) {
                    create(token);
                    sleep(20);
                }
            });
        }
        sleep(3_000);
        CABLE.silence();
        sleep(1_000);
        CABLE.leadTo(PAIR.promote());
        CABLE.mend();

        long start = System.nanoTime();
        int inARow = 0;
        while (inARow < 5) {
            inARow = create(token).status() == 201 ? inARow + 1 : 0;
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BACK);
        over = true;
        clients.shutdown();
        acknowledged.addAll(created);
        assertThat(acknowledged).hasSizeGreaterThan(CLIENTS);
        assertThat(kept()).containsAll(acknowledged);
    }

    private static Set<String> kept() {
        Set<String> names = new HashSet<>();
        try (Connection connection = PAIR.standby().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT doc ->> 'userName' FROM directory_user")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }
}
