package dev.rollcall.testkit.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Folders for what outlives a test method, such as the key of a gateway that a whole class shares; they are gone when the JVM ends. A test
 * method has {@code @TempDir}. Thread-safe.
 */
public final class TestFolder {

    private static final Queue<Path> MADE = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> MADE.forEach(TestFolder::delete)));
    }

    private TestFolder() {}

    /** An empty folder that nobody else may read. */
    public static Path make() {
        try {
            Path folder = Files.createTempDirectory("rollcall-test");
            MADE.add(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As much as can be deleted: a process that has not ended yet may still write. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // Nobody reads what is said so late.
        }
    }
}
