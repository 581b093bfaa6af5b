package dev.rollcall.server.cli.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.OrganisationOption;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Listing;
import dev.rollcall.server.cli.print.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall receiver}: who may have a stream of Security Events. */
@Command(
        name = "receiver",
        description = "Manage receivers of Security Event Tokens, and the keys that tokens are signed with.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class ReceiverCommand {

    private static final String ID = "ID";

    @Mixin
    private final Output output = new Output();

    @Command(name = "list", description = "List the receivers of an organisation.", mixinStandardHelpOptions = true)
    int list(@Mixin OrganisationOption organisation, @Mixin JsonOption json) {
        List<JsonNode> found = output.gateway().all(all(organisation));
        new Listing()
                .column(ID, "/id")
                .column("NAME", "/name")
                .column("AUDIENCE", "/audience")
                .column("CREATED", "/created")
                .print(output.out(), json.wanted(), found);
        return 0;
    }

    @Command(
            name = "create",
            description = "Create a receiver; its secret is shown only this once.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = "NAME", description = "What it is.") String name,
            @Option(
                            names = "--audience",
                            paramLabel = "URI",
                            description = "The audience that its tokens name (default: its id).")
                    @Nullable
                    String audience,
            @Mixin JsonOption json) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("name", name);
        if (audience != null) {
            wish.put("audience", audience);
        }
        return shown(output.gateway().post(all(organisation), wish), json.wanted());
    }

    @Command(name = "show", description = "Show one receiver, with its stream.", mixinStandardHelpOptions = true)
    int show(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = ID, description = "Its id.") String id,
            @Mixin JsonOption json) {
        return shown(output.gateway().get(one(organisation, id)), json.wanted());
    }

    @Command(
            name = "rotate",
            description = "Give a receiver a new secret; the former one stays valid for a while.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Mixin OrganisationOption organisation,
            @Parameters(paramLabel = ID, description = "Its id.") String id,
            @Option(
                            names = "--hours",
                            paramLabel = "N",
                            defaultValue = "24",
                            description = "For how long (default: ${DEFAULT-VALUE}).")
                    int hours,
            @Mixin JsonOption json) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("overlapSeconds", hours * 3_600);
        return shown(output.gateway().post(one(organisation, id) + "/rotate", wish), json.wanted());
    }

    @Command(
            name = "delete",
            description = "Delete a receiver, with its stream and everything that waits for it.",
            mixinStandardHelpOptions = true)
    int delete(
            @Mixin OrganisationOption organisation, @Parameters(paramLabel = ID, description = "Its id.") String id) {
        output.gateway().delete(one(organisation, id));
        output.out().println("Deleted.");
        output.out().flush();
        return 0;
    }

    @Command(
            name = "rotate-key",
            description = "Sign the tokens of all organisations with a new key from now on.",
            mixinStandardHelpOptions = true)
    int rotateKey(
            @Option(
                            names = "--withdraw",
                            description = "Stop publishing the former keys, because one of them was compromised.")
                    boolean withdraw) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("withdraw", withdraw);
        output.out()
                .println(output.gateway()
                        .post("/api/v1/security-event-keys/rotate", wish)
                        .path("id")
                        .asText());
        output.out().flush();
        return 0;
    }

    private int shown(JsonNode receiver, boolean json) {
        if (json) {
            output.out().println(receiver);
        } else {
            Table table = new Table("WHAT", "VALUE");
            receiver.properties()
                    .forEach(field -> table.row(
                            field.getKey(),
                            field.getValue().isValueNode()
                                    ? field.getValue().asText()
                                    : field.getValue().toString()));
            table.print(output.out());
            if (receiver.has("clientSecret")) {
                output.out().println("The secret is shown only this once: store it where the receiver can read it.");
            }
        }
        output.out().flush();
        return 0;
    }

    private static String all(OrganisationOption organisation) {
        return organisation.path() + "/security-event-receivers";
    }

    private static String one(OrganisationOption organisation, String id) {
        return all(organisation) + "/" + GatewayClient.encoded(id);
    }
}
