package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Listing;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall role defined}: the roles of all organisations, with those that the operator defines in addition to admin and member. */
@Command(
        name = "defined",
        description = "List, define, describe and remove roles (operator).",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class RoleDefinitions {

    private static final String ROLES = "/api/v1/roles";

    @Mixin
    private final Output output = new Output();

    @Command(name = "list", description = "List all roles.", mixinStandardHelpOptions = true)
    int list(@Mixin JsonOption json) {
        return print(json.wanted(), output.gateway().all(ROLES));
    }

    @Command(name = "add", description = "Define a role, for all organisations.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "ROLE", description = "Lower-case letters, digits, hyphens and underscores.")
                    String name,
            @Option(names = "--no-seat", description = "Its holders need no seat. This cannot be changed later.")
                    boolean noSeat,
            @Option(
                            names = "--description",
                            paramLabel = "TEXT",
                            description = "For the administrators who map groups to it (default: none).")
                    @Nullable
                    String description,
            @Mixin JsonOption json) {
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("seat", !noSeat)
                .put("description", description);
        return show(json.wanted(), output.gateway().post(ROLES, wish));
    }

    @Command(name = "describe", description = "Change the description of a role.", mixinStandardHelpOptions = true)
    int describe(
            @Parameters(index = "0", paramLabel = "ROLE", description = "Its name.") String name,
            @Parameters(index = "1", paramLabel = "TEXT", description = "For the administrators who map groups to it.")
                    String description,
            @Mixin JsonOption json) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("description", description);
        return show(json.wanted(), output.gateway().patch(path(name), wish));
    }

    @Command(
            name = "uses",
            description = "Show what uses a role, in all organisations.",
            mixinStandardHelpOptions = true)
    int uses(@Parameters(paramLabel = "ROLE", description = "Its name.") String name, @Mixin JsonOption json) {
        JsonNode uses = output.gateway().get(path(name) + "/uses");
        PrintWriter out = output.out();
        if (json.wanted()) {
            out.println(uses);
        } else {
            out.println(uses.path("assignments").asText() + " role assignments, "
                    + uses.path("defaultRoles").asText() + " directories as default role, "
                    + uses.path("overflowRoles").asText() + " organisations as overflow role, "
                    + uses.path("people").asText() + " people");
        }
        out.flush();
        return 0;
    }

    @Command(name = "remove", description = "Remove a role that nothing uses.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "ROLE", description = "Its name.") String name, @Mixin JsonOption json) {
        output.gateway().delete(path(name));
        if (!json.wanted()) {
            output.out().println("Removed " + name + ".");
            output.out().flush();
        }
        return 0;
    }

    private static String path(String name) {
        return ROLES + "/" + GatewayClient.encoded(name);
    }

    private int show(boolean json, JsonNode role) {
        if (!json) {
            return print(false, List.of(role));
        }
        output.out().println(role);
        output.out().flush();
        return 0;
    }

    private int print(boolean json, List<JsonNode> roles) {
        new Listing()
                .column("ROLE", "/name")
                .column("SEAT", role -> role.path("seat").asBoolean() ? "needed" : "not needed")
                .column("BUILT IN", role -> role.path("builtIn").asBoolean() ? "yes" : "no")
                .column("DESCRIPTION", "/description")
                .print(output.out(), json, roles);
        return 0;
    }
}
