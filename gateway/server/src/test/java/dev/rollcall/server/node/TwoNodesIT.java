package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.testkit.postgres.Invariants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateway processes on one database take the same directory's burst at once. */
final class TwoNodesIT {

    private static final int USERS = 300;
    private static final int THREADS = 16;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSameBurstThroughBothLosesAndDoublesNobody() throws Exception {
        DemoDatabase demo = DemoDatabase.make(folder);
        try (NodeProcess one = demo.node();
                NodeProcess two = demo.node()) {
            Map<String, String> ids = createThroughBoth(demo, one, two);
            assertThat(ids).hasSize(USERS);

            String group = post(demo, one, "/Groups", "{'displayName':'Rollcall Members'}")
                    .json()
                    .path("id")
                    .asText();
            patchThroughBoth(demo, one, two, List.copyOf(ids.values()), group);

            Set<String> members = new HashSet<>();
            for (JsonNode member : get(demo, two, "/Groups/" + group).json().path("members")) {
                members.add(member.path("value").asText());
            }
            assertThat(members).containsExactlyInAnyOrderElementsOf(ids.values());
            JsonNode inactive =
                    get(demo, one, "/Users?filter=active%20eq%20false&count=0").json();
            assertThat(inactive.path("totalResults").intValue()).isEqualTo(USERS / 3);
        }
        assertThat(Invariants.broken(demo.url())).isEmpty();
    }

    /** Every user is sent to both nodes at once: one makes it, the other says that it is there. */
    private static Map<String, String> createThroughBoth(DemoDatabase demo, NodeProcess one, NodeProcess two)
            throws Exception {
        Map<String, String> ids = new ConcurrentHashMap<>();
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            String name = "user" + i + "@demo.example";
            for (NodeProcess node : List.of(one, two)) {
                requests.add(() -> {
                    Http.Answer answer = post(
                            demo,
                            node,
                            "/Users",
                            "{'userName':'" + name + "','externalId':'" + name + "','emails':[{'value':'" + name
                                    + "'}]}");
                    if (answer.status() == 201) {
                        assertThat(ids.put(name, answer.json().path("id").asText()))
                                .as("made once")
                                .isNull();
                    }
                    return answer.status();
                });
            }
        }
        List<Integer> statuses = all(requests);
        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(USERS);
        return ids;
    }

    /** Every membership is added through both nodes; every third user is deactivated through one, another renamed through two. */
    private static void patchThroughBoth(
            DemoDatabase demo, NodeProcess one, NodeProcess two, List<String> users, String group) throws Exception {
        List<Callable<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            String id = users.get(i);
            String add = "{'op':'add','path':'members','value':[{'value':'" + id + "'}]}";
            requests.add(() -> patch(demo, one, "/Groups/" + group, add));
            requests.add(() -> patch(demo, two, "/Groups/" + group, add));
            if (i % 3 == 0) {
                requests.add(() -> patch(demo, one, "/Users/" + id, "{'op':'replace','value':{'active':false}}"));
                requests.add(() ->
                        patch(demo, two, "/Users/" + id, "{'op':'replace','path':'displayName','value':'Renamed'}"));
            }
        }
        assertThat(all(requests)).containsOnly(200, 204);
    }

    private static List<Integer> all(List<Callable<Integer>> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : threads.invokeAll(requests)) {
                statuses.add(status.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Http.Answer get(DemoDatabase demo, NodeProcess node, String path) {
        return Http.get(demo.scim(node) + path).bearer(demo.token()).send();
    }

    private static Http.Answer post(DemoDatabase demo, NodeProcess node, String path, String body) {
        return Http.request("POST", demo.scim(node) + path)
                .bearer(demo.token())
                .body(body)
                .send();
    }

    private static int patch(DemoDatabase demo, NodeProcess node, String path, String operation) {
        return Http.request("PATCH", demo.scim(node) + path)
                .bearer(demo.token())
                .body("{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[" + operation + "]}")
                .send()
                .status();
    }
}
