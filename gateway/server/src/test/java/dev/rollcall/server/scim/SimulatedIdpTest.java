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
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import dev.rollcall.spi.simulate.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way: an IdP as it really speaks, over HTTP, into the database and out as members. */
final class SimulatedIdpTest {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    /** Entra changes its dialect from one request to the next; the second tenant of Okta takes over what the first one left. */
    @ParameterizedTest
    @CsvSource({"okta, oin", "okta, aiw", "entra, alternating"})
    void everyAnswerIsWhatTheIdpExpectsAndAllIsAsInItsOwnModel(String provider, String dialect) {
        Plan plan = new Plan(120, 5, "demo.example", 7, 8);
        Score score = new Score();
        try (HttpWire wire = new HttpWire(GATEWAY.scimUrl(provider), GATEWAY.credential(provider), 8, score)) {
            Simulator simulator = Objects.requireNonNull(
                    Adapters.of(provider).orElseThrow().dialects().get(dialect));
            Standing model = simulator.run(plan, wire);
            assertThat(model.differences(Comparison.shown(wire))).isEmpty();
            assertThat(Comparison.ofMembers(model, members(provider))).isEmpty();
        }
        assertThat(score.surprises()).isEmpty();
        assertThat(score.unanswered()).isZero();
        assertThat(members(provider))
                .extracting(member -> member.path("why").asText())
                .contains("group " + Plan.ADMIN_GROUP);
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
