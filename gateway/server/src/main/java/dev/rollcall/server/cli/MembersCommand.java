package dev.rollcall.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall members}: who is a member of an organisation, in which role, on which seat, and why. */
@Command(name = "members", description = "Show who is a member, in which role, on which seat, and why.")
final class MembersCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final OrganisationOption organisation = new OrganisationOption();

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Show at most N (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        GatewayClient gateway = GatewayClient.local();
        String path = organisation.path();
        List<JsonNode> members = members(gateway, path);
        PrintWriter out = output.out();
        if (json) {
            members.forEach(out::println);
        } else {
            print(out, members, gateway.get(path));
        }
        out.flush();
        return 0;
    }

    private List<JsonNode> members(GatewayClient gateway, String path) {
        List<JsonNode> members = new ArrayList<>();
        String cursor = "";
        do {
            int size = Math.min(PAGE, limit - members.size());
            JsonNode page = gateway.get(path + "/members?limit=" + size + cursor);
            page.path("items").forEach(members::add);
            cursor = next(page.path("next").textValue());
        } while (!cursor.isEmpty() && members.size() < limit);
        return members;
    }

    private static String next(@Nullable String cursor) {
        return cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    private static void print(PrintWriter out, List<JsonNode> members, JsonNode organisation) {
        Table table = new Table("MEMBER", "ROLE", "STATUS", "SEAT", "MANAGED BY", "WHY");
        for (JsonNode member : members) {
            table.row(
                    member.path("email").asText(),
                    member.path("role").asText(),
                    member.path("status").asText(),
                    member.path("seat").asBoolean() ? "yes" : "no",
                    member.path("managedBy").path("name").asText("by hand"),
                    member.path("why").asText());
        }
        table.print(out);
        out.printf(
                "%s: %d of %d members shown, %d of %d seats in use%n",
                organisation.path("name").asText(),
                members.size(),
                organisation.path("members").asLong(),
                organisation.path("seats").path("used").asLong(),
                organisation.path("seats").path("purchased").asLong());
    }
}
