package dev.rollcall.bench;

import dev.rollcall.bench.kit.Chart;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws what a bench printed with {@code --format json}. */
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = "Draw the JSON of a bench as curves, in an SVG file.")
final class Plot implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RESULT.json", description = "What a bench printed with --format json.")
    private Path result = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE.svg", description = "The file to write.")
    private Path file = Path.of("");

    @Option(names = "--title", description = "The title; without it, that of the result.")
    private @Nullable String title;

    @Override
    public Integer call() throws IOException {
        JsonObject read = new JsonObject(Files.readString(result));
        if (!read.containsKey("plot")) {
            System.err.println("This result has no curve: only side-by-side, group-growth and many-tenants have one.");
            return 1;
        }
        if (title != null) {
            read.getJsonObject("plot").put("title", title);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, Chart.of(read));
        return 0;
    }
}
