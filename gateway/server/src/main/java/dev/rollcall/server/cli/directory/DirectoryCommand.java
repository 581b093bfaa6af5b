package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Listing;
import dev.rollcall.server.cli.print.Words;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall directory}: an organisation's connections to identity providers. */
@Command(
        name = "directory",
        description = "Make, set up, preview, activate and end directories.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            DirectoryState.StartPreview.class,
            DirectoryState.Activate.class,
            DirectoryState.TakeOver.class,
            DirectoryState.Pause.class,
            DirectoryState.Resume.class,
            DirectoryState.Deactivate.class,
            DirectoryHealthCommand.class,
            DirectoryAuthenticationCommand.class,
            DirectoryGuardCommand.class,
            DirectorySchemaCommand.class
        })
public final class DirectoryCommand {

    @Mixin
    private final Output output = new Output();

    @Command(
            name = "providers",
            description = "List the identity providers that can be connected.",
            mixinStandardHelpOptions = true)
    int providers(@Mixin JsonOption json) {
        JsonNode items = output.gateway().get("/api/v1/providers").path("items");
        new Listing()
                .column("PROVIDER", "/id")
                .column("NAME", "/name")
                .column("AVAILABLE", "/notYet", "yes")
                .print(output.out(), json.wanted(), items);
        return 0;
    }

    @Command(name = "list", description = "List the directories of an organisation.", mixinStandardHelpOptions = true)
    int list(@Mixin OrganisationOption organisation, @Mixin JsonOption json) {
        JsonNode items =
                output.gateway().get(organisation.path() + "/directories").path("items");
        directories().print(output.out(), json.wanted(), items);
        return 0;
    }

    @Command(
            name = "show",
            description = "Show one directory, and what it still needs to go live.",
            mixinStandardHelpOptions = true)
    int show(@Mixin DirectoryTarget target) {
        GatewayClient gateway = output.gateway();
        return show(target.json(), gateway.get(target.path(gateway)));
    }

    @Command(name = "create", description = "Create a directory as a draft.", mixinStandardHelpOptions = true)
    int create(
            @Parameters(
                            paramLabel = "PROVIDER",
                            converter = Words.LowerCase.class,
                            description = "One of the providers that rollcall directory providers lists.")
                    String provider,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "The name that administrators see (default: the provider's name).")
                    @Nullable
                    String name,
            @Mixin OrganisationOption organisation,
            @Mixin JsonOption json) {
        ObjectNode wish =
                JsonNodeFactory.instance.objectNode().put("provider", provider).put("name", name);
        return show(json.wanted(), output.gateway().post(organisation.path() + "/directories", wish));
    }

    @Command(
            name = "set",
            description = "Change settings of a directory; its users and groups stay.",
            mixinStandardHelpOptions = true)
    int set(
            @Mixin DirectoryTarget target,
            @Option(names = "--name", paramLabel = "NAME", description = "The name that administrators see.") @Nullable
                    String name,
            @Option(
                            names = "--provider",
                            paramLabel = "PROVIDER",
                            converter = Words.LowerCase.class,
                            description = "The identity provider, as directory providers lists it.")
                    @Nullable
                    String provider,
            @Option(
                            names = "--mode",
                            paramLabel = "MODE",
                            converter = Words.LowerCase.class,
                            description = "How strictly its requests are read: tolerant or strict.")
                    @Nullable
                    String mode,
            @Option(
                            names = "--disable-quirks",
                            paramLabel = "QUIRKS",
                            description = "Names of quirks to switch off, separated by commas; empty to switch all on.")
                    @Nullable
                    String disabled) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        put(patch, "name", name);
        put(patch, "provider", provider);
        put(patch, "mode", mode);
        if (disabled != null) {
            ArrayNode quirks = patch.putArray("disabledQuirks");
            Arrays.stream(disabled.split(",", -1))
                    .map(String::strip)
                    .filter(quirk -> !quirk.isEmpty())
                    .forEach(quirks::add);
        }
        GatewayClient gateway = output.gateway();
        return show(target.json(), gateway.patch(target.path(gateway), patch));
    }

    private static void put(ObjectNode patch, String field, @Nullable String value) {
        if (value != null) {
            patch.put(field, value);
        }
    }

    @Command(
            name = "delete",
            description = "Delete a draft, with everything that was sent to it.",
            mixinStandardHelpOptions = true)
    int delete(@Mixin DirectoryTarget target) {
        GatewayClient gateway = output.gateway();
        JsonNode found = target.find(gateway);
        gateway.delete(target.path(gateway));
        if (!target.json()) {
            output.out().println("Deleted " + found.path("name").asText() + ".");
            output.out().flush();
        }
        return 0;
    }

    @Command(
            name = "activations",
            description = "List the periods during which a directory was " + "live.",
            mixinStandardHelpOptions = true)
    int activations(@Mixin DirectoryTarget target) {
        GatewayClient gateway = output.gateway();
        List<JsonNode> items = gateway.all(target.path(gateway) + "/activations");
        new Listing()
                .column("ACTIVATION", "/id")
                .column("STARTED", "/started")
                .column("ENDED", "/ended", "runs")
                .column("UNDONE", "/undone", "no")
                .print(output.out(), target.json(), items);
        return 0;
    }

    @Command(
            name = "groups",
            description = "List the groups of a directory and the roles that they give.",
            mixinStandardHelpOptions = true)
    int groups(@Mixin DirectoryTarget target) {
        GatewayClient gateway = output.gateway();
        List<JsonNode> items = gateway.all(target.path(gateway) + "/groups");
        new Listing()
                .column("GROUP", "/displayName")
                .column("MEMBERS", "/members")
                .column("GIVES", "/assignment/role", "nothing")
                .column("ID", "/id")
                .print(output.out(), target.json(), items);
        return 0;
    }

    private int show(boolean json, JsonNode directory) {
        PrintWriter out = output.out();
        if (json) {
            out.println(directory);
        } else {
            directories().printTable(out, List.of(directory));
            out.println("SCIM base URL: " + directory.path("scimUrl").asText());
            sentences(directory, "missing").forEach(text -> out.println("To go live: " + text));
            sentences(directory, "warnings").forEach(text -> out.println("Warning: " + text));
        }
        out.flush();
        return 0;
    }

    private static List<String> sentences(JsonNode directory, String field) {
        return StreamSupport.stream(directory.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Listing directories() {
        return new Listing()
                .column("DIRECTORY", "/name")
                .column("PROVIDER", "/provider")
                .column("STATE", "/state")
                .column("MODE", "/mode")
                .column("DEFAULT ROLE", "/defaultRole", "no access")
                .column("ID", "/id");
    }
}
