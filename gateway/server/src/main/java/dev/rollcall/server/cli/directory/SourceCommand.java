package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.OnOff;
import dev.rollcall.server.cli.kit.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall source}: the settings with which a directory is read whose provider does not send. */
@Command(
        name = "source",
        description = "Show or set how a directory is read when its provider does not send changes by itself.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            SourceCommand.Show.class,
            SourceCommand.Set.class,
            SourceCommand.Check.class,
            SourceCommand.Remove.class
        })
public final class SourceCommand {

    private SourceCommand() {}

    @Command(
            name = "show",
            description = "Show how a directory is read and whether that works; secrets are shown by name only.")
    static final class Show implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final DirectoryTarget target = new DirectoryTarget();

        @Override
        public Integer call() {
            GatewayClient gateway = output.gateway();
            print(output.out(), gateway.get(target.path(gateway) + "/source"), target.json());
            return 0;
        }
    }

    @Command(name = "check", description = "Check the connection again, as a reading would.")
    static final class Check implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final DirectoryTarget target = new DirectoryTarget();

        @Override
        public Integer call() {
            GatewayClient gateway = output.gateway();
            return print(output.out(), gateway.post(target.path(gateway) + "/source/check"), target.json());
        }
    }

    @Command(name = "remove", description = "Stop reading a directory; what was read stays.")
    static final class Remove implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final DirectoryTarget target = new DirectoryTarget();

        @Override
        public Integer call() {
            GatewayClient gateway = output.gateway();
            gateway.delete(target.path(gateway) + "/source");
            output.out().println("The directory is no longer read. What was read stays.");
            output.out().flush();
            return 0;
        }
    }

    @Command(
            name = "set",
            description = "Set how the directory is read, and check it. What you do not name stays as it is.")
    static final class Set implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final DirectoryTarget target = new DirectoryTarget();

        @Option(
                names = "--set",
                paramLabel = "NAME=TEXT",
                description = "A setting whose value is a text; an empty text removes the setting.")
        private Map<String, String> texts = new LinkedHashMap<>();

        @Option(
                names = "--list",
                paramLabel = "NAME=TEXT,TEXT",
                description =
                        "A setting whose value is a list, separated by commas; an empty list removes the setting.")
        private Map<String, String> lists = new LinkedHashMap<>();

        @Option(names = "--switch", paramLabel = "NAME=on|off", description = "A setting that is either on or off.")
        private Map<String, OnOff> switches = new LinkedHashMap<>();

        @Option(
                names = "--secret-file",
                paramLabel = "NAME=FILE",
                description = "A secret, read from a file so that it is not on the command line.")
        private Map<String, Path> secrets = new LinkedHashMap<>();

        @Option(
                names = "--users-every",
                paramLabel = "SECONDS",
                description = "The time from one reading of users " + "to the next.")
        private @Nullable Integer usersEvery;

        @Option(
                names = "--groups-every",
                paramLabel = "SECONDS",
                description = "The time from one reading of users, groups and members to the next.")
        private @Nullable Integer groupsEvery;

        @Override
        public Integer call() {
            GatewayClient gateway = output.gateway();
            String path = target.path(gateway) + "/source";
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            ObjectNode settings = body.putObject("settings");
            JsonNode before = gateway.find(path);
            if (before instanceof ObjectNode set) {
                settings.setAll((ObjectNode) set.path("settings"));
                body.set("usersEvery", set.path("usersEvery"));
                body.set("groupsEvery", set.path("groupsEvery"));
            }
            texts.forEach((name, text) -> put(settings, name, text.isEmpty() ? null : settings.textNode(text)));
            lists.forEach((name, text) -> put(settings, name, text.isEmpty() ? null : list(text)));
            switches.forEach((name, state) -> settings.put(name, state == OnOff.ON));
            secrets.forEach((name, file) -> settings.put(name, read(file)));
            if (usersEvery != null) {
                body.put("usersEvery", usersEvery);
            }
            if (groupsEvery != null) {
                body.put("groupsEvery", groupsEvery);
            }
            return print(output.out(), gateway.put(path, body), target.json());
        }

        private static void put(ObjectNode settings, String name, @Nullable JsonNode value) {
            if (value == null) {
                settings.remove(name);
            } else {
                settings.set(name, value);
            }
        }

        private static ArrayNode list(String text) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            List.of(text.split(",")).forEach(element -> list.add(element.strip()));
            return list;
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new CommandException("The file " + file + " cannot be read.", e);
            }
        }
    }

    /** Exit code 1 when it does not work yet. */
    private static int print(PrintWriter out, JsonNode source, boolean json) {
        String state = source.path("state").asText();
        if (json) {
            out.println(source);
        } else {
            out.println("state: " + state + ", users every " + source.path("usersEvery") + " s, groups every "
                    + source.path("groupsEvery") + " s");
            source.path("settings")
                    .properties()
                    .forEach(one -> out.println("  " + one.getKey() + " = " + one.getValue()));
            source.path("secrets").forEach(name -> out.println("  " + name.asText() + " is stored"));
            source.path("findings")
                    .forEach(finding -> out.println((finding.path("mistake").isTextual() ? "[ ] " : "[x] ")
                            + finding.path("sentence").asText()));
        }
        out.flush();
        return state.equals("ready") ? 0 : 1;
    }
}
