package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.testkit.postgres.Invariants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Entra changes one group from many sides at once (ENTRA-31): sixteen scripts side by side, through two nodes, each creating users
 * and sending every change of membership twice, as after an answer that got lost.
 */
final class ParallelMembersIT {

    private static final int SCRIPTS = 16;
    private static final int USERS_OF_A_SCRIPT = 12;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void noMemberIsLostAndNoneIsLeftBehind() throws Exception {
        DemoDatabase demo = DemoDatabase.make(folder, "entra");
        try (NodeProcess one = demo.node();
                NodeProcess two = demo.node()) {
            String group = created(demo, one, "/Groups", "{'displayName':'Engineering'}");
            Set<String> model = ConcurrentHashMap.newKeySet();
            List<Callable<Void>> scripts = new ArrayList<>();
            for (int script = 0; script < SCRIPTS; script++) {
                int number = script;
                scripts.add(() -> {
                    play(demo, List.of(one, two), number, group, model);
                    return null;
                });
            }
            all(scripts);

            assertThat(members(demo, one, group)).isEqualTo(model);
            assertThat(members(demo, two, group)).isEqualTo(model);
            assertThat(model).hasSize(SCRIPTS * USERS_OF_A_SCRIPT * 2 / 3);
        }
        assertThat(Invariants.broken(demo.url())).isEmpty();
    }

    /** Every user joins; every third leaves again, every other time in the other dialect. */
    private static void play(DemoDatabase demo, List<NodeProcess> nodes, int script, String group, Set<String> model) {
        for (int i = 0; i < USERS_OF_A_SCRIPT; i++) {
            NodeProcess here = nodes.get((script + i) % 2);
            NodeProcess there = nodes.get((script + i + 1) % 2);
            String user = created(demo, here, "/Users", user("user" + script + "." + i + "@demo.example"));
            twice(
                    demo,
                    here,
                    there,
                    group,
                    "{'op':'Add','path':'members','value':[{'$ref':null,'value':'" + user + "'}]}");
            model.add(user);
            if (i % 3 == 2) {
                twice(demo, there, here, group, i % 2 == 0 ? removal(user) : flaggedRemoval(user));
                model.remove(user);
            }
        }
    }

    private static String user(String name) {
        return "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + name
                + "','active':true,'emails':[{'primary':true,'type':'work','value':'" + name + "'}],'roles':[]}";
    }

    private static String removal(String user) {
        return "{'op':'Remove','path':'members','value':[{'$ref':null,'value':'" + user + "'}]}";
    }

    private static String flaggedRemoval(String user) {
        return "{'op':'remove','path':'members[value eq \\\"" + user + "\\\"]'}";
    }

    private static void twice(DemoDatabase demo, NodeProcess first, NodeProcess again, String group, String operation) {
        for (NodeProcess node : List.of(first, again)) {
            int status = Http.request("PATCH", demo.scim(node) + "/Groups/" + group)
                    .bearer(demo.token())
                    .body("{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[" + operation
                            + "]}")
                    .send()
                    .status();
            assertThat(status).isEqualTo(204);
        }
    }

    private static String created(DemoDatabase demo, NodeProcess node, String path, String body) {
        Http.Answer answer = Http.request("POST", demo.scim(node) + path)
                .bearer(demo.token())
                .body(body)
                .send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private static Set<String> members(DemoDatabase demo, NodeProcess node, String group) {
        Set<String> members = new HashSet<>();
        for (JsonNode member : Http.get(demo.scim(node) + "/Groups/" + group)
                .bearer(demo.token())
                .send()
                .json()
                .path("members")) {
            members.add(member.path("value").asText());
        }
        return members;
    }

    private static void all(List<Callable<Void>> scripts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SCRIPTS);
        try {
            for (Future<Void> script : threads.invokeAll(scripts)) {
                script.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
