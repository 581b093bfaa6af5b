package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.AdapterFolders;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import dev.rollcall.testkit.golden.GoldenFile;
import dev.rollcall.testkit.quirk.Example;
import dev.rollcall.testkit.quirk.QuirkPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuirkPageTest {

    private static final Path ROOT = Path.of("..", "..");

    private static final List<Adapter> ADAPTERS = AdapterFolders.adapters();

    @Test
    void thePageOfQuirksSaysWhatTheCodeDoes() throws IOException {
        Path page = ROOT.resolve("docs/quirks.md");
        String written = QuirkPage.of(ADAPTERS, QuirkPageTest::examples, entries());
        if (TakenOut.folders().isEmpty()) {
            GoldenFile.verify(page, written);
        } else {
            assertThat(Files.readAllLines(page)).containsAll(headings(written));
        }
    }

    private static List<String> headings(String written) {
        return written.lines().filter(line -> line.startsWith("#")).toList();
    }

    private static List<QuirkPage.Entry> entries() {
        return Stream.of("okta", "entra")
                .flatMap(provider -> WirePage.rows(provider).stream()
                        .map(row -> new QuirkPage.Entry(
                                row.entry(), provider, row.shownBy().isBlank() ? row.becomes() : row.shownBy())))
                .toList();
    }

    private static List<Example> examples(Quirk quirk) {
        Stream<Path> own = ADAPTERS.stream()
                .map(adapter -> AdapterFolders.of(adapter.provider()).resolve("src/test/resources/quirks"));
        Stream<Path> shared = Stream.of(ROOT.resolve("gateway/testkit/src/main/resources/quirks"));
        return Stream.concat(own, shared)
                .flatMap(folder -> Example.in(folder.resolve(quirk.id())).stream())
                .toList();
    }
}
