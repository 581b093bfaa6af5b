package dev.rollcall.server.cli.member;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.DryRunOption;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.ImpactPrinter;
import dev.rollcall.server.cli.print.Listing;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollcall hold}: changes that a rule keeps from happening, and what to do about them. */
@Command(
        name = "hold",
        description = "Show changes that a rule holds, and approve or reject them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class HoldCommand {

    private static final String HOLD = "Its id, as list shows it.";

    @Mixin
    private final Output output = new Output();

    @Command(name = "list", description = "List the holds in force, oldest first.", mixinStandardHelpOptions = true)
    int list(@Mixin OrganisationOption organisation, @Mixin JsonOption json) {
        List<JsonNode> holds = output.gateway().all(organisation.path() + "/holds");
        new Listing()
                .column("KIND", hold -> hold.path("kind").asText().replace('_', ' '))
                .column("WHO", HoldCommand::who)
                .column("WHAT", hold -> hold.path("effect").asText("several").replace('_', ' '))
                .column("STATE", "/state")
                .column("SINCE", "/opened")
                .column("ID", "/id")
                .print(output.out(), json.wanted(), holds);
        return 0;
    }

    private static String who(JsonNode hold) {
        return hold.path("email").asText(hold.path("people").asText() + " people");
    }

    @Command(
            name = "people",
            description = "List the people whom a hold keeps as they are.",
            mixinStandardHelpOptions = true)
    int people(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "HOLD", description = HOLD) String hold,
            @Mixin JsonOption json) {
        List<JsonNode> people = output.gateway().all(path(organisation, hold) + "/people");
        new Listing()
                .column("WHO", "/email")
                .column("WHAT", person -> person.path("effect").asText().replace('_', ' '))
                .column("WHY", person -> person.path("reason").asText().replace('_', ' '))
                .column("STATE", "/state")
                .column("SINCE", "/opened")
                .print(output.out(), json.wanted(), people);
        return 0;
    }

    @Command(
            name = "show",
            description = "Show which changes a hold keeps from happening, and what ends it.",
            mixinStandardHelpOptions = true)
    int show(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "HOLD", description = HOLD) String hold,
            @Mixin JsonOption json) {
        JsonNode found = output.gateway().get(path(organisation, hold));
        PrintWriter out = output.out();
        if (json.wanted()) {
            out.println(found);
        } else {
            out.println(found.path("what").asText());
            out.println(
                    found.path("inForce").asBoolean()
                            ? "-> " + found.path("fix").asText()
                            : "It has ended: " + found.path("state").asText() + ".");
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "approve",
            description = "Approve a hold: the held change happens.",
            mixinStandardHelpOptions = true)
    int approve(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "HOLD", description = HOLD) String hold,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        return decide(path(organisation, hold) + "/approve" + dryRun.query(), json.wanted());
    }

    @Command(
            name = "reject",
            description = "Reject a hold: everything stays as it is.",
            mixinStandardHelpOptions = true)
    int reject(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "HOLD", description = HOLD) String hold,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        return decide(path(organisation, hold) + "/reject" + dryRun.query(), json.wanted());
    }

    private int decide(String path, boolean json) {
        ImpactPrinter.answer(output.out(), json, output.gateway().post(path));
        return 0;
    }

    private static String path(OrganisationOption organisation, String hold) {
        return organisation.path() + "/holds/" + GatewayClient.encoded(hold);
    }
}
