package dev.rollcall.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that must match the text that the code generates. */
public final class GoldenFile {

    private static final String REGENERATE = "rollcall.regenerate";

    private GoldenFile() {}

    /**
     * Compares, or writes the file when the system property {@code rollcall.regenerate} is set.
     *
     * @param file from the folder of the Maven module, which is where its tests run
     */
    public static void verify(Path file, String text) {
        try {
            if (Boolean.getBoolean(REGENERATE)) {
                Files.writeString(file, text);
            }
            String committed = Files.exists(file) ? Files.readString(file) : "";
            assertThat(committed)
                    .as(
                            "%s is stale: run this test with -D%s=true to write it again, and review the difference",
                            file.getFileName(), REGENERATE)
                    .isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
