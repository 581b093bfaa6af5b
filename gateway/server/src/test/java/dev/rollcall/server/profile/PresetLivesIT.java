package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.adapters.custom.CustomAdapter;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.simulate.Comparison;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every client that is offered by name leads users and groups through a life: nothing unexpected, and an equal model at the end. A
 * second run finds what the first one left.
 *
 * <p>{@code -Drollcall.preset.users=500 -Drollcall.preset.groups=20} plays larger companies.
 */
final class PresetLivesIT {

    private static final int USERS = Integer.getInteger("rollcall.preset.users", 25);
    private static final int GROUPS = Integer.getInteger("rollcall.preset.groups", 4);

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    static Stream<Adapter> clients() {
        return Stream.concat(Stream.of(new CustomAdapter()), CustomAdapter.presets().stream());
    }

    static Stream<String> names() {
        return clients().map(Adapter::provider);
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName(
            "B7: the simulator of each preset plays a life of users and groups, and the models are equal at the end")
    void theLifeOfACompany(String name) {
        Adapter adapter =
                clients().filter(one -> one.provider().equals(name)).findFirst().orElseThrow();
        CustomClient directory = new CustomClient(GATEWAY, name);
        Simulator simulator = adapter.simulator().orElseThrow();
        Plan plan = new Plan(USERS, GROUPS, "demo.example", 7, 4);
        Score score = new Score();
        try (HttpWire wire = new HttpWire(directory.base(), directory.token(), plan.concurrency(), score)) {
            ExpectedState model = simulator.run(plan, wire);
            assertThat(score.surprises()).as(name).isEmpty();
            assertThat(model.users()).hasSize(USERS).containsValue(false);
            assertThat(score.requests()).isLessThanOrEqualTo(simulator.estimate(plan));
            assertThat(model.differences(shown(directory))).as(name).isEmpty();
        }
    }

    /** By a client of its own that keeps to the RFC: the directory's counts pages as its profile says. */
    private static ExpectedState shown(CustomClient directory) {
        directory.profile("{'extends':'custom'}");
        try (HttpWire wire = new HttpWire(directory.base(), directory.token(), 1, new Score())) {
            return Comparison.shown(wire);
        }
    }
}
