package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is peculiar to one identity provider stands in its adapter: nothing else speaks of it, in code, comments or resources. */
@Execution(ExecutionMode.CONCURRENT)
final class VendorWordsTest {

    private static final Path ROOT = Path.of("../..");

    /** Words of vendors beside the ids of their adapters. */
    private static final List<String> MORE =
            List.of("entra ?id", "aad\\w*", "azure\\w*", "microsoft\\w*", "oktapreview");

    /** Ids that are ordinary words as well. */
    private static final Set<String> ORDINARY = Set.of("custom", "keeper");

    /** Libraries, a browser, and entries of the wire catalogue, which say where something was seen and decide nothing. */
    private static final Pattern NO_VENDOR =
            Pattern.compile("com\\.google\\.[\\w.]+|google\\.protobuf\\.\\w+|google-chrome|\\b[A-Z][A-Z0-9]+-\\d+\\b");

    /** Where a vendor may be named all the same, and why. The end of a path. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "server/node/Adapters.java", "lists the adapters; the only class that does",
            "bench/Attack.java", "plays an attacker who makes a directory",
            "bench/kit/Bodies.java", "plays a client whose bodies are those of one vendor",
            "resources/openapi/members.json", "examples show a directory as organisations have them",
            "resources/openapi/directories.json", "examples show a directory as organisations have them",
            "assets/console.css", "the colours of the vendors' badges",
            "jte/noDirectories.jte", "tells administrators which providers are meant");

    private static Stream<String> vendors() {
        return Stream.concat(Adapters.all().stream().map(Adapter::provider), MORE.stream())
                .filter(id -> !ORDINARY.contains(id));
    }

    private static Map<String, Set<String>> found(Stream<String> ids, Predicate<Path> where) throws IOException {
        String any = ids.collect(Collectors.joining("|"));
        Map<String, Set<String>> found = new TreeMap<>();
        if (any.isEmpty()) {
            return found;
        }
        Pattern words = Pattern.compile("\\b(" + any + ")(?![a-z])", Pattern.CASE_INSENSITIVE);
        try (Stream<Path> tree = Files.walk(ROOT.resolve("gateway"))) {
            for (Path file : tree.filter(where).toList()) {
                String text = NO_VENDOR.matcher(Files.readString(file)).replaceAll("");
                Matcher word = words.matcher(text);
                while (word.find()) {
                    found.computeIfAbsent(file.toString().replace('\\', '/'), path -> new TreeSet<>())
                            .add(word.group());
                }
            }
        }
        return found;
    }

    private static boolean isOurs(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.contains("/src/main/") && path.matches(".*\\.(java|jte|json|css|js|sql|properties|html|txt)");
    }

    private static boolean isTest(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.contains("/src/test/java/") && path.endsWith(".java") && !path.endsWith("/VendorWordsTest.java");
    }

    @Test
    @DisplayName("No file outside of the adapters speaks of a vendor, but for those that say why")
    void vendorsStayInTheirRooms() throws IOException {
        Map<String, Set<String>> found = found(vendors(), VendorWordsTest::isOurs);
        found.keySet().removeIf(path -> EXCEPTIONS.keySet().stream().anyMatch(path::endsWith));

        assertThat(found)
                .as("move what these say into an adapter, behind what it declares (dev.rollcall.spi.capability)")
                .isEmpty();
    }

    @Test
    @DisplayName("No exception is left that is not needed")
    void everyExceptionIsNeeded() throws IOException {
        Set<String> paths = found(vendors(), VendorWordsTest::isOurs).keySet();

        assertThat(EXCEPTIONS.keySet()).allSatisfy(end -> assertThat(paths).anyMatch(path -> path.endsWith(end)));
    }

    @Test
    @DisplayName(
            "No test outside of the adapters names one that the demo is not made of: the tests hold when it is taken"
                    + " out")
    void testsNameThoseOfTheDemo() throws IOException {
        Set<String> others = new TreeSet<>(AdapterFolders.providers());
        others.removeAll(ORDINARY);
        Adapters.demo().forEach(directory -> others.remove(directory.provider()));

        assertThat(found(others.stream(), VendorWordsTest::isTest))
                .as("take the providers from AdapterFolders, or ask for one that can what the test needs, as"
                        + " ReadProvider does")
                .isEmpty();
    }
}
