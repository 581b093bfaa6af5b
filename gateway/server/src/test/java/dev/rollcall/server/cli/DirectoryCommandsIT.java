package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.RunningGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The walk of docs/directories.md and docs/undo.md, as people type it. */
final class DirectoryCommandsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final Path home;

    DirectoryCommandsIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void aDirectoryIsMadeMappedActivatedAndUndone() {
        GatewayCommands typed = new GatewayCommands(GATEWAY, home);
        assertThat(typed.run("directory create custom --name Ours")).contains("Ours", "draft", "SCIM base URL: http");
        assertThat(typed.run("token issue Ours")).startsWith("rc_");
        assertThat(typed.run("role add Ours Staff member")).contains("Changed: nobody");
        assertThat(typed.run("role add Ours Bosses admin --position 1")).contains("Changed: nobody");
        assertThat(typed.run("role list Ours")).containsSubsequence("1  Bosses (not pushed yet)  admin", "2  Staff");
        assertThat(typed.run("role order Ours 2 1 --dry-run")).contains("Would change: nobody");
        assertThat(typed.run("role default Ours none")).contains("Changed");
        assertThat(typed.run("directory guard set Ours --share 50")).contains("Changed: nobody");
        assertThat(typed.run("directory guard show Ours")).contains("50 %", "held now: 0");
        assertThat(typed.run("preview Ours")).contains("Would change: nobody. Seats 0 -> 0");
        assertThat(typed.run("directory activate Ours")).contains("Changed: nobody");
        assertThat(typed.run("directory activations Ours")).contains("runs", "no");
        assertThat(typed.run("undo Ours --json")).contains("\"dryRun\":false");
        assertThat(typed.run("directory show Ours")).contains("deactivated", "no access");
        assertThat(typed.refused("undo Ours")).contains("no activation that could be undone");
        assertThat(typed.refused("directory show Theirs")).contains("./rollcall directory list");
    }
}
