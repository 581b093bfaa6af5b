package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonFile;
import dev.rollcall.server.cli.kit.Output;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall profile diff}: what recorded requests would do under another profile. */
@Command(
        name = "diff",
        description = "Compare what the last recorded requests did with what they would do under a profile. Nothing is"
                + " written.",
        mixinStandardHelpOptions = true)
final class ProfileDiffCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryTarget target = new DirectoryTarget();

    @Parameters(index = "1", paramLabel = "FILE", description = "The profile in JSON, or in YAML (.yaml, .yml).")
    private Path file = Path.of("");

    @Option(
            names = "--requests",
            paramLabel = "NUMBER",
            defaultValue = "1000",
            description = "How many of the newest requests to read, at most 1000 (default: 1000).")
    private int requests;

    @Override
    public Integer call() {
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("requests", requests);
        wish.set("profile", JsonFile.readWithYaml(file));
        GatewayClient gateway = output.gateway();
        JsonNode diff = gateway.post(ProfileCommand.profile(target, gateway) + "/diff", wish);
        PrintWriter out = output.out();
        if (target.json()) {
            out.println(diff);
        } else {
            print(diff, out);
        }
        out.flush();
        return 0;
    }

    private static void print(JsonNode diff, PrintWriter out) {
        out.println(diff.path("compared").asText() + " requests were read again; "
                + diff.path("same").asText()
                + " of them would do the same. " + diff.path("notReplayable").asText()
                + " were not recorded in full. Nothing was written.");
        if (diff.path("notCompared").asInt() > 0) {
            out.println("There was not enough time for "
                    + diff.path("notCompared").asText() + " more: choose fewer with --requests.");
        }
        for (JsonNode group : diff.path("groups")) {
            out.println();
            out.println(
                    group.path("count").asText() + " x " + group.path("kind").asText() + ": "
                            + group.path("difference").asText().replace('_', ' ') + " ("
                            + group.path("where").asText() + ")");
            for (JsonNode example : group.path("examples")) {
                out.println("  " + example.at("/request/method").asText() + " "
                        + example.at("/request/path").asText() + "  then "
                        + example.at("/then/status").asText() + ", now "
                        + example.at("/now/status").asText() + "  "
                        + example.at("/request/id").asText());
                String detail = example.at("/now/detail").asText("");
                if (!detail.isEmpty() && !detail.equals("null")) {
                    out.println("    " + detail);
                }
                example.path("differences")
                        .forEach(difference ->
                                out.println("    " + difference.path("path").asText() + ": " + difference.path("then")
                                        + " -> " + difference.path("now")));
            }
        }
    }
}
