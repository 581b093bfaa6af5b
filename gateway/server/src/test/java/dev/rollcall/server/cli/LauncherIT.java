package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.ShippedJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code rollcall}, with a JDK that tells what it was started with. */
final class LauncherIT {

    private static final Path SCRIPT = Path.of("..", "..", "rollcall");

    private final Path jdk;

    LauncherIT(@TempDir Path folder) throws IOException {
        jdk = folder;
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, """
            #!/usr/bin/env bash
            if [[ "$1" == -XshowSettings* ]]; then
              echo '    java.specification.version = 17'
            else
              echo "$@"
            fi
            """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    private String run(String memory) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(SCRIPT.toString(), "settings")).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        if (!memory.isEmpty()) {
            builder.environment().put("ROLLCALL_MEMORY", memory);
        }
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }

    @Test
    @DisplayName(
            "M1: the memory of a gateway is bounded, and one that is short of it ends rather than goes on half alive")
    void memoryIsBounded() throws IOException, InterruptedException {
        assertThat(run(""))
                .contains("-Xmx1g ", "-XX:InitialHeapSize=64m ", "-XX:+ExitOnOutOfMemoryError ", "-jar ")
                .contains(ShippedJar.path().getFileName().toString())
                .endsWith(" settings\n");
        assertThat(run("512m")).contains("-Xmx512m ");
        assertThat(run("lots")).contains("ROLLCALL_MEMORY is lots").doesNotContain("-Xmx");
    }
}
