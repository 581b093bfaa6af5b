package dev.rollcall.adapters.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.spi.setup.Place;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.testkit.golden.GoldenFile;
import dev.rollcall.testkit.setup.GuidePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages about Google say what is so: the guide what the adapter says, the entries only tests that there are. */
final class GooglePagesTest {

    private static final Path ROOT = Path.of("..");
    private static final Place ANY = new Place(
            "https://scim.example.com/scim/v2/DIRECTORY",
            "the text of the credential that was issued for the directory",
            Place.recommended("Rollcall"));

    @Test
    void theGuide() {
        SetupGuide guide = new GoogleAdapter().setupGuide(ANY).orElseThrow();
        GoldenFile.verify(ROOT.resolve("docs/guides/google.md"), GuidePage.of("Google Workspace", "google.md", guide));
        assertThat(guide.steps()).extracting(SetupGuide.Step::id).doesNotHaveDuplicates();
    }

    @Test
    void everyEntryHasARowAndEveryTestIsThere() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/google.md")).stream()
                .filter(line -> line.startsWith("| GOOGLE-"))
                .toList();
        List<String> expected = IntStream.concat(IntStream.rangeClosed(1, 14), IntStream.rangeClosed(20, 72))
                .mapToObj(number -> String.format("GOOGLE-%02d", number))
                .toList();
        assertThat(rows.stream().map(row -> row.substring(2, row.indexOf(" |", 2))))
                .isEqualTo(expected);
        Set<String> there = tests();
        Set<String> named = Pattern.compile("\\w+(?:Test|IT)\\b")
                .matcher(String.join("\n", rows))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(5).isSubsetOf(there);
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith("Test.java") || name.endsWith("IT.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
