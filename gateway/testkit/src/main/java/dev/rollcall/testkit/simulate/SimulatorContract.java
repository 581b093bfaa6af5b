package dev.rollcall.testkit.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.IdpTransport;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The tests that every simulator has to pass, whatever the plan. */
public final class SimulatorContract {

    private static final List<Plan> PLANS = List.of(
            new Plan(1, 0, "example.com", 1, 1),
            new Plan(1, 1, "example.com", 2, 1),
            new Plan(3, 2, "example.com", 3, 2),
            new Plan(120, 7, "example.com", 4, 4));

    private SimulatorContract() {}

    /** The tests, for a {@code @TestFactory}. */
    public static Stream<DynamicTest> of(Simulator simulator, Adapter adapter) {
        return PLANS.stream()
                .flatMap(plan -> Stream.of(
                        DynamicTest.dynamicTest("two runs of " + plan, () -> twoRuns(simulator, adapter, plan)),
                        DynamicTest.dynamicTest(
                                "lost answers in " + plan, () -> lostAnswers(simulator, adapter, plan))));
    }

    private static void twoRuns(Simulator simulator, Adapter adapter, Plan plan) {
        MemoryGateway gateway = new MemoryGateway(adapter);
        ExpectedState standing = simulator.run(plan, gateway);
        assertThat(gateway.complaints()).isEmpty();
        assertThat(standing(gateway)).isEqualTo(standing);
        assertThat(simulator.estimate(plan))
                .isGreaterThanOrEqualTo(gateway.requests().size());

        Map<String, ?> groups = groups(gateway);
        int first = gateway.requests().size();
        assertThat(simulator.run(plan, gateway)).isEqualTo(standing);
        assertThat(gateway.complaints()).isEmpty();
        assertThat(standing(gateway)).isEqualTo(standing);
        assertThat(groups(gateway)).isEqualTo(groups);
        assertThat(simulator.estimate(plan))
                .isBetween(
                        gateway.requests().size() - first, (gateway.requests().size() - first) * 6 / 5);
    }

    private static void lostAnswers(Simulator simulator, Adapter adapter, Plan plan) {
        MemoryGateway gateway = new MemoryGateway(adapter);
        ExpectedState standing = simulator.run(plan, losingAnswers(gateway, Math.max(3, simulator.estimate(plan) / 5)));
        assertThat(gateway.complaints()).isEmpty();
        assertThat(standing(gateway)).isEqualTo(standing);
    }

    /** Every so often the answer gets lost on its way back, or the gateway asks to come again at once. */
    private static IdpTransport losingAnswers(MemoryGateway gateway, int every) {
        AtomicInteger sent = new AtomicInteger();
        return new IdpTransport() {
            @Override
            public Answer send(Request request) {
                int number = sent.incrementAndGet();
                if (number % every == every / 2) {
                    return new Answer(429, Map.of("retry-after", List.of("0")), "");
                }
                Answer answer = gateway.send(request);
                if (number % every == 0) {
                    throw new WireException("the connection was reset", new IOException("reset"));
                }
                return answer;
            }

            @Override
            public void unexpected(Request request, Answer answer, String why) {
                gateway.unexpected(request, answer, why);
            }
        };
    }

    /** The groups with the values of their members sorted: a client that adds members side by side leaves them in any order. */
    private static Map<String, List<Object>> groups(MemoryGateway gateway) {
        Map<String, List<Object>> groups = new TreeMap<>();
        gateway.resources(CoreTypes.GROUP).forEach((id, group) -> {
            List<String> members = new ArrayList<>(group.path("members").findValuesAsText("value"));
            Collections.sort(members);
            groups.put(id, List.of(group.deepCopy().without("members"), members));
        });
        return groups;
    }

    private static ExpectedState standing(MemoryGateway gateway) {
        Map<String, ObjectNode> users = gateway.resources(CoreTypes.USER);
        Map<String, Boolean> active = new TreeMap<>();
        users.values()
                .forEach(user -> active.put(
                        user.path("userName").asText(), user.path("active").asBoolean()));
        Map<String, Set<String>> groups = new TreeMap<>();
        gateway.resources(CoreTypes.GROUP)
                .values()
                .forEach(group -> groups.put(
                        group.path("displayName").asText(),
                        group.path("members").findValuesAsText("value").stream()
                                .map(id -> Objects.requireNonNull(users.get(id))
                                        .path("userName")
                                        .asText())
                                .collect(Collectors.toSet())));
        return new ExpectedState(active, groups);
    }
}
