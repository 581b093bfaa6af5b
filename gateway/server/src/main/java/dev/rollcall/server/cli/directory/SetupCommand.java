package dev.rollcall.server.cli.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.cli.kit.DirectoryTarget;
import dev.rollcall.server.cli.kit.GatewayClient;
import dev.rollcall.server.cli.kit.Output;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall setup}: how a directory is connected, in the words of its provider, and how far that has come (R4). */
@Command(name = "setup", description = "Show how to connect a directory, step by step, and which steps are done.")
public final class SetupCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final DirectoryTarget target = new DirectoryTarget();

    @Override
    public Integer call() {
        GatewayClient gateway = output.gateway();
        JsonNode setup = gateway.get(target.path(gateway) + "/setup");
        PrintWriter out = output.out();
        if (target.json()) {
            out.println(setup);
        } else {
            print(out, setup);
        }
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, JsonNode setup) {
        JsonNode guide = setup.path("guide");
        if (guide.isObject()) {
            out.println(guide.path("introduction").asText());
            guide.path("steps").forEach(step -> step(out, step));
            out.println();
            out.println("Defaults to change");
            guide.path("pitfalls")
                    .forEach(pitfall ->
                            out.println("  - " + pitfall.path("setting").asText() + ": "
                                    + pitfall.path("harm").asText() + ". Instead: "
                                    + pitfall.path("instead").asText() + "."));
            out.println();
            out.println("Good to know");
            guide.path("notes").forEach(note -> out.println("  - " + note.asText()));
        } else {
            setup.path("steps")
                    .forEach(step -> out.println(
                            tick(step) + " " + step.path("step").asText().replace('_', ' ')));
        }
        out.println();
        out.println(
                setup.path("next").isNull()
                        ? "Everything is set up."
                        : "Next: " + setup.path("next").asText());
    }

    private static void step(PrintWriter out, JsonNode step) {
        out.println();
        out.println(tick(step) + " " + step.path("title").asText());
        step.path("instructions").forEach(text -> out.println("      - " + text.asText()));
        step.path("copies").forEach(copy -> {
            out.println("      " + copy.path("label").asText() + ":");
            copy.path("text").asText().lines().forEach(line -> out.println("        " + line));
        });
    }

    /** The gateway does not see every step. */
    private static String tick(JsonNode step) {
        if (step.path("done").isNull()) {
            return "[-]";
        }
        return step.path("done").asBoolean() ? "[x]" : "[ ]";
    }
}
