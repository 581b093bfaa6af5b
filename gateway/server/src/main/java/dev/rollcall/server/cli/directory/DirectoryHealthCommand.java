package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Output;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall directory health}: the health of a directory, from what was seen of its provider. */
@Command(
        name = "health",
        description = "Show the health of a directory: when its provider was last heard from, and what that means.")
final class DirectoryHealthCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryTarget target = new DirectoryTarget();

    @Override
    public Integer call() {
        GatewayClient gateway = output.gateway();
        JsonNode health = gateway.get(target.path(gateway) + "/health");
        PrintWriter out = output.out();
        if (target.json()) {
            out.println(health);
        } else {
            out.println(health.path("state").asText() + ": "
                    + health.path("message").asText());
            out.println("  last connection test  " + health.path("lastProbe").asText("none"));
            out.println("  last request          " + health.path("lastRequest").asText("none"));
            out.println("  last change           " + health.path("lastChange").asText("none"));
            if (health.path("nextCycle").isTextual()) {
                out.println(
                        "  expected next         " + health.path("nextCycle").asText());
            }
            if (health.path("lastFailure").isObject()) {
                out.println("  last failure          "
                        + health.at("/lastFailure/at").asText() + " ("
                        + health.at("/lastFailure/kind").asText() + "), request "
                        + health.at("/lastFailure/request").asText());
            }
            for (JsonNode one : health.path("deviations")) {
                out.println(
                        "  " + (one.path("leftOut").asBoolean() ? "left out              " : "read anyway           ")
                                + one.path("count").asText() + " x "
                                + one.path("rule").asText() + ", last in request "
                                + one.path("lastRequest").asText() + ": "
                                + one.path("detail").asText());
            }
        }
        out.flush();
        return 0;
    }
}
