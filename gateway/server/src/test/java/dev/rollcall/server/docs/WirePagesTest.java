package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.AdapterFolders;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Quirk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/okta.md and docs/entra.md have each entry of the catalogue once, with its tests or the reason why it needs none. */
class WirePagesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w+(?:Test|IT)\\b");
    private static final Pattern CONVERSATION = Pattern.compile("[a-z0-9-]+\\.http\\b");

    @ParameterizedTest
    @CsvSource({"okta, 38", "entra, 44"})
    void everyEntryStandsThereOnce(String provider, int entries) {
        assertThat(WirePage.rows(provider))
                .extracting(WirePage.Row::entry)
                .containsExactlyElementsOf(entries(provider, entries));
    }

    private static List<String> entries(String provider, int entries) {
        return IntStream.rangeClosed(1, entries)
                .mapToObj(number -> String.format("%s-%02d", provider.toUpperCase(Locale.ROOT), number))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"okta", "entra"})
    void everyEntryHasItsTestsOrAReason(String provider) {
        assertThat(WirePage.rows(provider)).allSatisfy(row -> {
            if (row.shownBy().isBlank()) {
                assertThat(row.becomes()).startsWith("needs nothing");
            } else {
                assertThat(found(TEST, row.shownBy()).size()
                                + found(CONVERSATION, row.shownBy()).size())
                        .isPositive();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"okta", "entra"})
    void everyQuirkAndHabitStandsBesideTheEntryThatShowsIt(String provider) {
        Adapter adapter = Adapters.of(provider).orElseThrow();
        String prefix = provider.toUpperCase(Locale.ROOT) + "-";
        for (Quirk quirk : adapter.quirks()) {
            quirk.evidence().stream()
                    .filter(entry -> entry.startsWith(prefix))
                    .limit(1)
                    .forEach(entry ->
                            assertThat(WirePage.row(provider, entry).becomes()).contains(quirk.id()));
        }
        adapter.habitEvidence()
                .forEach((habit, entry) ->
                        assertThat(WirePage.row(provider, entry).becomes()).contains(habit.id()));
    }

    @Test
    void whatThePagesNameExists() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 14)) {
            Set<String> tests = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith("Test.java") || file.endsWith("IT.java"))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
            for (String provider : List.of("okta", "entra")) {
                String page = WirePage.text(provider);
                assertThat(tests).containsAll(found(TEST, page));
                assertThat(found(CONVERSATION, page))
                        .allSatisfy(name -> assertThat(AdapterFolders.of(provider)
                                        .resolve("src/test/conversations")
                                        .resolve(provider)
                                        .resolve(name))
                                .exists());
            }
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
