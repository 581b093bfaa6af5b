package dev.rollcall.server.docs;

import dev.rollcall.server.AdapterFolders;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import dev.rollcall.testkit.golden.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of providers in README is written from what the adapters declare, and from what is there for each of them. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final String HEAD = "| | Okta |";
    private static final String CUSTOM = "custom";

    /** Those with an adapter of their own, then what stands for all others. */
    private static final List<Adapter> COLUMNS = AdapterFolders.adapters();

    private static final long PRESETS =
            Adapters.all().stream().filter(ReadmeTest::isPreset).count() - 1;

    private static boolean isPreset(Adapter adapter) {
        return adapter.getClass().getPackageName().endsWith("." + CUSTOM);
    }

    @Test
    void theTableOfProvidersIsWhatTheyDeclare() throws IOException {
        Path readme = ROOT.resolve("README.md");
        String text = Files.readString(readme);
        int start = text.indexOf(HEAD);
        int end = text.indexOf("\n\n", start) + 1;
        GoldenFile.verify(readme, text.substring(0, start) + with(text.substring(start, end)) + text.substring(end));
    }

    /** The table with the columns of the adapters that are there; a column of one that is not stays as it is. */
    private static String with(String before) {
        List<List<String>> old = cells(before);
        List<List<String>> made = cells(table());
        List<String> ours = made.get(0);
        StringBuilder table = new StringBuilder();
        for (int row = 0; row < made.size(); row++) {
            List<String> line = new ArrayList<>(made.get(row));
            for (int column = 0; column < old.get(0).size() && row < old.size(); column++) {
                if (!ours.contains(old.get(0).get(column))) {
                    line.add(column, old.get(row).get(column));
                }
            }
            table.append("| ").append(String.join(" | ", line).strip()).append(" |\n");
        }
        return table.toString().replace("|  |", "| |");
    }

    private static List<List<String>> cells(String table) {
        return table.lines()
                .map(line -> Stream.of(line.strip()
                                .substring(1, line.strip().length() - 1)
                                .split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static String table() {
        return row("", adapter -> isPreset(adapter) ? "other SCIM 2.0 clients" : adapter.displayName())
                + "| --- |" + " --- |".repeat(COLUMNS.size()) + "\n"
                + row("How users and groups come", ReadmeTest::arrival)
                + row("Quirks removed", ReadmeTest::quirks)
                + row(
                        "Entry by entry: what it does, how Rollcall handles it, which test shows it",
                        adapter -> "[" + entries(adapter) + " entries](docs/" + adapter.provider() + ".md)")
                + row(
                        "[Golden conversations](docs/conversations.md), which can be played against any URL",
                        adapter -> Files.exists(AdapterFolders.of(adapter.provider())
                                        .resolve("src/test/conversations")
                                        .resolve(adapter.provider()))
                                ? "yes"
                                : "not yet")
                + row(
                        "A tenant's whole life played by `simulate`, compared user by user at the " + "end",
                        ReadmeTest::simulated)
                + row(
                        "Set-up guide in the provider's own menu names, filled in and ticked off: `./rollcall setup`",
                        ReadmeTest::guide);
    }

    private static String row(String what, Function<Adapter, String> cell) {
        return "| " + (what.isEmpty() ? "" : what + " ")
                + COLUMNS.stream()
                        .map(adapter -> "| " + cell.apply(adapter) + " ")
                        .collect(Collectors.joining())
                + "|\n";
    }

    private static String arrival(Adapter adapter) {
        return adapter.source().isPresent() ? "[read by its API](docs/pull.md)" : "sent over SCIM";
    }

    private static String quirks(Adapter adapter) {
        if (isPreset(adapter)) {
            return "[" + adapter.quirks().size() + ", and a profile as data](docs/profiles.md)";
        }
        int habits = adapter.habits().size();
        return "[" + adapter.quirks().size() + ", and " + habits + (habits == 1 ? " habit" : " habits")
                + "](docs/quirks.md)";
    }

    private static long entries(Adapter adapter) {
        return WirePage.text(adapter.provider())
                .lines()
                .filter(line -> line.matches("\\| [A-Z0-9]+-\\d+ \\|.*"))
                .count();
    }

    private static String simulated(Adapter adapter) {
        if (isPreset(adapter)) {
            return "[each preset](docs/presets.md)";
        }
        if (adapter.stage().isPresent()) {
            return "[its directory is read](docs/pull.md#try-it-without-an-account)";
        }
        return adapter.simulator().isEmpty()
                ? "not yet"
                : "yes; `--dialect` "
                        + new TreeSet<>(adapter.dialects().keySet())
                                .stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String guide(Adapter adapter) {
        String page = "docs/guides/" + adapter.provider() + ".md";
        if (isPreset(adapter)) {
            return "[" + PRESETS + " presets](docs/presets.md), and [any other](" + page + ")";
        }
        return exists(page) ? "[yes](" + page + ")" : "not yet";
    }

    private static boolean exists(String path) {
        return Files.exists(ROOT.resolve(path));
    }
}
