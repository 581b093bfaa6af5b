package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.JsonOption;
import dev.rollcall.server.cli.kit.ListPart;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.kit.PartOptions;
import dev.rollcall.server.cli.kit.Query;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall sync}: the readings of a directory whose provider does not send. */
@Command(
        name = "sync",
        description = "Read a directory now, or see how its readings went.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {SyncCommand.Status.class, SyncCommand.Now.class, SyncCommand.History.class})
public final class SyncCommand {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int WIDTH = 30;

    private SyncCommand() {}

    @Command(name = "status", description = "Show the reading that is under way, or the last one.")
    static final class Status implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final DirectoryTarget target = new DirectoryTarget();

        @Option(names = "--follow", description = "Wait until the reading has ended.")
        private boolean follow;

        @Override
        public Integer call() {
            GatewayClient gateway = output.gateway();
            String path = target.path(gateway) + "/syncs";
            List<JsonNode> last = gateway.some(path, new Query(), 1);
            if (last.isEmpty()) {
                output.out().println("The directory has never been read. To read it, use: ./rollcall sync now");
                output.out().flush();
                return 0;
            }
            return show(output.out(), gateway, path, last.get(0), follow, target.json());
        }
    }

    @Command(name = "now", description = "Read a directory now, or find out what reading it would change.")
    static final class Now implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final DirectoryTarget target = new DirectoryTarget();

        @Option(
                names = "--kind",
                defaultValue = "full",
                description = "full (the default), users, or preview, which changes nothing.")
        private String kind = "full";

        @Option(names = "--follow", description = "Wait until the reading has ended.")
        private boolean follow;

        @Override
        public Integer call() {
            GatewayClient gateway = output.gateway();
            String path = target.path(gateway) + "/syncs";
            JsonNode asked =
                    gateway.post(path, JsonNodeFactory.instance.objectNode().put("kind", kind));
            return show(output.out(), gateway, path, asked, follow, target.json());
        }
    }

    @Command(name = "history", description = "List the readings of the last 30 days, newest first.")
    static final class History implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final DirectoryTarget target = new DirectoryTarget();

        @Mixin
        private final PartOptions part = new PartOptions();

        @Override
        public Integer call() {
            GatewayClient gateway = output.gateway();
            PrintWriter out = output.out();
            ListPart syncs = gateway.part(target.path(gateway) + "/syncs", new Query(), part);
            if (target.json()) {
                JsonOption.list(out, syncs);
            } else {
                syncs.items().forEach(sync -> out.println(line(sync)));
                syncs.printMore(out);
            }
            out.flush();
            return 0;
        }
    }

    /** Exit code 1 for a reading that ended without being complete. */
    private static int show(
            PrintWriter out, GatewayClient gateway, String path, JsonNode first, boolean follow, boolean json) {
        JsonNode sync = first;
        while (follow && sync.path("ended").isNull()) {
            if (!json) {
                out.println(bar(sync));
                out.flush();
            }
            pause();
            sync = gateway.get(path + "/" + first.path("id").asText());
        }
        out.println(json ? sync.toString() : line(sync));
        if (!json) {
            sync.path("notes").forEach(note -> out.println("  - " + note.asText()));
        }
        out.flush();
        boolean ended = sync.path("ended").isTextual();
        return ended && !sync.path("state").asText().equals("complete") ? 1 : 0;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted; the reading goes on.", e);
        }
    }

    /** How many of the steps of a reading are behind it, and what was seen so far. */
    private static String bar(JsonNode sync) {
        List<String> phases = List.of("begins", "users", "absent users", "groups", "absent groups", "members", "done");
        int at = Math.max(0, phases.indexOf(sync.path("phase").asText()));
        int filled = at * WIDTH / (phases.size() - 1);
        return String.format(
                Locale.ROOT,
                "[%s%s] %s: %,d users, %,d groups, %,d memberships, %,d requests%s",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                sync.path("phase").asText(),
                count(sync, "users"),
                count(sync, "groups"),
                count(sync, "members"),
                count(sync, "requests"),
                left(sync) + rest(sync));
    }

    private static String rest(JsonNode sync) {
        return switch (sync.path("circuit").asText()) {
            case "open" -> ", calls are suspended for a while";
            case "half_open" -> ", checking whether the provider responds again";
            default -> "";
        };
    }

    private static String left(JsonNode sync) {
        String end = sync.path("expectedEnd").textValue();
        return end == null
                ? ""
                : ", about "
                        + Math.max(
                                1,
                                Duration.between(Instant.now(), Instant.parse(end))
                                        .toSeconds()) + " s left";
    }

    private static String line(JsonNode sync) {
        StringBuilder line = new StringBuilder(sync.path("asked").asText())
                .append("  ")
                .append(sync.path("kind").asText())
                .append("  ")
                .append(sync.path("state").asText());
        String circuit = sync.path("circuit").asText("closed");
        if (!circuit.equals("closed")) {
            line.append(", circuit ").append(circuit);
        }
        @Nullable String asked = sync.path("askedBy").textValue();
        if (asked != null) {
            line.append(", asked by ").append(asked);
        }
        sync.path("counts")
                .properties()
                .forEach(count ->
                        line.append("  ").append(count.getKey()).append('=').append(count.getValue()));
        return line.append("  (").append(sync.path("id").asText()).append(')').toString();
    }

    private static long count(JsonNode sync, String name) {
        return sync.path("counts").path(name).asLong();
    }
}
