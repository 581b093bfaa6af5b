package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.Listing;
import dev.rollcall.server.cli.print.SeatPrinter;
import dev.rollcall.server.cli.print.Table;
import dev.rollcall.server.cli.print.Words;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall seat}: how many seats are in use and by whom, and why each was taken and freed. */
@Command(
        name = "seat",
        description = "Show how many seats are in use, and why each was taken and freed.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class SeatCommand {

    @Mixin
    private final Output output = new Output();

    @Command(name = "usage", description = "Show the seats in use, by directory.", mixinStandardHelpOptions = true)
    int usage(@Mixin OrganisationOption organisation, @Mixin JsonOption json) {
        GatewayClient gateway = output.gateway();
        JsonNode seats = gateway.get(organisation.path() + "/seats");
        PrintWriter out = output.out();
        if (json.wanted()) {
            out.println(seats);
        } else {
            Map<String, String> directories = directories(gateway, organisation);
            Table table = new Table("MANAGED BY", "SEATS");
            seats.path("byDirectory")
                    .forEach(held -> table.row(
                            name(directories, held), held.path("seats").asText()));
            table.print(out);
            out.println("Seats: " + SeatPrinter.numbers(seats) + ". When they run out: " + SeatPrinter.policy(seats));
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "ledger",
            description = "List every seat taken and freed, newest first.",
            mixinStandardHelpOptions = true)
    int ledger(
            @Mixin OrganisationOption organisation,
            @Option(
                            names = "--cause",
                            paramLabel = "CAUSE",
                            converter = Words.LowerCase.class,
                            description = "Only with this cause.")
                    @Nullable
                    String cause,
            @Option(names = "--member", paramLabel = "ID", description = "Only those of this member.") @Nullable
                    String member,
            @Option(
                            names = "--directory",
                            paramLabel = "ID",
                            description = "Only those taken or freed by this " + "directory.")
                    @Nullable
                    String directory,
            @Option(names = "--activation", paramLabel = "ID", description = "Only those of this activation.") @Nullable
                    String activation,
            @Option(names = "--request", paramLabel = "ID", description = "Only those caused by this " + "request.")
                    @Nullable
                    String request,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            description = "Only entries since this time, such as 2030-01-31T00:00:00Z.")
                    @Nullable
                    String since,
            @Option(names = "--until", paramLabel = "TIME", description = "Only entries before this time.") @Nullable
                    String until,
            @Mixin PartOptions part,
            @Mixin JsonOption json) {
        GatewayClient gateway = output.gateway();
        Query query = new Query()
                .with("order", "newest")
                .with("cause", cause)
                .with("member", member)
                .with("directory", directory)
                .with("activation", activation)
                .with("request", request)
                .with("since", since)
                .with("until", until);
        ListPart entries = gateway.part(organisation.path() + "/ledger", query, part);
        Map<String, String> directories = json.wanted() ? Map.of() : directories(gateway, organisation);
        new Listing()
                .column("AT", "/at")
                .column("SEATS", SeatCommand::change)
                .column("IN USE", "/balance")
                .column("BILLABLE", "/billable")
                .column("CAUSE", entry -> entry.path("cause").asText().replace('_', ' '))
                .column("BY", entry -> name(directories, entry))
                .column("MEMBER", "/member")
                .print(output.out(), json.wanted(), entries);
        return 0;
    }

    private static String change(JsonNode entry) {
        return (entry.path("delta").asInt() > 0 ? "+" : "")
                + entry.path("delta").asText();
    }

    /** The names of the directories by id. */
    private static Map<String, String> directories(GatewayClient gateway, OrganisationOption organisation) {
        Map<String, String> names = new HashMap<>();
        gateway.get(organisation.path() + "/directories")
                .path("items")
                .forEach(one ->
                        names.put(one.path("id").asText(), one.path("name").asText()));
        return names;
    }

    private static String name(Map<String, String> directories, JsonNode of) {
        String id = of.path("directory").textValue();
        return id == null ? "by hand" : directories.getOrDefault(id, id);
    }
}
