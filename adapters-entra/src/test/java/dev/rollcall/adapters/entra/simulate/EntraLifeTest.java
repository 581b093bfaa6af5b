package dev.rollcall.adapters.entra.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.adapters.entra.EntraAdapter;
import dev.rollcall.spi.simulate.FaultyTransport;
import dev.rollcall.spi.simulate.IdpTransport;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.testkit.simulate.MemoryGateway;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a tenant on a wire where things go wrong, and before gateways that do not what they say. */
final class EntraLifeTest {

    private static final Plan PLAN = new Plan(60, 5, "example.com", 11, 4);

    private final MemoryGateway gateway = new MemoryGateway(new EntraAdapter());

    @ParameterizedTest
    @EnumSource
    void whatGoesWrongOnTheWayIsToldAgainLater(EntraDialect dialect) {
        FaultyTransport wire = new FaultyTransport(gateway, 0.05, 7);
        new EntraSimulator(dialect).run(PLAN, wire);
        assertThat(wire.faults()).isGreaterThan(20);
        assertThat(gateway.complaints()).isEmpty();
    }

    @Test
    void aGatewayThatFailsTooOftenPutsTheJobIntoQuarantine() {
        AtomicInteger posts = new AtomicInteger();
        new EntraSimulator(EntraDialect.DEFAULT)
                .run(
                        PLAN,
                        answering(request -> request.method().equals("POST") && posts.incrementAndGet() % 2 == 0, 400));
        assertThat(gateway.complaints()).anyMatch(complaint -> complaint.contains("quarantine: "));
    }

    @Test
    void aProbeThatIsAnsweredWithNotFoundStopsTheJob() {
        new EntraSimulator(EntraDialect.DEFAULT)
                .run(PLAN, answering(request -> request.target().startsWith("/Users?filter=userName"), 404));
        assertThat(gateway.complaints())
                .isNotEmpty()
                .allMatch(complaint -> complaint.contains("404") || complaint.contains("in escrow for 28 days"));
        assertThat(gateway.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void aMemberWhoIsLostIsFoundOut() {
        AtomicInteger changes = new AtomicInteger();
        new EntraSimulator(EntraDialect.DEFAULT)
                .run(
                        PLAN,
                        answering(
                                request -> request.target().startsWith("/Groups/")
                                        && request.method().equals("PATCH")
                                        && changes.incrementAndGet() == 1,
                                204));
        assertThat(gateway.complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("a member is missing"));
    }

    @Test
    void aDeactivationThatIsSwallowedIsFoundOut() {
        new EntraSimulator(EntraDialect.DEFAULT)
                .run(PLAN, answering(request -> String.valueOf(request.body()).contains("\"False\""), 204));
        assertThat(gateway.complaints()).anyMatch(complaint -> complaint.contains("active is otherwise than told"));
    }

    /** The gateway, but for requests that are answered so without being carried out. */
    private IdpTransport answering(Predicate<IdpTransport.Request> which, int status) {
        return new IdpTransport() {
            @Override
            public Answer send(Request request) {
                return which.test(request) ? new Answer(status, Map.of(), "") : gateway.send(request);
            }

            @Override
            public void unexpected(Request request, Answer answer, String why) {
                gateway.unexpected(request, answer, why);
            }
        };
    }
}
