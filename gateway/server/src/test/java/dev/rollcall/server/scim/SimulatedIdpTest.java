package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.simulate.Comparison;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.simulate.FaultyWire;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.spi.simulate.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way: an IdP as it really speaks, over HTTP, into the database and out as members. */
final class SimulatedIdpTest {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final Map<String, String> CREDENTIALS = new HashMap<>();

    /** Each tenant takes over what the one before it left; on the way of some, one request in thirty goes wrong. */
    @ParameterizedTest
    @CsvSource({
        "okta, oin, 0",
        "okta, aiw, 0",
        "entra, default, 0",
        "entra, aadOptscim062020, 0.03",
        "entra, alternating, 0",
        "entra, alternating, 0.03"
    })
    void everyAnswerIsWhatTheIdpExpectsAndAllIsAsInItsOwnModel(String provider, String dialect, double faults) {
        Plan plan = new Plan(120, 5, "demo.example", 7, 8);
        Score score = new Score();
        try (HttpWire wire = new HttpWire(GATEWAY.scimUrl(provider), credential(provider), 8, score)) {
            Simulator simulator = Objects.requireNonNull(
                    Adapters.of(provider).orElseThrow().dialects().get(dialect));
            Standing model = simulator.run(plan, new FaultyWire(wire, faults, plan.seed()));
            assertThat(model.differences(Comparison.shown(wire))).isEmpty();
            assertThat(Comparison.ofMembers(model, members(provider))).isEmpty();
        }
        assertThat(score.surprises()).isEmpty();
        assertThat(score.unanswered()).isZero();
        assertThat(members(provider))
                .extracting(member -> member.path("why").asText())
                .contains("group " + Plan.ADMIN_GROUP);
    }

    /** No more than two can be valid at once. */
    private static String credential(String provider) {
        return CREDENTIALS.computeIfAbsent(provider, GATEWAY::credential);
    }

    private static List<JsonNode> members(String provider) {
        List<JsonNode> members = new ArrayList<>();
        Http.get(GATEWAY.url() + "/api/v1/organizations/demo/members?limit=1000&directory="
                        + GATEWAY.directory(provider).id())
                .bearer(GATEWAY.token(new Principal.Scope.Operator()))
                .send()
                .json()
                .path("items")
                .forEach(members::add);
        return members;
    }
}
