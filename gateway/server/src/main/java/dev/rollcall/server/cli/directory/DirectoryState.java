package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.DryRunOption;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.ImpactPrinter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that take a directory from one state to another. */
abstract class DirectoryState implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryTarget target = new DirectoryTarget();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    private final String verb;

    private DirectoryState(String verb) {
        this.verb = verb;
    }

    ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What the request says beside the directory; another one is found by the gateway's list. */
    ObjectNode body(Function<String, JsonNode> directories) {
        return body();
    }

    @Override
    public Integer call() {
        GatewayClient gateway = output.gateway();
        ObjectNode body = body(name -> target.find(gateway, name));
        JsonNode impact = gateway.post(target.path(gateway) + "/" + verb + dryRun.query(), body);
        ImpactPrinter.answer(output.out(), target.json(), impact);
        return 0;
    }

    /** {@code rollcall directory preview}. */
    @Command(
            name = "preview",
            description = "Start the preview: what the provider sends is stored, and members stay as they are.")
    static final class StartPreview extends DirectoryState {
        StartPreview() {
            super("preview");
        }
    }

    /** {@code rollcall directory activate}. */
    @Command(name = "activate", description = "Go live.")
    static final class Activate extends DirectoryState {
        Activate() {
            super("activate");
        }
    }

    /** {@code rollcall directory pause}. */
    @Command(name = "pause", description = "Pause a directory: store what it sends without applying it.")
    static final class Pause extends DirectoryState {
        Pause() {
            super("pause");
        }
    }

    /** {@code rollcall directory resume}. */
    @Command(name = "resume", description = "Resume a directory: apply what it sent while it was paused.")
    static final class Resume extends DirectoryState {
        Resume() {
            super("resume");
        }
    }

    /** What becomes of members. */
    enum Members {
        KEEP,
        SUSPEND;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code rollcall directory take-over}. */
    @Command(
            name = "take-over",
            description = "Take over from another directory, which is deactivated. A person who is in both stays the"
                    + " same member on the same seat.")
    static final class TakeOver extends DirectoryState {

        @Option(
                names = "--from",
                paramLabel = "DIRECTORY",
                required = true,
                description = "The directory to take over from, given by id, name or provider.")
        private String from = "";

        @Option(
                names = "--others",
                paramLabel = "keep|suspend",
                required = true,
                description =
                        "What happens to its members whom this directory does not know. keep: they stay, as if invited"
                                + " by hand; suspend: they are suspended and their seats freed.")
        private Members others = Members.KEEP;

        TakeOver() {
            super("take-over");
        }

        @Override
        ObjectNode body(Function<String, JsonNode> directories) {
            return body().put("from", directories.apply(from).path("id").asText())
                    .put("others", others.word());
        }
    }

    /** {@code rollcall directory deactivate}. */
    @Command(name = "deactivate", description = "Deactivate a directory: end its activation.")
    static final class Deactivate extends DirectoryState {

        @Option(
                names = "--members",
                paramLabel = "keep|suspend",
                required = true,
                description =
                        "keep: they stay, as if invited by hand; suspend: they are suspended and their seats freed.")
        private Members members = Members.KEEP;

        Deactivate() {
            super("deactivate");
        }

        @Override
        ObjectNode body() {
            return super.body().put("members", members.word());
        }
    }
}
