package dev.rollcall.server.cli.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DryRunOption;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.ImpactPrinter;
import dev.rollcall.server.cli.print.Listing;
import dev.rollcall.server.cli.print.MemberPrinter;
import java.io.PrintWriter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall member}: one person: who they are, why they are in or not, and members by hand. */
@Command(
        name = "member",
        description = "Show members and why a person is or is not one; invite, edit and remove members by hand.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class MemberCommand {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @Mixin
    private final Output output = new Output();

    @Command(name = "list", description = "List members, as ./rollcall members does.", mixinStandardHelpOptions = true)
    int list(@Mixin MemberListing listing) {
        listing.print(output);
        return 0;
    }

    @Command(name = "show", description = "One member.", mixinStandardHelpOptions = true)
    int show(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "EMAIL", description = "The address of the member.") String email,
            @Mixin JsonOption json) {
        GatewayClient gateway = output.gateway();
        JsonNode found = gateway.get(member(gateway, organisation, email));
        PrintWriter out = output.out();
        if (json.wanted()) {
            out.println(found);
        } else {
            MemberPrinter.print(out, found);
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "receipts",
            description = "Show when the application was told that a member had lost access.",
            mixinStandardHelpOptions = true)
    int receipts(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "NAME", description = "The address or id of a member, or the id of a former one.")
                    String name,
            @Mixin PartOptions part,
            @Mixin JsonOption json) {
        GatewayClient gateway = output.gateway();
        String member = ID.matcher(name).matches()
                ? organisation.path() + "/members/" + name
                : member(gateway, organisation, name);
        ListPart found = gateway.part(member + "/receipts", new Query(), part);
        new Listing()
                .column("REQUESTED", "/requestedAt")
                .column("TYPE", "/type")
                .column("ACKNOWLEDGED", "/acknowledgedAt", "not yet")
                .column("MILLIS", "/millis", "-")
                .column("BY", "/acknowledgements/0/way", "-")
                .print(output.out(), json.wanted(), found);
        return 0;
    }

    @Command(
            name = "why",
            description = "Explain why a person is a member, is not, or no longer is.",
            mixinStandardHelpOptions = true)
    int why(
            @Mixin OrganisationOption organisation,
            @Parameters(
                            paramLabel = "NAME",
                            description = "The address or externalId of the person, or the id of the member or user.")
                    String name,
            @Mixin JsonOption json) {
        JsonNode found = output.gateway().get(organisation.path() + explanation(name));
        PrintWriter out = output.out();
        if (json.wanted()) {
            out.println(found);
        } else if (!found.has("items")) {
            print(out, found);
        } else {
            found.path("items").forEach(one -> print(out, one));
            if (found.has("sentence")) {
                out.println(found.path("sentence").asText());
            }
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, JsonNode one) {
        out.println(one.path("email").asText() + ": " + one.path("status").asText()
                + (one.path("role").isNull() ? "" : ", " + one.path("role").asText()));
        one.path("sentences").forEach(sentence -> out.println("  " + sentence.asText()));
        one.path("fixes").forEach(fix -> out.println("  -> " + fix.asText()));
    }

    @Command(name = "invite", description = "Invite a person by hand.", mixinStandardHelpOptions = true)
    int invite(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "EMAIL", description = "The address.") String email,
            @Option(names = "--name", paramLabel = "NAME", description = "The name to show.") @Nullable String name,
            @Option(names = "--role", paramLabel = "ROLE", description = "The role (default: member).") @Nullable
                    String role,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        ObjectNode wish = JsonNodeFactory.instance
                .objectNode()
                .put("email", email)
                .put("displayName", name)
                .put("role", role);
        JsonNode done = output.gateway().post(organisation.path() + "/members" + dryRun.query(), wish);
        ImpactPrinter.answer(output.out(), json.wanted(), done);
        if (!json.wanted() && done.at("/welcomeMail").has("detail")) {
            output.out().println(done.at("/welcomeMail/detail").asText());
            output.out().flush();
        }
        return 0;
    }

    @Command(name = "edit", description = "Edit a member whom no directory manages.", mixinStandardHelpOptions = true)
    int edit(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "EMAIL", description = "The address of the member.") String email,
            @Option(names = "--name", paramLabel = "NAME", description = "The name to show.") @Nullable String name,
            @Option(names = "--role", paramLabel = "ROLE", description = "The role.") @Nullable String role,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        GatewayClient gateway = output.gateway();
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        if (name != null) {
            wish.put("displayName", name);
        }
        if (role != null) {
            wish.put("role", role);
        }
        ImpactPrinter.answer(
                output.out(),
                json.wanted(),
                gateway.patch(member(gateway, organisation, email) + dryRun.query(), wish));
        return 0;
    }

    @Command(
            name = "remove",
            description = "Remove a member whom no directory manages.",
            mixinStandardHelpOptions = true)
    int remove(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "EMAIL", description = "The address of the member.") String email,
            @Mixin DryRunOption dryRun,
            @Mixin JsonOption json) {
        GatewayClient gateway = output.gateway();
        ImpactPrinter.answer(
                output.out(), json.wanted(), gateway.delete(member(gateway, organisation, email) + dryRun.query()));
        return 0;
    }

    private static String explanation(String name) {
        if (ID.matcher(name).matches()) {
            return "/members/" + name + "/explanation";
        }
        return "/explanations?" + (name.contains("@") ? "email=" : "externalId=") + GatewayClient.encoded(name);
    }

    private static String member(GatewayClient gateway, OrganisationOption organisation, String email) {
        JsonNode found = gateway.get(organisation.path() + "/explanations?email=" + GatewayClient.encoded(email));
        for (JsonNode one : found.path("items")) {
            if (one.hasNonNull("member")) {
                return organisation.path() + "/members/" + one.path("member").asText();
            }
        }
        throw new CommandException(email + " is no member. Ask why with: ./rollcall member why " + email);
    }
}
