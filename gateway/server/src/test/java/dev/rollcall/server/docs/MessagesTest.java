package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testkit.golden.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** All that gateway and command line say, in one file, so that a change of it is seen where changes are reviewed. */
@Execution(ExecutionMode.CONCURRENT)
final class MessagesTest {

    /** Guides of adapters have pages of their own, and the console's texts stand in its pages. */
    private static final List<String> MODULES =
            List.of("core", "delivery", "expression", "pull", "resilience", "scim", "server", "spi", "trace");

    private static Map<Path, List<String>> messages;

    @BeforeAll
    static void readTheSources() throws IOException {
        List<Path> sources = MODULES.stream()
                .map(module -> Path.of("..", module, "src", "main", "java"))
                .flatMap(MessagesTest::javaBelow)
                .toList();
        messages = Messages.in(sources);
    }

    private static Stream<Path> javaBelow(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String place(Path source) {
        String path = source.toString().replace('\\', '/');
        int start = path.indexOf("/dev/rollcall/");
        return path.substring(start + "/dev/rollcall/".length(), path.length() - ".java".length());
    }

    @Test
    @DisplayName("The golden file has every message, under the class that says it")
    void everyMessageIsInTheGoldenFile() {
        String text = messages.entrySet().stream()
                .map(file -> place(file.getKey()) + "\n"
                        + file.getValue().stream()
                                .map(message -> "    " + message + "\n")
                                .collect(Collectors.joining()))
                .sorted()
                .collect(Collectors.joining("\n"));

        GoldenFile.verify(Path.of("src", "test", "messages.txt"), text);
    }

    @Test
    @DisplayName("Messages of errors, options and settings are found; logs and statements are not")
    void whatIsSaidIsFound() {
        assertThat(messages.values())
                .flatMap(all -> all)
                .anyMatch(text -> text.startsWith("How many people the directory may take out")
                        || text.contains("--url and --token"))
                .noneMatch(text -> text.contains("SELECT"));
    }
}
