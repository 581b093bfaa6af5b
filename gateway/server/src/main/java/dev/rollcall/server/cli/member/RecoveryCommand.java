package dev.rollcall.server.cli.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DryRunOption;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.ImpactPrinter;
import dev.rollcall.server.cli.print.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall recovery}: admins for a limited time, for an organisation that has lost access. */
@Command(
        name = "recovery",
        description = "Make a person an admin for a limited time, in an organisation that has lost access (operator).",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class RecoveryCommand {

    @Mixin
    private final Output output = new Output();

    @Command(
            name = "list",
            description = "List the people who are admins for a limited time.",
            mixinStandardHelpOptions = true)
    int list(@Mixin OrganisationOption organisation, @Mixin JsonOption json) {
        JsonNode found = output.gateway().get(recoveries(organisation));
        PrintWriter out = output.out();
        if (json.wanted()) {
            out.println(found);
        } else {
            Table table = new Table("WHO", "ENDS", "GRANTED BY", "REASON");
            found.path("items")
                    .forEach(one -> table.row(
                            one.path("email").asText(),
                            one.path("ends").asText(),
                            one.path("grantedBy").asText(),
                            one.path("reason").asText()));
            table.print(out);
            if (!found.path("items").isEmpty()) {
                out.println("-> " + found.at("/repair/what").asText());
            }
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "grant",
            description = "Make a person an admin for a limited " + "time.",
            mixinStandardHelpOptions = true)
    int grant(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "EMAIL", description = "The address of the person.") String email,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "The reason, for the " + "audit log.")
                    String reason,
            @Option(names = "--hours", paramLabel = "N", description = "For how many hours (default: 24).") @Nullable
                    Integer hours,
            @Option(names = "--name", paramLabel = "NAME", description = "For a person who is not a member yet.")
                    @Nullable
                    String name,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put("email", email)
                .put("reason", reason)
                .put("displayName", name);
        if (hours != null) {
            wish.put("ends", Instant.now().plus(Duration.ofHours(hours)).toString());
        }
        JsonNode done = output.gateway().post(recoveries(organisation) + dryRun.query(), wish);
        ImpactPrinter.answer(output.out(), json.wanted(), done);
        if (!json.wanted()) {
            output.out().println("Until " + done.path("ends").asText() + ".");
            output.out().println("-> " + done.at("/repair/what").asText());
            output.out().flush();
        }
        return 0;
    }

    @Command(name = "end", description = "End a recovery admin's time early.", mixinStandardHelpOptions = true)
    int end(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "EMAIL", description = "The address of the person.") String email,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        GatewayClient gateway = output.gateway();
        for (JsonNode one : gateway.get(recoveries(organisation)).path("items")) {
            if (one.path("email").asText().equalsIgnoreCase(email)) {
                String path =
                        recoveries(organisation) + "/" + one.path("member").asText();
                ImpactPrinter.answer(output.out(), json.wanted(), gateway.delete(path + dryRun.query()));
                return 0;
            }
        }
        throw new CommandException(email + " is no recovery admin. See them with: ./rollcall recovery list");
    }

    private static String recoveries(OrganisationOption organisation) {
        return organisation.path() + "/recovery-admins";
    }
}
