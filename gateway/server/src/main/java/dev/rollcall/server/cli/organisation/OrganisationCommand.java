package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Listing;
import dev.rollcall.server.cli.print.SeatPrinter;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollcall org}: the operator's customers, what they have bought and what their rules are. */
@Command(
        name = "org",
        description = "Create, show and rename organisations; set what they have bought, and their rules.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = OrganisationSetCommand.class)
public final class OrganisationCommand {

    private static final String ORGANISATIONS = "/api/v1/organizations";

    @Mixin
    private final Output output = new Output();

    @Command(
            name = "list",
            description = "List all organisations, with their plans and seats.",
            mixinStandardHelpOptions = true)
    int list(@Mixin JsonOption json) {
        List<JsonNode> organisations = output.gateway().all(ORGANISATIONS);
        new Listing()
                .column("ORG", "/slug")
                .column("NAME", "/name")
                .column("PLAN", "/plan")
                .column("SEATS", "/seats/purchased")
                .column("IN USE", "/seats/used")
                .column("DIRECTORIES", "/runningDirectories")
                .column("ID", "/id")
                .print(output.out(), json.wanted(), organisations);
        return 0;
    }

    @Command(
            name = "show",
            description = "Show one organisation: plan, seats, rules and people.",
            mixinStandardHelpOptions = true)
    int show(@Mixin OrganisationOption organisation, @Mixin JsonOption json) {
        return print(json.wanted(), output.gateway().get(organisation.path()));
    }

    @Command(
            name = "create",
            description = "Create an organisation, with a plan and seats.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(index = "0", paramLabel = "SLUG", description = "Its short name, as used in URLs.") String slug,
            @Parameters(index = "1", paramLabel = "NAME", description = "Its name.") String name,
            @Mixin PlanOptions plan,
            @Mixin JsonOption json) {
        ObjectNode wish =
                JsonNodeFactory.instance.objectNode().put("slug", slug).put("name", name);
        plan.putInto(wish);
        return print(json.wanted(), output.gateway().post(ORGANISATIONS, wish));
    }

    @Command(name = "rename", description = "Rename an organisation; its slug stays.", mixinStandardHelpOptions = true)
    int rename(
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Mixin OrganisationOption organisation,
            @Mixin JsonOption json) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("name", name);
        return print(json.wanted(), output.gateway().patch(organisation.path(), wish));
    }

    private int print(boolean json, JsonNode organisation) {
        PrintWriter out = output.out();
        if (json) {
            out.println(organisation);
        } else {
            print(out, organisation);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, JsonNode one) {
        JsonNode seats = one.path("seats");
        out.println(one.path("name").asText() + " (" + one.path("slug").asText() + ", "
                + one.path("id").asText() + ")");
        out.println("  plan                   " + one.path("plan").asText());
        out.println("  seats                  " + SeatPrinter.numbers(seats));
        out.println("  enterprise max seats   " + seats.path("enterpriseMax").asText());
        out.println("  when seats run out     " + SeatPrinter.policy(seats));
        out.println(
                "  unverified domains     " + (one.path("unverifiedDomains").asBoolean() ? "allowed" : "not allowed"));
        out.println(
                "  last admin protection  " + (one.path("lastAdminProtection").asBoolean() ? "on" : "off"));
        out.println("  running directories    " + one.path("runningDirectories").asText());
        out.println("  members                " + one.path("members").asText());
        for (JsonNode people : one.path("people")) {
            out.println("    " + people.path("count").asText() + " "
                    + people.path("status").asText() + role(people.path("role").textValue()));
        }
        if (!one.at("/eligibility/eligible").asBoolean()) {
            out.println("Not eligible for a directory: "
                    + one.at("/eligibility/reason").asText());
        }
        one.path("warnings")
                .forEach(warning ->
                        out.println("Warning: " + warning.path("detail").asText()));
    }

    private static String role(@Nullable String role) {
        return role == null ? "" : " " + role;
    }
}
