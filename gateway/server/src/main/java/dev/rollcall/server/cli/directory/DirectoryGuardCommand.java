package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.DryRunOption;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.ImpactPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall directory guard}: how many people a directory may take out in one go, and those whom the guard has held. */
@Command(
        name = "guard",
        description = "Show or set the guard against mass changes.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class DirectoryGuardCommand {

    @Mixin
    private final Output output = new Output();

    @Command(
            name = "show",
            description = "Show the settings of the guard, and how many changes it holds.",
            mixinStandardHelpOptions = true)
    int show(@Mixin DirectoryTarget target) {
        GatewayClient gateway = output.gateway();
        JsonNode guard = gateway.get(target.path(gateway) + "/mass-change-guard");
        if (target.json()) {
            output.out().println(guard);
        } else {
            output.out()
                    .println("Holds the people who would be removed after "
                            + guard.path("share").asText()
                            + " % of the members, and at least "
                            + guard.path("minimum").asText() + " people, within "
                            + guard.path("windowSeconds").asText() + " s. In this window "
                            + guard.path("takenOut").asText()
                            + " of " + guard.path("admitted").asText() + "; held now: "
                            + guard.path("held").asText()
                            + ".");
        }
        output.out().flush();
        return 0;
    }

    @Command(name = "set", description = "Change the settings of the guard.", mixinStandardHelpOptions = true)
    int set(
            @Mixin DirectoryTarget target,
            @Option(
                            names = "--share",
                            paramLabel = "PERCENT",
                            description = "The share of the members that may be removed, from 0 to 100 percent.")
                    @Nullable
                    Integer share,
            @Option(
                            names = "--minimum",
                            paramLabel = "N",
                            description = "Always allow this many removals, whatever share of the members they are.")
                    @Nullable
                    Integer minimum,
            @Option(
                            names = "--window",
                            paramLabel = "SECONDS",
                            description = "The period over which removals are counted together.")
                    @Nullable
                    Integer window) {
        GatewayClient gateway = output.gateway();
        String path = target.path(gateway) + "/mass-change-guard";
        JsonNode now = gateway.get(path);
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        wish.put(
                "share",
                share != null ? share : Integer.valueOf(now.path("share").asInt()));
        wish.put(
                "minimum",
                minimum != null ? minimum : Integer.valueOf(now.path("minimum").asInt()));
        wish.put(
                "windowSeconds",
                window != null
                        ? window
                        : Integer.valueOf(now.path("windowSeconds").asInt()));
        return answer(target, gateway.put(path, wish));
    }

    @Command(
            name = "approve",
            description = "Approve every held mass change of the directory.",
            mixinStandardHelpOptions = true)
    int approve(@Mixin DirectoryTarget target, @Mixin DryRunOption dryRun) {
        return decide(target, dryRun, "approve");
    }

    @Command(
            name = "reject",
            description = "Reject every held mass change of the directory, so that everybody stays.",
            mixinStandardHelpOptions = true)
    int reject(@Mixin DirectoryTarget target, @Mixin DryRunOption dryRun) {
        return decide(target, dryRun, "reject");
    }

    private int decide(DirectoryTarget target, DryRunOption dryRun, String verb) {
        GatewayClient gateway = output.gateway();
        return answer(target, gateway.post(target.path(gateway) + "/mass-changes/" + verb + dryRun.query()));
    }

    private int answer(DirectoryTarget target, JsonNode impact) {
        ImpactPrinter.answer(output.out(), target.json(), impact);
        return 0;
    }
}
