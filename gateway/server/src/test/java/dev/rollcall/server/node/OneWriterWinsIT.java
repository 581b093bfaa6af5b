package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.conformance.FinePrint;
import dev.rollcall.testkit.postgres.Invariants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty clients that have read the same version write at once, through two gateway processes (RFC 7644 section 3.14). */
final class OneWriterWinsIT {

    private static final int WRITERS = 50;
    private static final int ROUNDS = 5;

    @TempDir
    private Path folder = Path.of("");

    @FinePrint(60)
    @Test
    void ofWritersWithTheSameIfMatchExactlyOneIsLetThrough() throws Exception {
        DemoDatabase demo = DemoDatabase.make(folder);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try (NodeProcess one = demo.node();
                NodeProcess two = demo.node()) {
            Race race = new Race(demo, List.of(one, two), threads);
            String user = race.create("/Users", "{'userName':'ada@demo.example','displayName':'made'}");
            String group = race.create("/Groups", "{'displayName':'made'}");
            for (int round = 0; round < ROUNDS; round++) {
                race.run(user, "PATCH", OneWriterWinsIT::patch);
                race.run(user, "PUT", name -> "{'userName':'ada@demo.example','displayName':'" + name + "'}");
                race.run(group, "PATCH", OneWriterWinsIT::patch);
                race.run(group, "PUT", name -> "{'displayName':'" + name + "'}");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Invariants.broken(demo.url())).isEmpty();
    }

    private static String patch(String name) {
        return "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[{'op':'replace',"
                + "'path':'displayName','value':'" + name + "'}]}";
    }

    /** The body that gives the resource this displayName. */
    @FunctionalInterface
    private interface Body {
        String naming(String displayName);
    }

    private record Race(DemoDatabase demo, List<NodeProcess> nodes, ExecutorService threads) {

        String create(String endpoint, String body) {
            JsonNode made = send("POST", nodes.get(0), endpoint, "", body).json();
            return endpoint + "/" + made.path("id").asText();
        }

        void run(String path, String method, Body body) throws Exception {
            String tag = read(path).header("ETag");
            CyclicBarrier start = new CyclicBarrier(WRITERS);
            List<Callable<Answer>> writes = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                NodeProcess node = nodes.get(i % nodes.size());
                String name = method + " of writer " + i + " over " + tag.replaceAll("\\D", "");
                writes.add(() -> {
                    start.await();
                    return send(method, node, path + "?attributes=displayName", tag, body.naming(name));
                });
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(writes)) {
                answers.add(answer.get());
            }
            List<Answer> won = answers.stream().filter(it -> it.status() == 200).toList();
            assertThat(answers).extracting(Answer::status).containsOnly(200, 412);
            assertThat(won).hasSize(1);

            Answer now = read(path);
            assertThat(now.header("ETag")).isEqualTo(won.get(0).header("ETag")).isNotEqualTo(tag);
            assertThat(now.json().path("displayName"))
                    .isEqualTo(won.get(0).json().path("displayName"));
        }

        private Answer read(String path) {
            return Http.get(demo.scim(nodes.get(1)) + path).bearer(demo.token()).send();
        }

        private Answer send(String method, NodeProcess node, String path, String ifMatch, String body) {
            Http request = Http.request(method, demo.scim(node) + path).bearer(demo.token());
            return (ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch))
                    .body(body)
                    .send();
        }
    }
}
