package dev.rollcall.server.cli.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
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

/** {@code rollcall operator-token}: the operator's tokens for the admin API that the gateway issues. */
@Command(
        name = "operator-token",
        description = "List, issue or revoke tokens of the operator for the API.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            OperatorTokenCommand.ListTokens.class,
            OperatorTokenCommand.IssueToken.class,
            OperatorTokenCommand.RevokeToken.class
        })
public final class OperatorTokenCommand {

    private static final String PATH = "/api/v1/operator-tokens";

    /** {@code rollcall operator-token list}. */
    @Command(name = "list", description = "Show the newest tokens that the gateway has issued, without their secrets.")
    static final class ListTokens implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final PartOptions part = new PartOptions();

        @Mixin
        private final JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            ListPart items = output.gateway().part(PATH, new Query(), part);
            new Listing()
                    .column("ID", "/id")
                    .column("STATE", "/state")
                    .column("SUBJECT", "/subject")
                    .column("SCOPE", "/scope")
                    .column("ISSUED BY", "/issuedBy")
                    .column("CREATED", "/created")
                    .column("EXPIRES", "/expires")
                    .print(output.out(), json.wanted(), items);
            return 0;
        }
    }

    /** {@code rollcall operator-token issue}. */
    @Command(name = "issue", description = "Issue a token and print it; it cannot be shown again.")
    static final class IssueToken implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Parameters(
                index = "0",
                paramLabel = "SUBJECT",
                description = "The person or system that will use it, for " + "the audit log.")
        private String subject = "";

        @Option(names = "--read-only", description = "Allow it to read everything but change nothing.")
        private boolean readOnly;

        @Option(names = "--valid-for-days", paramLabel = "N", description = "1 to 366 (default: 30).")
        private @Nullable Integer days;

        @Mixin
        private final JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            ObjectNode wish = JsonNodeFactory.instance
                    .objectNode()
                    .put("subject", subject)
                    .put("readOnly", readOnly)
                    .put("validForDays", days);
            JsonNode issued = output.gateway().post(PATH, wish);
            output.out().println(json.wanted() ? issued : issued.path("token").asText());
            output.out().flush();
            return 0;
        }
    }

    /** {@code rollcall operator-token revoke}. */
    @Command(name = "revoke", description = "Revoke a token; every gateway refuses it within seconds.")
    static final class RevokeToken implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Parameters(index = "0", paramLabel = "TOKEN-ID", description = "The id of the token, as list shows it.")
        private String token = "";

        @Mixin
        private final JsonOption json = new JsonOption();

        @Override
        public Integer call() {
            output.gateway().delete(PATH + "/" + URLEncoder.encode(token, StandardCharsets.UTF_8));
            if (!json.wanted()) {
                output.out().println("Revoked " + token + ".");
                output.out().flush();
            }
            return 0;
        }
    }
}
