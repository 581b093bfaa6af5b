package dev.rollcall.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall events}: what happened in an organisation, oldest first. */
@Command(name = "events", description = "Show what happened in an organisation, oldest first.")
final class EventsCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--after",
            paramLabel = "SEQ",
            defaultValue = "0",
            description = "The number of the last event that is known (default: from the first).")
    private long after;

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode events = output.gateway()
                .get(organisation.path() + "/events?after=" + after + "&limit=" + limit.most())
                .path("items");
        PrintWriter out = output.out();
        if (json) {
            events.forEach(out::println);
        } else {
            Table table = new Table("SEQ", "AT", "TYPE", "SUBJECT", "DATA");
            events.forEach(one -> table.row(
                    one.path("seq").asText(),
                    one.path("at").asText(),
                    one.path("type").asText(),
                    one.path("subject").asText(),
                    one.path("data").toString()));
            table.print(out);
        }
        out.flush();
        return 0;
    }
}
