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
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.FaultyTransport;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way: an IdP as it really speaks, over HTTP, into the database and out as members. */
final class SimulatedIdpIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    /** A gateway of its own for tenants on whose way one request in thirty goes wrong. */
    @RegisterExtension
    static final RunningGateway FAR_AWAY = new RunningGateway();

    /** A gateway that has seen a larger tenant. */
    @RegisterExtension
    static final RunningGateway FORMER = new RunningGateway();

    /** Of two tenants of one provider the second takes over what the first one left. */
    @ParameterizedTest
    @CsvSource({"okta, oin", "okta, aiw", "entra, default", "entra, aadOptscim062020"})
    void everyAnswerIsWhatTheIdpExpectsAndAllIsAsInItsOwnModel(String provider, String dialect) {
        play(provider, dialect, GATEWAY, 0);
    }

    @ParameterizedTest
    @CsvSource({"okta, oin", "entra, alternating"})
    void whatGoesWrongOnTheWayLeavesNoTrace(String provider, String dialect) {
        play(provider, dialect, FAR_AWAY, 0.03);
    }

    /** W20: what a larger tenant left on the gateway is no difference to the model of a smaller one. */
    @ParameterizedTest
    @CsvSource({"okta, oin", "entra, default"})
    void aSmallerTenantAfterALargerOneEndsEqual(String provider, String dialect) {
        Simulator simulator = Objects.requireNonNull(
                Adapters.of(provider).orElseThrow().dialects().get(dialect));
        for (int users : new int[] {60, 20}) {
            Score score = new Score();
            try (HttpWire wire = new HttpWire(FORMER.scimUrl(provider), FORMER.credential(provider), 8, score)) {
                ExpectedState model = simulator.run(new Plan(users, 4, "demo.example", 3, 8), wire);
                assertThat(model.differences(Comparison.among(Comparison.shown(wire), model)))
                        .isEmpty();
            }
            assertThat(score.surprises()).isEmpty();
        }
    }

    private static void play(String provider, String dialect, RunningGateway gateway, double faults) {
        Plan plan = new Plan(120, 5, "demo.example", 7, 8);
        Score score = new Score();
        try (HttpWire wire = new HttpWire(gateway.scimUrl(provider), gateway.credential(provider), 8, score)) {
            Simulator simulator = Objects.requireNonNull(
                    Adapters.of(provider).orElseThrow().dialects().get(dialect));
            ExpectedState model = simulator.run(plan, new FaultyTransport(wire, faults, plan.seed()));
            assertThat(model.differences(Comparison.shown(wire))).isEmpty();
            assertThat(Comparison.ofMembers(model, members(provider, gateway))).isEmpty();
        }
        assertThat(score.surprises()).isEmpty();
        assertThat(score.unanswered()).isZero();
        assertThat(members(provider, gateway))
                .extracting(member -> member.path("why").asText())
                .contains("group " + Plan.ADMIN_GROUP);
    }

    private static List<JsonNode> members(String provider, RunningGateway gateway) {
        List<JsonNode> members = new ArrayList<>();
        Http.get(gateway.url() + "/api/v1/organizations/demo/members?limit=1000&directory="
                        + gateway.directory(provider).id())
                .bearer(gateway.token(new Principal.Scope.Operator()))
                .send()
                .json()
                .path("items")
                .forEach(members::add);
        return members;
    }
}
