package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.adapters.entra.EntraAdapter;
import dev.rollcall.spi.Quirk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/entra.md has each entry of the catalogue once, and what it names exists. */
class EntraPageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final int ENTRIES = 44;

    @Test
    void everyEntryStandsThereOnce() throws IOException {
        assertThat(found("(?m)^\\| (ENTRA-\\d\\d) \\|"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ENTRIES)
                        .mapToObj(number -> String.format("ENTRA-%02d", number))
                        .toList());
    }

    @Test
    void everyQuirkOfEntraStandsThereAndEveryTestExists() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/entra.md")))
                .contains(new EntraAdapter().quirks().stream().map(Quirk::id).toList());
        try (Stream<Path> files = Files.walk(ROOT, 14)) {
            Set<String> tests = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith("Test.java"))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
            assertThat(tests).containsAll(found("\\b([A-Z]\\w+Test)\\b"));
        }
    }

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(ROOT.resolve("docs/entra.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
