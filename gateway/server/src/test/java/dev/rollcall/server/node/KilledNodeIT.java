package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.testkit.postgres.Invariants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 in the middle of a run: what was answered with success is there, and the rest can be repeated (R24). */
final class KilledNodeIT {

    private static final int CONCURRENCY = 16;

    @TempDir
    private Path folder = Path.of("");

    /** Killed during the creation of users, and later when groups are filled. */
    @ParameterizedTest
    @ValueSource(ints = {300, 640})
    void nothingThatWasAnsweredIsLost(int answersBeforeTheKill) {
        DemoDatabase demo = DemoDatabase.make(folder);
        Simulator okta = Adapters.of("okta").orElseThrow().simulator().orElseThrow();
        Plan plan = new Plan(300, 5, "demo.example", 11, CONCURRENCY);
        Acknowledged acknowledged;
        try (NodeProcess node = demo.node();
                HttpWire wire = new HttpWire(demo.scim(node), demo.token(), CONCURRENCY, new Score())) {
            acknowledged = new Acknowledged(wire, answersBeforeTheKill, node::kill);
            Acknowledged doomed = acknowledged;
            assertThat(catchThrowable(() -> okta.run(plan, doomed)))
                    .as("the run was cut off")
                    .isNotNull();
        }
        assertThat(acknowledged.users()).isNotEmpty();
        assertThat(Invariants.broken(demo.url())).isEmpty();

        try (NodeProcess node = demo.node()) {
            for (String id : acknowledged.users()) {
                assertThat(get(demo, node, "/Users/" + id).status())
                        .as("user " + id)
                        .isEqualTo(200);
            }
            acknowledged
                    .members()
                    .forEach((group, members) -> assertThat(membersOf(demo, node, group))
                            .as("members of " + group)
                            .containsAll(members));

            Score score = new Score();
            try (HttpWire wire = new HttpWire(demo.scim(node), demo.token(), CONCURRENCY, score)) {
                okta.run(plan, wire);
            }
            assertThat(score.surprises()).as("the IdP repeats its run").isEmpty();
        }
        assertThat(Invariants.broken(demo.url())).isEmpty();
    }

    private static Set<String> membersOf(DemoDatabase demo, NodeProcess node, String group) {
        Set<String> members = new HashSet<>();
        List<JsonNode> listed = new ArrayList<>();
        get(demo, node, "/Groups/" + group).json().path("members").forEach(listed::add);
        listed.forEach(member -> members.add(member.path("value").asText()));
        return members;
    }

    private static Http.Answer get(DemoDatabase demo, NodeProcess node, String path) {
        return Http.get(demo.scim(node) + path).bearer(demo.token()).send();
    }
}
