package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.Listing;
import dev.rollcall.server.cli.print.Words;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall audit}: who changed what in an organisation, newest first. */
@Command(name = "audit", description = "Show who changed what, from what to what, newest first.")
public final class AuditCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--installation",
            description = "Only changes that concern all organisations, such as those to the roles that the"
                    + " operator defines.")
    private boolean installation;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final PartOptions part = new PartOptions();

    @Option(names = "--actor", paramLabel = "NAME", description = "Only what this administrator did.")
    private @Nullable String actor;

    @Option(names = "--subject", paramLabel = "ID", description = "Only what was done to the object with this id.")
    private @Nullable String subject;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            converter = Words.LowerCase.class,
            description = "Only this action, such as set_plan or create_user.")
    private @Nullable String action;

    @Option(
            names = "--directory",
            paramLabel = "ID",
            description = "Only what this directory did, or what was done to it.")
    private @Nullable String directory;

    @Option(names = "--request", paramLabel = "ID", description = "Only what this request did.")
    private @Nullable String request;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only changes since this time, such as 2030-01-31T00:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only changes before this time.")
    private @Nullable String until;

    @Override
    public Integer call() {
        ListPart entries =
                output.gateway().part((installation ? "/api/v1" : organisation.path()) + "/audit", filters(), part);
        new Listing()
                .column("AT", "/at")
                .column("WHO", "/actor/name")
                .column("ACTION", "/action")
                .column("SUBJECT", entry -> subject(entry.path("subject")))
                .column("BEFORE", entry -> text(entry.path("before")))
                .column("AFTER", entry -> text(entry.path("after")))
                .column("LEFT OUT", entry -> leftOut(entry.path("leftOut")))
                .print(output.out(), json.wanted(), entries);
        return 0;
    }

    private Query filters() {
        return new Query()
                .with("actor", actor)
                .with("subject", subject)
                .with("action", action)
                .with("directory", directory)
                .with("request", request)
                .with("since", since)
                .with("until", until);
    }

    private static String subject(JsonNode of) {
        return of.path("type").asText() + " " + of.path("id").asText();
    }

    private static String leftOut(JsonNode list) {
        List<String> details = list.findValuesAsText("detail");
        return details.isEmpty() ? "-" : String.join(" ", details);
    }

    private static String text(JsonNode side) {
        return side.isNull() ? "-" : side.toString();
    }
}
