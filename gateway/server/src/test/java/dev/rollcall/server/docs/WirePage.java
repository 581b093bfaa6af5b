package dev.rollcall.server.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of a page that goes through the wire catalogue of one vendor, such as docs/okta.md. */
public final class WirePage {

    private static final Path DOCS = Path.of("..", "..", "docs");

    private WirePage() {}

    /** One entry: what becomes of what the vendor does, and the tests that show it. */
    public record Row(String entry, String becomes, String shownBy) {}

    public static List<Row> rows(String provider) {
        return text(provider)
                .lines()
                .filter(line -> line.matches("\\| [A-Z]+-\\d\\d \\|.*"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(cells[1].strip(), cells[3].strip(), cells[4].strip()))
                .toList();
    }

    static Row row(String provider, String entry) {
        return rows(provider).stream()
                .filter(row -> row.entry().equals(entry))
                .findFirst()
                .orElseThrow();
    }

    static String text(String provider) {
        try {
            return Files.readString(DOCS.resolve(provider + ".md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
