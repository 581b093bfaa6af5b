package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.delivery.MemberTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of deliveries: the other node goes on, and the receiver has every event, in order. */
@Timeout(240)
final class KilledDeliveryIT {

    private static final int USERS = 60;

    @TempDir
    private Path folder = Path.of("");

    @Test
    @DisplayName(
            "Issue 13: two nodes, one killed in mid-delivery; the receiver's own table of members equals the API's")
    void everyEventArrivesAlthoughANodeIsKilled() throws Exception {
        DemoDatabase demo = DemoDatabase.make(folder);
        String operator = demo.operatorToken();
        try (MemberTable table = new MemberTable();
                NodeProcess doomed = demo.node();
                NodeProcess other = demo.node()) {
            AtomicBoolean killed = new AtomicBoolean();
            table.accepting(() -> {
                pause();
                return true;
            });
            Http.request("POST", other.url() + "/api/v1/organizations/demo/webhooks")
                    .bearer(operator)
                    .body("{'url':'" + table.url() + "'}")
                    .send();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < USERS; i++) {
                    NodeProcess node = killed.get() || i % 2 == 0 ? other : doomed;
                    create(demo, node, other, "kill" + i + "@demo.example");
                }
            });
            until(table, 15);
            killed.set(true);
            doomed.kill();
            writer.join();

            Map<String, String> expected = new TreeMap<>();
            for (JsonNode member : Http.get(other.url() + "/api/v1/organizations/demo/members?limit=1000&text=kill")
                    .bearer(operator)
                    .send()
                    .json()
                    .path("items")) {
                MemberTable.put(expected, member.path("id").asText(), member);
            }
            assertThat(expected).hasSize(USERS);
            until(table, USERS);
            assertThat(table.members()).isEqualTo(expected);
            List<Long> order = new ArrayList<>();
            for (long seq = table.order().get(0); order.size() < table.order().size(); seq++) {
                order.add(seq);
            }
            assertThat(table.order()).as("without a gap and in order").isEqualTo(order);
        }
    }

    private static void until(MemberTable table, int events) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (table.order().size() < events) {
            assertThat(System.nanoTime())
                    .as(table.order().size() + " of " + events + " events")
                    .isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(15);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a node did not answer because it was killed is sent again to the other. */
    private static void create(DemoDatabase demo, NodeProcess node, NodeProcess other, String name) {
        String body = "{'userName':'" + name + "','externalId':'" + name + "','displayName':'" + name
                + "','emails':[{'value':'" + name + "','primary':true}]}";
        try {
            post(demo, node, body);
        } catch (RuntimeException e) {
            post(demo, other, body);
        }
    }

    private static void post(DemoDatabase demo, NodeProcess node, String body) {
        int status = Http.request("POST", demo.scim(node) + "/Users")
                .bearer(demo.token())
                .body(body)
                .send()
                .status();
        assertThat(status).isIn(201, 409);
    }
}
