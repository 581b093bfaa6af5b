package dev.rollcall.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall audit}: who changed what in an organisation, newest first. */
@Command(name = "audit", description = "Show who changed what, from what to what, newest first.")
final class AuditCommand implements Callable<Integer> {

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

    @Option(names = "--actor", paramLabel = "NAME", description = "Only what this administrator did.")
    private @Nullable String actor;

    @Option(names = "--subject", paramLabel = "ID", description = "Only what was done to this.")
    private @Nullable String subject;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only this, such as set_plan or create_user.")
    private @Nullable String action;

    @Option(
            names = "--directory",
            paramLabel = "ID",
            description = "Only what this directory did, or what is about it.")
    private @Nullable String directory;

    @Option(names = "--request", paramLabel = "ID", description = "Only what this request did.")
    private @Nullable String request;

    @Option(names = "--since", paramLabel = "TIME", description = "Not before, such as 2030-01-31T00:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before.")
    private @Nullable String until;

    @Override
    public Integer call() {
        List<JsonNode> entries = entries(GatewayClient.local());
        PrintWriter out = output.out();
        if (json) {
            entries.forEach(out::println);
        } else {
            Table table = new Table("AT", "WHO", "ACTION", "SUBJECT", "BEFORE", "AFTER");
            entries.forEach(entry -> table.row(
                    entry.path("at").asText(),
                    entry.at("/actor/name").asText(),
                    entry.path("action").asText(),
                    entry.at("/subject/type").asText() + " "
                            + entry.at("/subject/id").asText(),
                    text(entry.path("before")),
                    text(entry.path("after"))));
            table.print(out);
        }
        out.flush();
        return 0;
    }

    private List<JsonNode> entries(GatewayClient gateway) {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = null;
        do {
            int size = Math.min(PAGE, limit - entries.size());
            JsonNode page = gateway.get(organisation.path() + "/audit?limit=" + size + filters(cursor));
            page.path("items").forEach(entries::add);
            cursor = page.path("next").textValue();
        } while (cursor != null && entries.size() < limit);
        return entries;
    }

    private String filters(@Nullable String cursor) {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put("actor", actor);
        given.put("subject", subject);
        given.put("action", action);
        given.put("directory", directory);
        given.put("request", request);
        given.put("since", since);
        given.put("until", until);
        given.put("cursor", cursor);
        StringBuilder query = new StringBuilder();
        given.forEach((name, value) -> {
            if (value != null) {
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return query.toString();
    }

    private static String text(JsonNode side) {
        return side.isNull() ? "-" : side.toString();
    }
}
