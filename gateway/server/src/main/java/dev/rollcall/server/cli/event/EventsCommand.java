package dev.rollcall.server.cli.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.LimitOption;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.Table;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall events}: what happened, oldest first, and with {@code --follow} what happens. */
@Command(name = "events", description = "Show what happened in an organisation, oldest first.")
public final class EventsCommand implements Callable<Integer> {

    /** Shorter than the client's patience. */
    private static final int WAIT_SECONDS = 20;

    private static final long PAUSE_SECONDS = 2;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final OrganisationOption organisation = new OrganisationOption();

    @Option(names = "--all", description = "The events of all organisations; SEQ is then their place among them.")
    private boolean all;

    @Option(
            names = "--after",
            paramLabel = "SEQ",
            defaultValue = "0",
            description = "The number of the last event that you already have (default: start with the first).")
    private long after;

    @Option(
            names = "--type",
            paramLabel = "TYPE,...",
            description = "Only these types; member.* means all that begin with member.")
    private @Nullable String type;

    @Option(
            names = "--follow",
            description = "Continue with new events until interrupted; survives a restart of the gateway.")
    private boolean follow;

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        PrintWriter out = output.out();
        JsonNode page = page(Long.toString(after), limit.most(), 0);
        ListPart part = ListPart.page(page);
        if (json.wanted() && follow) {
            part.items().forEach(out::println);
        } else if (json.wanted()) {
            JsonOption.list(out, part);
        } else {
            Table table = new Table("SEQ", "AT", "TYPE", "SUBJECT", "DATA");
            part.items().forEach(one -> table.row(cells(one)));
            table.print(out);
            if (!follow) {
                part.printMore(out);
            }
        }
        out.flush();
        if (follow) {
            follow(page.path("cursor").asText(), out);
        }
        return 0;
    }

    private JsonNode page(String cursor, int most, int wait) {
        Query query = new Query().with("type", type);
        return output.gateway()
                .get((all ? "/api/v1" : organisation.path()) + "/events?cursor=" + cursor + "&limit=" + most + "&wait="
                        + wait + "&peek=true" + query);
    }

    /** A gateway that cannot be reached for a while is asked again: the cursor is all that there is to remember. */
    private void follow(String from, PrintWriter out) {
        String cursor = from;
        boolean told = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                JsonNode page = page(cursor, limit.most(), WAIT_SECONDS);
                page.path("items")
                        .forEach(one -> out.println(json.wanted() ? one.toString() : String.join("  ", cells(one))));
                out.flush();
                cursor = page.path("cursor").asText();
                told = false;
            } catch (CommandException e) {
                if (!told) {
                    output.err().println(e.getMessage() + " Trying again.");
                    output.err().flush();
                    told = true;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String[] cells(JsonNode one) {
        return new String[] {
            one.path(all ? "position" : "seq").asText(),
            one.path("at").asText(),
            one.path("type").asText(),
            one.path("subject").asText(),
            one.path("data").toString()
        };
    }
}
