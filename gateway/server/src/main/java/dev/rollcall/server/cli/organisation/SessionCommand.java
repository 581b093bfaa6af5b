package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.Listing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall session}: who is signed in to the console, and signing them out. */
@Command(
        name = "session",
        description = "List the active sessions of the console, or end them.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {SessionCommand.ListSessions.class, SessionCommand.EndSessions.class})
public final class SessionCommand {

    /** Whose sessions. */
    static final class Whose {

        @Mixin
        private final OrganisationOption organisation = new OrganisationOption();

        @Option(
                names = "--operator",
                description = "The sessions of the operator's own people instead of an " + "organisation's.")
        private boolean operator;

        @Option(names = "--subject", paramLabel = "WHO", description = "Only those of this person.")
        private @Nullable String subject;

        private String path() {
            return operator ? "/api/v1/sessions" : organisation.path() + "/sessions";
        }

        private String query() {
            return subject == null ? path() : path() + "?subject=" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
        }
    }

    /** {@code rollcall session list}. */
    @Command(name = "list", description = "Show the active sessions, newest first.")
    static final class ListSessions implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Whose whose = new Whose();

        @Mixin
        private final PartOptions part = new PartOptions();

        @Mixin
        private final JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            ListPart items = output.gateway().part(whose.path(), new Query().with("subject", whose.subject), part);
            new Listing()
                    .column("ID", "/id")
                    .column("SUBJECT", "/subject")
                    .column("ROLE", "/role")
                    .column("BEGUN", "/begun")
                    .column("LAST USED", "/lastUsed")
                    .column("ENDS", "/ends")
                    .print(output.out(), json.wanted(), items);
            return 0;
        }
    }

    /** {@code rollcall session end}. */
    @Command(name = "end", description = "End one session or, with --all, those of everybody or of one person.")
    static final class EndSessions implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Whose whose = new Whose();

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "SESSION",
                description = "The id of the session, as list shows it.")
        private @Nullable String session;

        @Option(names = "--all", description = "All sessions or, with --subject, all those of one person.")
        private boolean all;

        @Mixin
        private final JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            if ((session == null) != all) {
                throw new CommandException(
                        "Say which session to end, by its id from ./rollcall session list, or use --all.");
            }
            JsonNode ended = session == null
                    ? output.gateway().delete(whose.query())
                    : output.gateway().delete(whose.path() + "/" + URLEncoder.encode(session, StandardCharsets.UTF_8));
            if (json.wanted()) {
                if (session == null) {
                    output.out().println(ended);
                }
            } else {
                output.out()
                        .println(
                                session == null
                                        ? "Sessions ended: "
                                                + ended.path("ended").asText()
                                        : "Ended " + session + ".");
            }
            output.out().flush();
            return 0;
        }
    }
}
