package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.AdapterFolders;
import dev.rollcall.server.pull.ReadProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told when a command cannot do what they ask. */
final class CommandLineIT {

    private final Path home;

    CommandLineIT(@TempDir Path home) {
        this.home = home;
    }

    private static void assertRefused(int exitCode, String told, int ended, String out, String err) {
        assertThat(ended).as(out + err).isEqualTo(exitCode);
        assertThat(err).contains(told).doesNotContain("\tat ", "Exception");
    }

    private void assertRefused(int exitCode, String told, String... arguments) {
        Typed typed = Typed.in(home, arguments);
        assertRefused(exitCode, told, typed.exitCode(), typed.out(), typed.err());
    }

    @Test
    void everyRefusalSaysWhatToDo() {
        assertRefused(1, "Start a gateway with ./rollcall up, or name a directory", "simulate", "okta");
        assertRefused(1, "use one of okta, entra", "simulate", "ldap");
        ReadProvider.adapter()
                .ifPresent(adapter -> assertRefused(
                        1, "Start a gateway with ./rollcall up, without pull.origin", "simulate", adapter.provider()));
        assertRefused(2, "Unknown option: '--prot'", "up", "--prot");
        assertRefused(1, "Start one with: ./rollcall up", "members");
    }

    @Test
    void conversationsThatAreNotThereAreRefusedWithThoseThatAre() {
        assertRefused(1, "name files of your own", "conversations", "ldap");

        Typed inTheCheckout = Typed.in(Path.of("..", "..", ".rollcall"), "conversations", "ldap");
        assertThat(inTheCheckout.err())
                .contains("adapters-ldap/src/test/conversations/ldap: name one of "
                        + String.join(", ", AdapterFolders.providers()) + ", or files of your own.");
    }

    private void assertProcessRefused(String told, String... arguments) throws InterruptedException {
        Cli cli = Cli.start(home, arguments);
        assertRefused(1, told, cli.exitCode(), cli.out(), cli.err());
    }

    /** These two set up the log of the whole process. */
    @Test
    void soDoesAGatewayThatCannotStart() throws InterruptedException {
        assertProcessRefused("serve needs a database: set database.url (ROLLCALL_DATABASE_URL)", "serve");
        assertProcessRefused(
                "The database postgresql://ada@127.0.0.1:1/db?sslmode=disable cannot be reached",
                "up",
                "--database-url",
                "postgresql://ada:hush@127.0.0.1:1/db?sslmode=disable");
    }
}
