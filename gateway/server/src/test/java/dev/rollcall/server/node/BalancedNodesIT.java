package dev.rollcall.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.simulate.Comparison;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.IdpTransport;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.testkit.balancer.Balancer;
import dev.rollcall.testkit.postgres.Invariants;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several nodes behind a balancer take the traffic of one identity provider, and lose one of them on the way. */
final class BalancedNodesIT {

    private static final int CONCURRENCY = 8;

    @TempDir
    private Path folder = Path.of("");

    /** At one of the answers something else happens beside the traffic. */
    private static final class Turning implements IdpTransport {

        private final IdpTransport wire;
        private final int at;
        private final Runnable event;
        private final AtomicInteger answers = new AtomicInteger();
        private volatile CompletableFuture<Void> happening = new CompletableFuture<>();

        Turning(IdpTransport wire, int at, Runnable event) {
            this.wire = wire;
            this.at = at;
            this.event = event;
        }

        @Override
        public Answer send(Request request) {
            Answer answer = wire.send(request);
            if (answers.incrementAndGet() == at) {
                happening = CompletableFuture.runAsync(event);
            }
            return answer;
        }

        @Override
        public void unexpected(Request request, Answer answer, String why) {
            wire.unexpected(request, answer, why);
        }
    }

    @ParameterizedTest
    @DisplayName(
            "One of several nodes is stopped or killed midway, and the directory ends equal to the provider's model")
    @CsvSource({"2, okta, stopped", "4, entra, stopped", "2, okta, killed"})
    void oneNodeLess(int count, String provider, String end) {
        DemoDatabase demo = DemoDatabase.make(folder, provider);
        Simulator simulator = Adapters.of(provider).orElseThrow().simulator().orElseThrow();
        Plan plan = new Plan(200, 5, "demo.example", 11, CONCURRENCY);
        Score score = new Score();
        List<NodeProcess> processes = new ArrayList<>();
        List<Balancer.Node> nodes = new ArrayList<>();
        try (Balancer balancer = new Balancer()) {
            for (int i = 0; i < count; i++) {
                NodeProcess process = demo.nodeBehind(balancer.url());
                processes.add(process);
                nodes.add(balancer.join(process.url(), process.readiness()));
            }
            NodeProcess first = processes.get(0);
            String base = balancer.url() + "/scim/v2/" + demo.directory().id();
            try (HttpWire wire = new HttpWire(base, demo.token(), CONCURRENCY, score)) {
                Turning turning = new Turning(wire, 300, end.equals("killed") ? first::kill : first::close);
                ExpectedState model = simulator.run(plan, turning);
                turning.happening.join();
                long ofTheFirst = nodes.get(0).served();
                assertThat(model.differences(Comparison.shown(wire))).isEmpty();
                assertThat(nodes.get(0).served()).as("it serves no more").isEqualTo(ofTheFirst);
            }
            assertThat(score.surprises()).isEmpty();
            assertThat(score.statuses().keySet()).allMatch(status -> status < 500 || status == 503);
            assertThat(nodes).allSatisfy(node -> assertThat(node.served()).isGreaterThan(50));
            if (end.equals("stopped")) {
                assertThat(score.unanswered())
                        .as("a node that stops drops no request")
                        .isZero();
                assertThat(score.statuses()).doesNotContainKey(503);
            }
        } finally {
            processes.forEach(NodeProcess::close);
        }
        assertThat(Invariants.broken(demo.url())).isEmpty();
    }
}
