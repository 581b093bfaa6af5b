package dev.rollcall.server.pull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.pull.StandIn;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.core.Vertx;
import java.util.Optional;

/** The first provider of this build that is read, played once for all tests; none where there is no such provider. */
public final class ReadProvider {

    /** Nothing listens there. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    private ReadProvider() {}

    /** Begins with the first test that needs it. */
    private static final class Played {

        private static final Optional<StandIn> STAND_IN = adapter()
                .flatMap(Adapter::stage)
                .map(stage -> stage.play(Vertx.vertx(), new Plan(30, 4, "demo.example", 1, 1), 0)
                        .await());
    }

    public static Optional<Adapter> adapter() {
        return Adapters.all().stream()
                .filter(adapter -> adapter.stage().isPresent())
                .findFirst();
    }

    /** For tests that are about nothing else. */
    public static boolean isThere() {
        return adapter().isPresent();
    }

    static StandIn standIn() {
        return Played.STAND_IN.orElseThrow();
    }

    /** What an administrator of it enters. */
    public static ObjectNode settings() {
        return standIn().settings();
    }

    /** For the setting of a gateway. */
    public static String origin() {
        return Played.STAND_IN.map(StandIn::origin).orElse(NOWHERE);
    }

    /** The body that makes a directory of it. */
    public static String directory(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", adapter().orElseThrow().provider())
                .put("name", name)
                .toString();
    }

    /** The body that says how it is read. */
    public static String source() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("settings", standIn().settings());
        return body.toString();
    }
}
