package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonFile;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Listing;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollcall directory schema}: the schemas that a directory has in addition to the standard ones. */
@Command(
        name = "schema",
        description = "Show or set a directory's own schemas.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class DirectorySchemaCommand {

    @Mixin
    private final Output output = new Output();

    @Command(name = "list", description = "List the directory's own schemas.", mixinStandardHelpOptions = true)
    int list(@Mixin DirectoryTarget target) {
        GatewayClient gateway = output.gateway();
        return print(target, gateway.get(schemas(target, gateway)).path("items"));
    }

    @Command(
            name = "put",
            description = "Store a schema; it replaces one with the same URN.",
            mixinStandardHelpOptions = true)
    int put(
            @Mixin DirectoryTarget target,
            @Parameters(index = "1", paramLabel = "FILE", description = "JSON with the definition and its id.")
                    Path file) {
        JsonNode definition = JsonFile.read(file);
        GatewayClient gateway = output.gateway();
        String path = schemas(target, gateway) + "/"
                + GatewayClient.encoded(definition.path("id").asText());
        return show(target, gateway.put(path, definition));
    }

    @Command(
            name = "delete",
            description = "Delete a schema; its values stay stored and are no longer shown.",
            mixinStandardHelpOptions = true)
    int delete(
            @Mixin DirectoryTarget target,
            @Parameters(index = "1", paramLabel = "URN", description = "The schema's id.") String urn) {
        GatewayClient gateway = output.gateway();
        return show(target, gateway.delete(schemas(target, gateway) + "/" + GatewayClient.encoded(urn)));
    }

    private static String schemas(DirectoryTarget target, GatewayClient gateway) {
        return target.path(gateway) + "/schemas";
    }

    private int show(DirectoryTarget target, JsonNode schema) {
        if (!target.json()) {
            return print(target, List.of(schema));
        }
        output.out().println(schema);
        output.out().flush();
        return 0;
    }

    private int print(DirectoryTarget target, Iterable<JsonNode> schemas) {
        new Listing()
                .column("SCHEMA", "/id")
                .column("OF", "/resourceType")
                .column("REQUIRED", schema -> schema.path("required").asBoolean() ? "yes" : "no")
                .column(
                        "ATTRIBUTES",
                        schema -> Integer.toString(schema.path("attributes").size()))
                .column("RESOURCES WITH VALUES", "/resourcesWithValues", "-")
                .print(output.out(), target.json(), schemas);
        return 0;
    }
}
