package dev.rollcall.server.cli.member;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.Listing;
import dev.rollcall.server.cli.print.Words;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which members of an organisation are listed, and how. */
final class MemberListing {

    @Mixin
    private final OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            converter = Words.LowerCase.class,
            description = "Only people with this status: active, suspended, excluded and so on.")
    private @Nullable String status;

    @Option(names = "--role", paramLabel = "ROLE", description = "Only those with this role.")
    private @Nullable String role;

    @Option(names = "--text", paramLabel = "TEXT", description = "Only those whose address or name contains this.")
    private @Nullable String text;

    @Mixin
    private final PartOptions part = new PartOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    /** Asks for them and prints them. */
    void print(Output output) {
        GatewayClient gateway = output.gateway();
        PrintWriter out = output.out();
        String path = organisation.path();
        Query query = new Query().with("status", status).with("role", role).with("text", text);
        ListPart members = gateway.part(path + "/members", query, part);
        if (json.wanted()) {
            JsonOption.list(out, members);
        } else {
            print(out, members.items(), gateway.get(path));
            members.printMore(out);
        }
        out.flush();
    }

    private static void print(PrintWriter out, List<JsonNode> members, JsonNode organisation) {
        new Listing()
                .column("MEMBER", "/email")
                .column("ROLE", "/role")
                .column("STATUS", "/status")
                .column("SEAT", member -> member.path("seat").asBoolean() ? "yes" : "no")
                .column("MANAGED BY", "/managedBy/name", "by hand")
                .column("WHY", "/why")
                .printTable(out, members);
        out.printf(
                "%s: %d of %d members shown, %d of %d seats in use%n",
                organisation.path("name").asText(),
                members.size(),
                organisation.path("members").asLong(),
                organisation.path("seats").path("used").asLong(),
                organisation.path("seats").path("purchased").asLong());
    }
}
