package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told when a command cannot do what they ask. */
final class CommandLineTest {

    private final Path home;

    CommandLineTest(@TempDir Path home) {
        this.home = home;
    }

    private void assertRefused(int exitCode, String told, String... arguments) throws InterruptedException {
        Cli cli = Cli.start(home, arguments);
        assertThat(cli.exitCode()).as(cli.out() + cli.err()).isEqualTo(exitCode);
        assertThat(cli.err()).contains(told).doesNotContain("\tat ", "Exception");
    }

    @Test
    void everyRefusalSaysWhatToDo() throws InterruptedException {
        assertRefused(1, "serve needs a database: set database.url (ROLLCALL_DATABASE_URL)", "serve");
        assertRefused(1, "Start a gateway with ./rollcall up, or name a directory", "simulate", "okta");
        assertRefused(1, "use okta or entra", "simulate", "google");
        assertRefused(2, "Unknown option: '--prot'", "up", "--prot");
        assertRefused(1, "Start one with: ./rollcall up", "members");
        assertRefused(
                1,
                "The database postgresql://ada@127.0.0.1:1/db?sslmode=disable cannot be reached",
                "up",
                "--database-url",
                "postgresql://ada:hush@127.0.0.1:1/db?sslmode=disable");
    }
}
