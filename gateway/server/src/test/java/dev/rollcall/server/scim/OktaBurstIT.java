package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.admin.demo.DemoOrganisation;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.simulate.Comparison;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.IdpTransport;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A burst that is refused with 429: an Okta that waits as Okta does finishes all the same. */
final class OktaBurstIT {

    @RegisterExtension
    static final RunningGateway GATEWAY =
            new RunningGateway().with(Settings.LANE_BATCH, "1").with(Settings.LANE_WAITING, "4");

    @Test
    void whoeverWaitsAsToldFinishes() {
        Plan plan = new Plan(40, 2, DemoOrganisation.DOMAIN, 5, 24);
        Score score = new Score();
        Simulator okta = Adapters.of("okta").orElseThrow().simulator().orElseThrow();
        try (HttpWire wire = new HttpWire(GATEWAY.scimUrl("okta"), GATEWAY.credential("okta"), 24, score)) {
            ExpectedState model = okta.run(plan, fiveTimesFaster(wire));
            assertThat(model.differences(Comparison.shown(wire))).isEmpty();
        }
        assertThat(score.statuses()).containsKey(429);
        assertThat(score.surprises()).isEmpty();
    }

    /** Time passes faster than in life: what the gateway asks for in seconds, it gets in fifths of them. */
    private static IdpTransport fiveTimesFaster(IdpTransport wire) {
        return new IdpTransport() {
            @Override
            public Answer send(Request request) {
                Answer answer = wire.send(request);
                if (answer.status() != 429) {
                    return answer;
                }
                assertThat(answer.headers()).containsEntry("retry-after", List.of("5"));
                return new Answer(429, Map.of("retry-after", List.of("1")), answer.body());
            }

            @Override
            public void unexpected(Request request, Answer answer, String why) {
                wire.unexpected(request, answer, why);
            }
        };
    }
}
