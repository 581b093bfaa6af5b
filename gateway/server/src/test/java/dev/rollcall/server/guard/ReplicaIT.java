package dev.rollcall.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.core.store.Migrations;
import dev.rollcall.core.store.Replica;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.node.Gateway;
import dev.rollcall.testkit.postgres.StandbyPair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists are read from a replica, and no client can tell: not while it lags, not when it is gone, not at another node. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ReplicaIT {

    private static final int THREADS = 6;
    private static final int ROUNDS = 40;

    private static final Cable CABLE = new Cable();
    private static final StandbyPair PAIR = new StandbyPair(url -> Migrations.run(DatabaseUrl.parse(url)));
    private static final String REPLICA = CABLE.to(PAIR.standbyUrl());

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway()
            .on(PAIR::url)
            .with(Settings.DATABASE_REPLICA_URL, REPLICA)
            .with(Settings.DATABASE_REPLICA_BEHIND, "2");

    private static String token = "";

    @BeforeAll
    static void issue() {
        token = GATEWAY.credential("okta");
    }

    @AfterAll
    static void close() throws IOException {
        PAIR.close();
        CABLE.close();
    }

    @BeforeEach
    void theReplicaIsUsed() {
        await("the replica is used", replica()::isUsed);
    }

    @AfterEach
    void mend() {
        CABLE.mend();
    }

    private static Replica replica() {
        return GATEWAY.gateway().parts().replica();
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(what, e);
            }
        }
    }

    /** Creates a user, and then every list has it. */
    private static void createAndFind(String writer, String reader) {
        String name = "user" + NUMBER.incrementAndGet() + "@demo.example";
        Answer created = Http.request("POST", writer + scim() + "/Users")
                .bearer(token)
                .body("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name
                        + "','emails':[{'value':'" + name + "'}]}")
                .send();
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(listed(reader)).contains(name);
    }

    private static String scim() {
        return "/scim/v2/" + GATEWAY.directory("okta").id();
    }

    /** The user names on all pages. */
    private static Set<String> listed(String reader) {
        Set<String> names = new HashSet<>();
        int total = Integer.MAX_VALUE;
        for (int start = 1; start <= total; start += 100) {
            Answer page = Http.get(reader + scim() + "/Users?attributes=userName&count=100&startIndex=" + start)
                    .bearer(token)
                    .send();
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            total = page.json().path("totalResults").intValue();
            for (JsonNode user : page.json().path("Resources")) {
                names.add(user.path("userName").asText());
            }
        }
        return names;
    }

    private static JsonNode ofApi(String path) {
        Answer answer = Http.get(GATEWAY.url() + "/api/v1/organizations/"
                        + GATEWAY.demo().organisation().id() + path)
                .bearer(GATEWAY.token(new Principal.Scope.Operator()))
                .send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String health() {
        Answer answer = Http.get(GATEWAY.managementUrl() + "/health/ready").send();
        assertThat(answer.status())
                .as("a replica makes no difference to readiness")
                .isEqualTo(200);
        return answer.json().path("replica").asText();
    }

    private static boolean hasRun(String table) {
        boolean found;
        try {
            StandbyPair.execute(
                    PAIR.standby(),
                    "DO $$ BEGIN ASSERT EXISTS (SELECT FROM pg_stat_activity"
                            + " WHERE application_name = 'rollcall-replica' AND query ~ '\\y" + table
                            + "\\y'); END $$");
            found = true;
        } catch (IllegalStateException e) {
            found = false;
        }
        return found;
    }

    @Test
    @Order(1)
    @DisplayName("Pages of users, of members, of the audit and of the request log are read from the replica")
    void listsGoThere() {
        createAndFind(GATEWAY.url(), GATEWAY.url());
        Map<String, Runnable> lists = Map.of(
                "directory_user", () -> listed(GATEWAY.url()),
                "member", () -> ofApi("/members"),
                "audit", () -> ofApi("/audit"),
                "request_log", () -> ofApi("/requests"));
        lists.forEach((table, list) -> {
            await("used", replica()::isUsed);
            await(table + " is read there", () -> {
                list.run();
                return hasRun(table);
            });
        });
        assertThat(replica().there()).isGreaterThanOrEqualTo(lists.size());
        assertThat(health()).isEqualTo("in use");
        assertThat(Http.get(GATEWAY.managementUrl() + "/metrics").send().body())
                .contains("rollcall_database_replica_used 1.0")
                .contains("rollcall_database_replica_reads_total{server=\"replica\"}");
    }

    @Test
    @Order(2)
    @DisplayName("A look-up stays on the primary, for it costs no more than the question how far the replica is")
    void lookUpsStay() {
        long before = replica().there() + replica().here();
        for (int i = 0; i < 5; i++) {
            Answer found = Http.get(GATEWAY.scimUrl("okta") + "/Users?filter=userName%20eq%20%22a@demo.example%22")
                    .bearer(token)
                    .send();
            assertThat(found.status()).isEqualTo(200);
        }
        assertThat(replica().there() + replica().here()).isEqualTo(before);
    }

    @Test
    @Order(3)
    @DisplayName("What was written at one node is in every list of the other, at once")
    void nothingIsMissingAtAnotherNode() throws Exception {
        Config config = ConfigLoader.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                        Settings.SERVER_PORT, "0",
                        Settings.MANAGEMENT_PORT, "0",
                        Settings.SERVER_DRAIN_DELAY, "0",
                        Settings.SERVER_SHUTDOWN_GRACE, "1",
                        Settings.DATABASE_REPLICA_URL, REPLICA));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Gateway other = Gateway.start(config, DatabaseUrl.parse(GATEWAY.databaseUrl()), GATEWAY.key())) {
            Replica ofOther = other.parts().replica();
            await("the other node uses the replica", ofOther::isUsed);
            List<Callable<Void>> clients = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                clients.add(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        createAndFind(GATEWAY.url(), "http://127.0.0.1:" + other.port());
                    }
                    return null;
                });
            }
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
            assertThat(ofOther.there()).as("lists from the replica").isGreaterThan(THREADS * ROUNDS / 4);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Order(4)
    @DisplayName(
            "While the replica replays nothing, no own write is missing from any list; when it goes on, it is used again")
    void aLaggingReplicaIsNotSeen() {
        StandbyPair.execute(PAIR.standby(), "SELECT pg_wal_replay_pause()");
        long there = replica().there();
        try {
            for (int i = 0; i < ROUNDS; i++) {
                createAndFind(GATEWAY.url(), GATEWAY.url());
            }
            String newest = "user" + NUMBER.get() + "@demo.example";
            assertThat(ofApi("/members?text=" + newest).path("items").toString())
                    .contains(newest);
            assertThat(ofApi("/audit?limit=5").path("items").toString()).contains(newest);
            assertThat(replica().there())
                    .as("lists from a replica that is behind")
                    .isEqualTo(there);
            await("health says so", () -> health().equals("behind or away"));
        } finally {
            StandbyPair.execute(PAIR.standby(), "SELECT pg_wal_replay_resume()");
        }
        await("used again", replica()::isUsed);
        createAndFind(GATEWAY.url(), GATEWAY.url());
        await("lists go there again", () -> {
            listed(GATEWAY.url());
            return replica().there() > there;
        });
    }

    @Test
    @Order(5)
    @DisplayName("A replica that ends its connections, and takes no others, costs no error")
    void aStoppedReplicaCostsNoError() {
        CABLE.cut();
        for (int i = 0; i < ROUNDS; i++) {
            createAndFind(GATEWAY.url(), GATEWAY.url());
        }
        await("health says so", () -> health().equals("behind or away"));
        CABLE.mend();
        await("used again", replica()::isUsed);
    }

    @Test
    @Order(6)
    @DisplayName("A replica that falls silent costs one wait and no error")
    void aSilentReplicaCostsNoError() {
        CABLE.silence();
        for (int i = 0; i < ROUNDS; i++) {
            createAndFind(GATEWAY.url(), GATEWAY.url());
        }
        assertThat(health()).isEqualTo("behind or away");
        CABLE.mend();
        await("used again", replica()::isUsed);
    }

    @Test
    @Order(7)
    @DisplayName("A replica that was promoted goes its own way, and is not read from")
    void aPromotedReplicaIsNotReadFrom() {
        PAIR.promote();
        long there = replica().there();
        for (int i = 0; i < ROUNDS; i++) {
            createAndFind(GATEWAY.url(), GATEWAY.url());
        }
        assertThat(replica().there()).isEqualTo(there);
        await("health says so", () -> health().equals("behind or away"));
    }
}
