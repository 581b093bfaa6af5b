package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Rule 2 of docs/writing.md: what people read says who is meant; and rule 6: in no more words than it takes. The test reads the
 * documents, and the sources for what the programs say: messages, commands, pages of the console and the description of the API. In
 * tests it reads the display names and the comments.
 */
final class PeopleAreNamedTest {

    private static final Path ROOT = Path.of("../..");

    /** Not as a part of the name of a file or of a method, and not in italics, as writing.md names the words themselves. */
    private static final Pattern UNNAMED =
            Pattern.compile("(?i)(?<![\\w*-])(?:whoever|somebody|they\\s+who|at\\s+the\\s+most)(?![\\w*-])");

    /** A line of a comment, which is written for maintainers and is not shown. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(?://|/\\*|\\*).*$");

    /** A line that is neither a comment nor a display name, such as one with a userName. */
    private static final Pattern NOT_READ_IN_TESTS =
            Pattern.compile("(?m)^(?!\\s*(?://|/\\*|\\*|@DisplayName|\"|\\+ \")).*$");

    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesOfModules(String folder) throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> modules = Files.list(ROOT.resolve("gateway"))) {
            return Stream.concat(top, modules)
                    .map(module -> module.resolve(folder))
                    .filter(Files::isDirectory)
                    .flatMap(found -> filesBelow(found).stream())
                    .toList();
        }
    }

    private static boolean endsWith(Path file, String... endings) {
        return Stream.of(endings).anyMatch(file.toString()::endsWith);
    }

    private static List<String> unnamed(Path file, Pattern ignored) {
        try {
            String text = ignored.matcher(Files.readString(file)).replaceAll("");
            return UNNAMED.matcher(text)
                    .results()
                    .map(hit -> ROOT.relativize(file) + ": ..."
                            + text.substring(Math.max(0, hit.start() - 40), Math.min(text.length(), hit.end() + 40)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("Documents say who is meant; the changelog and the decisions stay as they were written")
    void documentsNamePeople() {
        Set<Path> documents = Stream.concat(
                        filesBelow(ROOT.resolve("docs")).stream(),
                        Stream.of("README.md", "SECURITY.md", "CONTRIBUTING.md").map(ROOT::resolve))
                .filter(file -> endsWith(file, ".md") && !endsWith(file, "changelog.md"))
                .filter(file -> !file.startsWith(ROOT.resolve("docs/adr")))
                .collect(Collectors.toSet());
        assertThat(documents).hasSizeGreaterThan(30);
        assertThat(documents)
                .flatMap(file -> unnamed(file, Pattern.compile("(?!)")))
                .isEmpty();
    }

    @Test
    @DisplayName("Messages, commands, pages of the console and the description of the API say who is meant")
    void programsNamePeople() throws IOException {
        List<Path> sources = filesOfModules("src/main").stream()
                .filter(file -> endsWith(file, ".java", ".jte", ".json", ".properties"))
                .toList();
        assertThat(sources)
                .anyMatch(file -> endsWith(file, "openapi/members.json"))
                .anyMatch(file -> endsWith(file, "cli/member/MemberCommand.java"))
                .anyMatch(file -> endsWith(file, "jte/people.jte"))
                .anyMatch(file -> endsWith(file, "okta/OktaGuide.java"));
        assertThat(sources).flatMap(file -> unnamed(file, COMMENT)).isEmpty();
    }

    @Test
    @DisplayName("Display names and comments of tests say who is meant, for the maintainers who read them")
    void testsNamePeople() throws IOException {
        List<Path> tests = filesOfModules("src/test/java").stream()
                .filter(file -> !file.endsWith("PeopleAreNamedTest.java"))
                .toList();
        assertThat(tests).hasSizeGreaterThan(300);
        assertThat(tests).flatMap(file -> unnamed(file, NOT_READ_IN_TESTS)).isEmpty();
    }

    @Test
    void theWordsAreFoundAndNamesOfFilesAreNot() {
        assertThat(UNNAMED.matcher("Whoever left, for somebody, and they\nwho stay")
                        .results())
                .hasSize(3);
        assertThat(UNNAMED.matcher("create-for-somebody-active.http, *somebody*, whoeverLeft()")
                        .results())
                .isEmpty();
    }
}
