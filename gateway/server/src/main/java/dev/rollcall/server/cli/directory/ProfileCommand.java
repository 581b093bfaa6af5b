package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonFile;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.Listing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall profile}: the document that says where a directory's client differs from the RFC. */
@Command(
        name = "profile",
        description = "Show, set or try the profile of a directory's client.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ProfileDiffCommand.class, ProfileSuggestCommand.class},
        mixinStandardHelpOptions = true)
public final class ProfileCommand {

    @Mixin
    private final Output output = new Output();

    @Command(name = "show", description = "Show the profile in force, as JSON.", mixinStandardHelpOptions = true)
    int show(
            @Mixin DirectoryTarget target,
            @Option(names = "--effective", description = "Show it merged with the profile that it extends.")
                    boolean effective) {
        GatewayClient gateway = output.gateway();
        return print(target, gateway.get(profile(target, gateway)), effective ? "effective" : "document");
    }

    @Command(name = "set", description = "Set the profile from a file.", mixinStandardHelpOptions = true)
    int set(
            @Mixin DirectoryTarget target,
            @Parameters(
                            index = "1",
                            paramLabel = "FILE",
                            description = "The profile in JSON, or in YAML (.yaml, .yml).")
                    Path file) {
        JsonNode document = JsonFile.readWithYaml(file);
        GatewayClient gateway = output.gateway();
        return tell(target, gateway.put(profile(target, gateway), document));
    }

    @Command(
            name = "try",
            description =
                    "Read a request without carrying it out: show what each quirk makes of it and what would be done.",
            mixinStandardHelpOptions = true)
    int tryOut(
            @Mixin DirectoryTarget target,
            @Parameters(index = "1", paramLabel = "METHOD", description = "GET, POST, PUT, PATCH or DELETE.")
                    String method,
            @Parameters(
                            index = "2",
                            paramLabel = "PATH",
                            description = "The path with its query, such as " + "/Users/2819c223.")
                    String path,
            @Option(names = "--body", paramLabel = "FILE", description = "The body, in JSON or YAML.") @Nullable
                    Path body,
            @Option(
                            names = "--profile",
                            paramLabel = "FILE",
                            description = "The profile to read it with, in JSON or YAML (default: the one in force).")
                    @Nullable
                    Path file) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        ObjectNode request = wish.putObject("request").put("method", method).put("path", path);
        if (body != null) {
            request.set("body", JsonFile.readWithYaml(body));
        }
        if (file != null) {
            wish.set("profile", JsonFile.readWithYaml(file));
        }
        GatewayClient gateway = output.gateway();
        return printTrial(target, gateway.post(profile(target, gateway) + "/try", wish));
    }

    @Command(name = "versions", description = "List the versions of the profile.", mixinStandardHelpOptions = true)
    int versions(@Mixin DirectoryTarget target, @Mixin PartOptions part) {
        GatewayClient gateway = output.gateway();
        ListPart versions = gateway.part(profile(target, gateway) + "/versions", new Query(), part);
        new Listing()
                .column("NUMBER", "/number")
                .column("SET", "/at")
                .column("BY", "/by")
                .print(output.out(), target.json(), versions);
        return 0;
    }

    @Command(
            name = "rollback",
            description = "Restore a former version of the profile, as a new version.",
            mixinStandardHelpOptions = true)
    int rollBack(
            @Mixin DirectoryTarget target,
            @Parameters(
                            index = "1",
                            paramLabel = "NUMBER",
                            description = "Its number, as rollcall profile versions " + "shows it.")
                    int number) {
        GatewayClient gateway = output.gateway();
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("number", number);
        return tell(target, gateway.post(profile(target, gateway) + "/rollback", wish));
    }

    static String profile(DirectoryTarget target, GatewayClient gateway) {
        return target.path(gateway) + "/profile";
    }

    private int print(DirectoryTarget target, JsonNode profile, String part) {
        PrintWriter out = output.out();
        out.println(target.json() ? profile : profile.path(part).toPrettyString());
        out.flush();
        return 0;
    }

    private int tell(DirectoryTarget target, JsonNode profile) {
        PrintWriter out = output.out();
        if (target.json()) {
            out.println(profile);
        } else {
            String quirks = StreamSupport.stream(profile.path("quirks").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
            out.println("Version " + profile.path("number").asText() + " of the profile is in force. Quirks: "
                    + (quirks.isEmpty() ? "none" : quirks) + ".");
        }
        out.flush();
        return 0;
    }

    private int printTrial(DirectoryTarget target, JsonNode trial) {
        PrintWriter out = output.out();
        if (target.json()) {
            out.println(trial);
        } else {
            for (JsonNode quirk : trial.path("quirks")) {
                out.println(quirk.path("quirk").asText());
                out.println("  saw   " + quirk.path("before"));
                out.println("  made  " + quirk.path("after"));
            }
            trial.path("expressions")
                    .forEach(expression -> out.println(expression.path("place").asText() + " costs at most "
                            + expression.path("cost").asText() + " of "
                            + expression.path("mostCost").asText() + " steps"));
            trial.path("deviations")
                    .forEach(deviation -> out.println("Accepted against the RFC: "
                            + deviation.path("detail").asText()));
            JsonNode refused = trial.path("refused");
            out.println(
                    refused.isObject()
                            ? "Refused with " + refused.path("status").asText() + ": "
                                    + refused.path("detail").asText()
                            : "Read as\n" + trial.path("command").toPrettyString());
        }
        out.flush();
        return 0;
    }
}
