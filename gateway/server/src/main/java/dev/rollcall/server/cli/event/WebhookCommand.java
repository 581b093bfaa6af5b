package dev.rollcall.server.cli.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.OnOff;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
import dev.rollcall.server.cli.print.Listing;
import dev.rollcall.server.cli.print.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall webhook}: the endpoints that events are sent to. */
@Command(
        name = "webhook",
        description = "Manage the endpoints that events are sent to, and show how deliveries went.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
public final class WebhookCommand {

    private static final String ID = "ID";

    @Mixin
    private final Output output = new Output();

    @Command(
            name = "list",
            description = "List the endpoints and how their deliveries are going.",
            mixinStandardHelpOptions = true)
    int list(@Mixin WebhookOwner owner) {
        List<JsonNode> found = output.gateway().all(owner.all());
        new Listing()
                .column(ID, "/id")
                .column("URL", "/url")
                .column("HEALTH", "/health/state")
                .column("LAST SUCCESS", "/health/lastSuccess", "-")
                .column(
                        "TYPES",
                        one -> one.path("types").isNull()
                                ? "all"
                                : one.path("types").toString())
                .print(output.out(), owner.json(), found);
        return 0;
    }

    @Command(
            name = "create",
            description = "Create an endpoint; its secret is shown only this once.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin WebhookOwner owner,
            @Parameters(paramLabel = "URL", description = "The URL to send events to.") String url,
            @Option(
                            names = "--type",
                            paramLabel = "TYPE,...",
                            split = ",",
                            description = "Only events of these types, such as member.*.")
                    @Nullable
                    List<String> types,
            @Option(names = "--description", paramLabel = "TEXT", description = "What the endpoint is for.") @Nullable
                    String description,
            @Option(
                            names = "--contact",
                            paramLabel = "EMAIL",
                            description = "The e-mail address to notify when it " + "keeps failing.")
                    @Nullable
                    String contact,
            @Option(names = "--ed25519", description = "Sign with a key pair instead of a shared secret.")
                    boolean ed25519) {
        ObjectNode wish = wish(url, types, description, contact);
        wish.put("signature", ed25519 ? "ed25519" : "hmac");
        return shown(owner, output.gateway().post(owner.all(), wish));
    }

    @Command(
            name = "show",
            description = "Show one endpoint and how its deliveries are going.",
            mixinStandardHelpOptions = true)
    int show(@Mixin WebhookOwner owner, @Parameters(paramLabel = ID, description = "Its id.") String id) {
        return shown(owner, output.gateway().get(owner.one(id)));
    }

    @Command(
            name = "edit",
            description = "Change an endpoint. What you do not name stays as it is.",
            mixinStandardHelpOptions = true)
    int edit(
            @Mixin WebhookOwner owner,
            @Parameters(paramLabel = ID, description = "Its id.") String id,
            @Option(names = "--endpoint", paramLabel = "URL", description = "The URL to send events to.") @Nullable
                    String url,
            @Option(
                            names = "--type",
                            paramLabel = "TYPE,...",
                            split = ",",
                            description = "Only events of these types, such as member.*.")
                    @Nullable
                    List<String> types,
            @Option(names = "--description", paramLabel = "TEXT", description = "What the endpoint is for.") @Nullable
                    String description,
            @Option(
                            names = "--contact",
                            paramLabel = "EMAIL",
                            description = "The e-mail address to notify when it " + "keeps failing.")
                    @Nullable
                    String contact,
            @Option(names = "--enabled", paramLabel = "on|off", description = "Whether events are sent to it.")
                    @Nullable
                    OnOff enabled) {
        ObjectNode wish = wish(url, types, description, contact);
        if (enabled != null) {
            wish.put("enabled", enabled == OnOff.ON);
        }
        return shown(owner, output.gateway().patch(owner.one(id), wish));
    }

    private static ObjectNode wish(
            @Nullable String url,
            @Nullable List<String> types,
            @Nullable String description,
            @Nullable String contact) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        put(wish, "url", url);
        put(wish, "description", description);
        put(wish, "contact", contact);
        if (types != null) {
            ArrayNode words = wish.putArray("types");
            types.forEach(words::add);
        }
        return wish;
    }

    private static void put(ObjectNode wish, String name, @Nullable String value) {
        if (value != null) {
            wish.put(name, value);
        }
    }

    private int shown(WebhookOwner owner, JsonNode webhook) {
        if (owner.json()) {
            output.out().println(webhook);
        } else {
            Table table = new Table("WHAT", "VALUE");
            webhook.properties()
                    .forEach(field -> table.row(
                            field.getKey(),
                            field.getValue().isValueNode()
                                    ? field.getValue().asText()
                                    : field.getValue().toString()));
            table.print(output.out());
            if (webhook.has("secret")) {
                output.out().println("The secret is shown only this once: store it where the receiver can read it.");
            }
        }
        output.out().flush();
        return 0;
    }

    @Command(
            name = "delete",
            description = "Delete an endpoint, with the events that wait for it.",
            mixinStandardHelpOptions = true)
    int delete(@Mixin WebhookOwner owner, @Parameters(paramLabel = ID, description = "Its id.") String id) {
        output.gateway().delete(owner.one(id));
        output.out().println("Deleted.");
        output.out().flush();
        return 0;
    }

    @Command(
            name = "rotate",
            description = "Give an endpoint a new secret. For a while events are signed with the former one as well.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Mixin WebhookOwner owner,
            @Parameters(paramLabel = ID, description = "Its id.") String id,
            @Option(
                            names = "--hours",
                            paramLabel = "N",
                            defaultValue = "24",
                            description = "For how long (default: ${DEFAULT-VALUE}).")
                    int hours) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode().put("overlapSeconds", hours * 3_600);
        return shown(owner, output.gateway().post(owner.one(id) + "/rotate", wish));
    }

    @Command(
            name = "test",
            description = "Send a test message now, and say whether it arrived.",
            mixinStandardHelpOptions = true)
    int test(@Mixin WebhookOwner owner, @Parameters(paramLabel = ID, description = "Its id.") String id) {
        return attempts(owner, ListPart.whole(List.of(output.gateway().post(owner.one(id) + "/test"))));
    }

    @Command(
            name = "replay",
            description = "Send events again: one, by its number, or all since a given time.",
            mixinStandardHelpOptions = true)
    int replay(
            @Mixin WebhookOwner owner,
            @Parameters(paramLabel = ID, description = "Its id.") String id,
            @Option(names = "--seq", paramLabel = "SEQ", description = "The number of one event, which is sent now.")
                    @Nullable
                    Integer seq,
            @Option(names = "--since", paramLabel = "TIME", description = "All events since this time, in " + "order.")
                    @Nullable
                    String since,
            @Option(
                            names = "--of",
                            paramLabel = "ORG-ID",
                            description =
                                    "For an endpoint of the operator: the organisation that the event belongs " + "to.")
                    @Nullable
                    String of) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        put(wish, "organization", of);
        if ((seq == null) == (since == null)) {
            throw new CommandException("Give either --seq or --since.");
        }
        if (seq != null) {
            JsonNode attempt = output.gateway().post(owner.one(id) + "/replay-event", wish.put("seq", seq));
            return attempts(owner, ListPart.whole(List.of(attempt)));
        }
        JsonNode done = output.gateway().post(owner.one(id) + "/replay", wish.put("since", since));
        output.out()
                .println(owner.json() ? done.toString() : done.path("events").asText() + " events are sent again.");
        output.out().flush();
        return 0;
    }

    @Command(
            name = "attempts",
            description = "List deliveries and how they went, newest first.",
            mixinStandardHelpOptions = true)
    int attempts(
            @Mixin WebhookOwner owner,
            @Parameters(paramLabel = ID, description = "Its id.") String id,
            @Option(names = "--failed", description = "Only those that failed.") boolean failed,
            @Mixin PartOptions part) {
        Query query = new Query().with("delivered", failed ? "false" : null);
        return attempts(owner, output.gateway().part(owner.one(id) + "/attempts", query, part));
    }

    private int attempts(WebhookOwner owner, ListPart all) {
        new Listing()
                .column("AT", "/at")
                .column("TYPE", "/type")
                .column("SEQ", "/seq", "-")
                .column("ATTEMPT", "/attempt")
                .column("STATUS", "/status", "-")
                .column("MS", "/millis")
                .column("FAILURE", "/failure", "-")
                .print(output.out(), owner.json(), all);
        return 0;
    }

    @Command(name = "dead-letters", description = "Events that were given up.", mixinStandardHelpOptions = true)
    int deadLetters(
            @Mixin WebhookOwner owner,
            @Parameters(paramLabel = ID, description = "Its id.") String id,
            @Mixin PartOptions part) {
        ListPart all = output.gateway().part(owner.one(id) + "/dead-letters", new Query(), part);
        new Listing()
                .column("GIVEN UP", "/givenUp")
                .column("ORGANISATION", "/organization")
                .column("SEQ", "/seq")
                .column("TYPE", "/type")
                .column("ATTEMPTS", "/attempts")
                .column("FAILURE", "/failure")
                .print(output.out(), owner.json(), all);
        return 0;
    }
}
