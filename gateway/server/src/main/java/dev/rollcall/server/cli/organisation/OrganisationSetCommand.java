package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.DryRunOption;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.OnOff;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.ImpactPrinter;
import dev.rollcall.server.cli.print.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall org set}: sends each setting as one command of the API, and prints what it did to people. */
@Command(
        name = "set",
        description = "Set what an organisation has bought, or one of its rules.",
        synopsisSubcommandLabel = "SETTING",
        mixinStandardHelpOptions = true)
final class OrganisationSetCommand {

    @Mixin
    private final Output output = new Output();

    @Command(
            name = "plan",
            description = "Set the plan and the seats. What you leave out stays as it is.",
            mixinStandardHelpOptions = true)
    int plan(
            @Mixin OrganisationOption organisation,
            @Mixin PlanOptions plan,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        JsonNode now = output.gateway().get(organisation.path());
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put("plan", now.path("plan").asText())
                .put("purchasedSeats", now.at("/seats/purchased").asInt())
                .put("enterpriseMaxSeats", now.at("/seats/enterpriseMax").asInt());
        plan.putInto(wish);
        return put(organisation.path() + "/plan" + dryRun.query(), wish, json.wanted());
    }

    @Command(
            name = "seat-policy",
            description = "Set what happens when all seats are taken.",
            mixinStandardHelpOptions = true)
    int seatPolicy(
            @Parameters(
                            paramLabel = "POLICY",
                            converter = Words.LowerCase.class,
                            description = "expand, limit, overflow or hold.")
                    String policy,
            @Option(names = "--role", paramLabel = "ROLE", description = "With overflow: a role that needs no seat.")
                    @Nullable
                    String role,
            @Mixin OrganisationOption organisation,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("policy", policy);
        if (role != null) {
            wish.put("overflowRole", role);
        }
        return put(organisation.path() + "/seat-policy" + dryRun.query(), wish, json.wanted());
    }

    @Command(
            name = "unverified-domains",
            description = "Set whether people with addresses of unverified domains may become members.",
            mixinStandardHelpOptions = true)
    int unverifiedDomains(
            @Parameters(paramLabel = "on|off", description = "on: they may; off: they may not.") OnOff allowed,
            @Mixin OrganisationOption organisation,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        return put(
                organisation.path() + "/unverified-domains" + dryRun.query(),
                JsonNodeFactory.instance.objectNode().put("on", allowed == OnOff.ON),
                json.wanted());
    }

    @Command(
            name = "last-admin-protection",
            description = "Set whether the last active admin is protected.",
            mixinStandardHelpOptions = true)
    int lastAdminProtection(
            @Parameters(paramLabel = "on|off", description = "on: the last active admin is kept.") OnOff on,
            @Mixin OrganisationOption organisation,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        return put(
                organisation.path() + "/last-admin-protection" + dryRun.query(),
                JsonNodeFactory.instance.objectNode().put("on", on == OnOff.ON),
                json.wanted());
    }

    private int put(String path, JsonNode wish, boolean json) {
        ImpactPrinter.answer(output.out(), json, output.gateway().put(path, wish));
        return 0;
    }
}
