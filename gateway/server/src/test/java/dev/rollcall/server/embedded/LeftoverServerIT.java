package dev.rollcall.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a restart of the machine the number in postmaster.pid may be any process's. */
final class LeftoverServerIT {

    private final Path data;
    private final Path elsewhere;

    LeftoverServerIT(@TempDir Path folder) throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    }

    private ServerProcess whenThePidIsOf(Process process) throws IOException {
        Files.writeString(data.resolve("postmaster.pid"), process.pid() + "\n" + data + "\n");
        return new ServerProcess(data);
    }

    private static Process sleeping(Path in) throws IOException {
        return new ProcessBuilder("sleep", "600").directory(in.toFile()).start();
    }

    @Test
    @DisplayName("a process that works in another folder is not ours, and is left alone")
    void aProcessOfSomebodyElseIsLeftAlone() throws IOException {
        Process other = sleeping(elsewhere);
        try {
            ServerProcess server = whenThePidIsOf(other);
            assertThat(server.find()).isEmpty();
            LeftoverServer.stop(server);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aProcessThatWorksInTheFolderIsFound() throws IOException {
        Process own = sleeping(data);
        try {
            assertThat(whenThePidIsOf(own).find().map(ProcessHandle::pid)).contains(own.pid());
        } finally {
            own.destroyForcibly();
        }
    }
}
