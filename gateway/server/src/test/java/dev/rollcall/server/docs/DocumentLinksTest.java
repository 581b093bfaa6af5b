package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the documents point to is there: files, headings, and the test classes that they name as proof. */
final class DocumentLinksTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))[`.#]");

    private static List<Path> documents() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyLinkLeadsToAFileAndAHeading() {
        List<String> broken = new ArrayList<>();
        Set<String> gone = TakenOut.folders();
        int followed = 0;
        for (Path document : documents()) {
            Matcher links = LINK.matcher(read(document));
            while (links.find()) {
                String link = links.group(1);
                if (link.contains("://") || link.startsWith("mailto:") || link.startsWith("/")) {
                    continue;
                }
                followed++;
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
                if (gone.stream().anyMatch(parts[0]::contains)) {
                    continue;
                }
                boolean there = Files.exists(target)
                        && (parts.length == 1 || headings(target).contains(parts[1]));
                if (!there) {
                    broken.add(document.getFileName() + " -> " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(followed).isGreaterThan(200);
    }

    @Test
    @DisplayName("The index by reader leads to every document")
    void theIndexLeadsToEveryDocument() {
        String index = read(ROOT.resolve("docs/README.md"));

        assertThat(documents())
                .filteredOn(path -> path.getParent().equals(ROOT.resolve("docs")) && !path.endsWith("README.md"))
                .allSatisfy(path -> assertThat(index).contains("(" + path.getFileName() + ")"));
    }

    /** As the places that show Markdown make anchors of headings. */
    private static Set<String> headings(Path document) {
        return read(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void everyTestThatADocumentNamesIsThere() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(ROOT)) {
            tests = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java") || name.endsWith("IT.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            if (document.getFileName().toString().equals("changelog.md")) {
                continue;
            }
            Matcher named = TEST.matcher(read(document));
            while (named.find()) {
                if (!tests.contains(named.group(1))) {
                    missing.add(document.getFileName() + ": " + named.group(1));
                }
            }
        }
        // Whose tests went with the adapter cannot be told from their names.
        if (TakenOut.folders().isEmpty()) {
            assertThat(missing).isEmpty();
        }
    }
}
