package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Table;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall token}: the credentials of a directory. */
@Command(
        name = "token",
        description = "List, issue or revoke the credentials of a directory.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {TokenCommand.ListTokens.class, TokenCommand.IssueToken.class, TokenCommand.RevokeToken.class})
public final class TokenCommand {

    private static String credentials(DirectoryTarget target, GatewayClient gateway) {
        return target.path(gateway) + "/credentials";
    }

    /** {@code rollcall token list}. */
    @Command(name = "list", description = "Show the credentials of a directory, without their secrets.")
    static final class ListTokens implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final DirectoryTarget target = new DirectoryTarget();

        @Override
        public Integer call() {
            GatewayClient gateway = output.gateway();
            JsonNode items = gateway.get(credentials(target, gateway)).path("items");
            PrintWriter out = output.out();
            if (target.json()) {
                JsonOption.list(out, ListPart.whole(items));
            } else {
                print(out, items);
            }
            out.flush();
            return 0;
        }

        private static void print(PrintWriter out, JsonNode items) {
            Table table = new Table("ID", "TOKEN", "STATE", "CREATED", "EXPIRES", "LAST USED");
            for (JsonNode item : items) {
                table.row(
                        item.path("id").asText(),
                        item.path("prefix").asText() + "_...",
                        item.path("state").asText(),
                        item.path("created").asText(),
                        text(item, "expires"),
                        text(item, "lastUsed"));
            }
            table.print(out);
            for (JsonNode item : items) {
                if (item.path("warning").isTextual()) {
                    out.println(item.path("prefix").asText() + "_...: "
                            + item.path("warning").asText());
                }
            }
        }

        private static String text(JsonNode item, String field) {
            return item.path(field).isNull() ? "never" : item.path(field).asText();
        }
    }

    /** {@code rollcall token issue}. */
    @Command(name = "issue", description = "Issue a credential and print its token, which cannot be shown again.")
    static final class IssueToken implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final DirectoryTarget target = new DirectoryTarget();

        @Option(
                names = "--expires-in-days",
                paramLabel = "N",
                description = "The number of days after which it expires; 0 for never (default: the gateway's setting "
                        + "auth.credential-life).")
        private @Nullable Integer days;

        @Override
        public Integer call() {
            GatewayClient gateway = output.gateway();
            ObjectNode wish = JsonNodeFactory.instance.objectNode();
            if (days != null && days == 0) {
                wish.putNull("expires");
            } else if (days != null) {
                wish.put("expires", Instant.now().plus(Duration.ofDays(days)).toString());
            }
            JsonNode issued = gateway.post(credentials(target, gateway), wish);
            output.out().println(target.json() ? issued : issued.path("token").asText());
            output.out().flush();
            return 0;
        }
    }

    /** {@code rollcall token revoke}. */
    @Command(name = "revoke", description = "Revoke a credential; it is refused within seconds.")
    static final class RevokeToken implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final DirectoryTarget target = new DirectoryTarget();

        @Parameters(index = "1", paramLabel = "CREDENTIAL", description = "The id of the credential, as list shows it.")
        private String credential = "";

        @Override
        public Integer call() {
            GatewayClient gateway = output.gateway();
            gateway.delete(credentials(target, gateway) + "/" + URLEncoder.encode(credential, StandardCharsets.UTF_8));
            if (!target.json()) {
                output.out().println("Revoked " + credential + ".");
                output.out().flush();
            }
            return 0;
        }
    }
}
