package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall profile suggest}: lines of a profile that mend what failed. */
@Command(
        name = "suggest",
        description = "Find lines for a profile that would make failed requests succeed, by trying them on the recorded"
                + " requests. Nothing is written.",
        mixinStandardHelpOptions = true)
final class ProfileSuggestCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryTarget target = new DirectoryTarget();

    @Option(
            names = "--requests",
            paramLabel = "NUMBER",
            defaultValue = "1000",
            description = "How many of the newest requests to read, at most 1000 (default: 1000).")
    private int requests;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the profile with all suggestions, as JSON.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        GatewayClient gateway = output.gateway();
        JsonNode found = gateway.post(
                ProfileCommand.profile(target, gateway) + "/suggest",
                JsonNodeFactory.instance.objectNode().put("requests", requests));
        PrintWriter out = output.out();
        if (target.json()) {
            out.println(found);
        } else {
            print(found, out);
        }
        if (file != null) {
            write(file, found.path("profile").toPrettyString());
        }
        out.flush();
        return 0;
    }

    private static void write(Path file, String profile) {
        try {
            Files.writeString(file, profile + "\n");
        } catch (IOException e) {
            throw new CommandException("The profile cannot be written to " + file + ": " + e.getMessage());
        }
    }

    private static void print(JsonNode found, PrintWriter out) {
        out.println(found.path("requests").asText() + " recorded requests were examined; "
                + found.path("faults").asText() + " times something was refused or left out. Nothing was written.");
        if (!found.path("complete").asBoolean(true)) {
            out.println("There was not enough time to try every line: choose fewer requests with --requests.");
        }
        for (JsonNode suggestion : found.path("suggestions")) {
            out.println();
            out.println(suggestion.path("about").asText() + " It fixes "
                    + suggestion.path("count").asText() + ":");
            out.println("  " + suggestion.path("line"));
            for (JsonNode evidence : suggestion.path("evidence")) {
                JsonNode now = evidence.at("/now/status");
                out.println("  " + evidence.at("/request/method").asText() + " "
                        + evidence.at("/request/path").asText() + "  then "
                        + evidence.at("/then/status").asText()
                        + (now.isMissingNode() ? "" : ", now " + now.asText()) + "  "
                        + evidence.at("/request/id").asText() + "  "
                        + evidence.path("fault").asText());
            }
        }
        for (JsonNode left : found.path("unexplained")) {
            out.println();
            out.println("Nothing was found that helps with "
                    + left.path("count").asText() + " x " + left.path("kind").asText() + ": "
                    + left.path("detail").asText());
        }
    }
}
