package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.DryRunOption;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.ImpactPrinter;
import dev.rollcall.server.cli.print.Listing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall conflict}: members with addresses in domains that other organisations have verified. */
@Command(
        name = "conflict",
        description = "Decide about members whose address is in another organisation's domain (operator).",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class ConflictCommand {

    private static final String CONFLICTS = "/api/v1/conflicts";
    private static final String CONFLICT = "Its id, as list shows it.";

    @Mixin
    private final Output output = new Output();

    @Command(name = "list", description = "List all conflicts, by domain.", mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--domain", paramLabel = "DOMAIN", description = "Only those of one domain.") @Nullable
                    String domain,
            @Mixin JsonOption json) {
        List<JsonNode> conflicts =
                output.gateway().some(CONFLICTS, new Query().with("domain", domain), Integer.MAX_VALUE);
        new Listing()
                .column("WHO", "/email")
                .column("MEMBER OF", "/member/organization")
                .column("DOMAIN OF", "/owner/organization")
                .column("USER WAITS", one -> one.at("/owner/waitingUser").isTextual() ? "yes" : "no")
                .column("STATE", "/state")
                .column("UNTIL", "/until", "")
                .column("ID", "/id")
                .print(output.out(), json.wanted(), conflicts);
        return 0;
    }

    @Command(
            name = "release",
            description = "Give the address to the owner of its domain: the membership ends.",
            mixinStandardHelpOptions = true)
    int release(
            @Parameters(paramLabel = "CONFLICT", description = CONFLICT) String conflict,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        ImpactPrinter.answer(
                output.out(), json.wanted(), output.gateway().post(path(conflict) + "/release" + dryRun.query()));
        return 0;
    }

    @Command(
            name = "keep",
            description = "Let the member stay, permanently or until a given time.",
            mixinStandardHelpOptions = true)
    int keep(
            @Parameters(paramLabel = "CONFLICT", description = CONFLICT) String conflict,
            @Option(
                            names = "--until",
                            paramLabel = "TIME",
                            description = "When the address should go to the owner after all, such as "
                                    + "2030-01-31T00:00:00Z.")
                    @Nullable
                    Instant until,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        if (until != null) {
            wish.put("until", until.toString());
        }
        JsonNode done = output.gateway().post(path(conflict) + "/keep" + dryRun.query(), wish);
        ImpactPrinter.answer(output.out(), json.wanted(), done);
        return 0;
    }

    private static String path(String conflict) {
        return CONFLICTS + "/" + GatewayClient.encoded(conflict);
    }
}
