package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way: an IdP as it really speaks, over HTTP, into the database and out as members. */
final class SimulatedIdpTest {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    /** Entra changes its dialect from one request to the next. */
    private static Simulator simulator(Adapter adapter) {
        return adapter.dialects()
                .getOrDefault("alternating", adapter.simulator().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"okta", "entra"})
    void everyAnswerIsWhatTheIdpExpectsAndTheMembersAreThere(String provider) {
        Plan plan = new Plan(40, 4, "demo.example", provider.equals("okta") ? 7 : 8, 8);
        Score score = new Score();
        try (HttpWire wire = new HttpWire(GATEWAY.scimUrl(provider), GATEWAY.credential(provider), 8, score)) {
            simulator(Adapters.of(provider).orElseThrow()).run(plan, wire);
        }
        assertThat(score.surprises()).isEmpty();
        assertThat(score.unanswered()).isZero();

        String members = GATEWAY.url() + "/api/v1/organizations/demo/members?limit=1000&directory="
                + GATEWAY.directory(provider).id();
        JsonNode items = Http.get(members)
                .bearer(GATEWAY.token(new Principal.Scope.Operator()))
                .send()
                .json()
                .path("items");
        assertThat(items).isNotEmpty();
        assertThat(items.findValuesAsText("role")).contains("admin", "member");
        assertThat(items.findValuesAsText("why")).contains("group " + Plan.ADMIN_GROUP);
    }
}
