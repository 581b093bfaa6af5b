package dev.rollcall.server.cli.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.Listing;
import dev.rollcall.server.cli.print.ReplayPrinter;
import dev.rollcall.server.cli.print.RequestPrinter;
import dev.rollcall.server.cli.print.Words;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall requests}: what identity providers have sent, and what it did. */
@Command(
        name = "requests",
        description = "Show what identity providers have sent and what happened to it, newest first.",
        subcommands = {RequestsCommand.Show.class, RequestsCommand.Bundle.class, RequestsCommand.Replay.class})
public final class RequestsCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final OrganisationOption organisation = new OrganisationOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final PartOptions part = new PartOptions();

    @Option(
            names = "--person",
            paramLabel = "NAME",
            description = "Only those about one person: an id of a user or member, a userName, an e-mail address or"
                    + " an externalId.")
    private @Nullable String person;

    @Option(names = "--directory", paramLabel = "ID", description = "Only those of this directory.")
    private @Nullable String directory;

    @Option(names = "--status", paramLabel = "NUMBER", description = "Only those with this status.")
    private @Nullable String status;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            converter = Words.LowerCase.class,
            description = "Only requests with this outcome: done, left_out, partly_refused, refused,"
                    + " throttled or failed.")
    private @Nullable String outcome;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = Words.LowerCase.class,
            description = "Only requests of this kind, such as create_user or patch_group.")
    private @Nullable String kind;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only requests since this time, such as 2030-01-31T00:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only requests before this time.")
    private @Nullable String until;

    @Override
    public Integer call() {
        Query filters = new Query()
                .with("person", person)
                .with("directory", directory)
                .with("status", status)
                .with("outcome", outcome)
                .with("kind", kind)
                .with("since", since)
                .with("until", until);
        ListPart found = output.gateway().part(organisation.path() + "/requests", filters, part);
        new Listing()
                .column("AT", "/at")
                .column("REQUEST", "/id")
                .column("KIND", "/kind")
                .column("ABOUT", "/about", "-")
                .column("STATUS", "/status")
                .column("OUTCOME", "/outcome")
                .print(output.out(), json.wanted(), found);
        return 0;
    }

    /** {@code rollcall requests show}. */
    @Command(name = "show", description = "Show one request: what was sent, how it was read, and what it did.")
    static final class Show implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final OrganisationOption organisation = new OrganisationOption();

        @Parameters(paramLabel = "ID", description = "The id of the request.")
        private String id = "";

        @Mixin
        private final JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            JsonNode entry = output.gateway().get(organisation.path() + "/requests/" + id);
            if (json.wanted()) {
                output.out().println(entry.toPrettyString());
            } else {
                RequestPrinter.print(entry, output.out());
            }
            output.out().flush();
            return 0;
        }
    }

    /** {@code rollcall requests bundle}. */
    @Command(
            name = "bundle",
            description = "Print one request as a file to pass on, without credentials and secret attributes.")
    static final class Bundle implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final OrganisationOption organisation = new OrganisationOption();

        @Parameters(paramLabel = "ID", description = "The id of the request.")
        private String id = "";

        @Override
        public Integer call() {
            JsonNode bundle = output.gateway().get(organisation.path() + "/requests/" + id + "/bundle");
            output.out().println(bundle.toPrettyString());
            output.out().flush();
            return 0;
        }
    }

    /** {@code rollcall requests replay}. */
    @Command(
            name = "replay",
            description = "Show what the response to a request would be now, and what the request would do; nothing "
                    + "is written.")
    static final class Replay implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final OrganisationOption organisation = new OrganisationOption();

        @Parameters(paramLabel = "ID", description = "The id of the request.")
        private String id = "";

        @Option(
                names = "--operation",
                paramLabel = "NUMBER",
                description = "Which operation of a bulk request, from 1; bulk requests are replayed one operation "
                        + "at a time.")
        private @Nullable Integer operation;

        @Mixin
        private final JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            ObjectNode wanted = JsonNodeFactory.instance.objectNode();
            if (operation != null) {
                wanted.put("operation", operation);
            }
            JsonNode replay = output.gateway().post(organisation.path() + "/requests/" + id + "/replay", wanted);
            if (json.wanted()) {
                output.out().println(replay.toPrettyString());
            } else {
                ReplayPrinter.print(replay, output.out());
            }
            output.out().flush();
            return 0;
        }
    }
}
