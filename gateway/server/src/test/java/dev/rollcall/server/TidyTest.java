package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests leave a machine as they find it. */
final class TidyTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern LEFT_BEHIND = Pattern.compile("Files\\s*\\.createTemp");

    private static boolean leavesBehind(Path file) {
        try {
            return LEFT_BEHIND.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName(
            "What a test puts into the temporary folder is in a @TempDir or a TestFolder, which take it away again")
    void nothingIsLeftBehind() throws IOException {
        try (Stream<Path> tree = Files.walk(ROOT)) {
            List<Path> tests = tree.filter(file -> file.toString().contains("src/test/java"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .toList();
            assertThat(tests).hasSizeGreaterThan(100);
            assertThat(tests.stream().filter(TidyTest::leavesBehind)).isEmpty();
        }
    }
}
