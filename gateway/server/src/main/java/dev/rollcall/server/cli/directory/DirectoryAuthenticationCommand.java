package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonFile;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Table;
import dev.rollcall.server.cli.print.Words;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall directory authentication}: how a directory's identity provider may authenticate. */
@Command(
        name = "authentication",
        description = "Show or set how the identity provider may authenticate.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class DirectoryAuthenticationCommand {

    @Mixin
    private final Output output = new Output();

    @Command(
            name = "show",
            description = "Show which authentication methods are allowed, and whose tokens are trusted.",
            mixinStandardHelpOptions = true)
    int show(@Mixin DirectoryTarget target) {
        GatewayClient gateway = output.gateway();
        return print(target, gateway.get(path(target, gateway)));
    }

    @Command(
            name = "set",
            description = "Set which authentication methods are allowed, or which issuers are trusted. What you leave"
                    + " out stays as it is.",
            mixinStandardHelpOptions = true)
    int set(
            @Mixin DirectoryTarget target,
            @Option(
                            names = "--allow",
                            paramLabel = "METHODS",
                            split = ",",
                            converter = Words.LowerCase.class,
                            description = "All methods to allow, separated by commas: token, client_secret,"
                                    + " private_key_jwt, workload_identity, issued_token.")
                    @Nullable
                    List<String> allow,
            @Option(
                            names = "--issuers",
                            paramLabel = "FILE",
                            description = "JSON with the list of all issuers to trust, as shown in"
                                    + " docs/authentication.md.")
                    @Nullable
                    Path issuers) {
        if (allow == null && issuers == null) {
            throw new CommandException("Say what to set: --allow METHODS, --issuers FILE, or both.");
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        if (allow != null) {
            allow.forEach(patch.putArray("allowed")::add);
        }
        if (issuers != null) {
            patch.set("issuers", issuers(issuers));
        }
        GatewayClient gateway = output.gateway();
        return print(target, gateway.patch(path(target, gateway), patch));
    }

    private static String path(DirectoryTarget target, GatewayClient gateway) {
        return target.path(gateway) + "/authentication";
    }

    /** The list itself, or the whole of an authentication as the API shows it. */
    private static JsonNode issuers(Path file) {
        JsonNode read = JsonFile.read(file);
        return read.has("issuers") ? read.path("issuers") : read;
    }

    private int print(DirectoryTarget target, JsonNode found) {
        PrintWriter out = output.out();
        if (target.json()) {
            out.println(found);
        } else {
            out.println("Allowed methods " + texts(found.path("allowed")));
            out.println("Token endpoint  " + found.path("tokenEndpoint").asText());
            if (!found.path("issuers").isEmpty()) {
                Table table = new Table("TRUSTED ISSUER", "FOR", "AUDIENCES", "KEYS", "ID");
                found.path("issuers")
                        .forEach(issuer -> table.row(
                                issuer.path("issuer").asText(),
                                issuer.path("use").asText(),
                                texts(issuer.path("audiences")),
                                issuer.path("jwksUrl").asText("registered here"),
                                issuer.path("id").asText()));
                table.print(out);
            }
        }
        out.flush();
        return 0;
    }

    private static String texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }
}
