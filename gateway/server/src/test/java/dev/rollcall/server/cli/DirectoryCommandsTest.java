package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The walk of docs/directories.md and docs/undo.md, as people type it. */
final class DirectoryCommandsTest {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final Path home;

    DirectoryCommandsTest(@TempDir Path home) {
        this.home = home;
    }

    @BeforeEach
    void aGatewayIsUp() {
        new LocalState(GATEWAY.url(), GATEWAY.managementUrl(), GATEWAY.token(new Scope.Operator()), List.of())
                .write(home.resolve("state.json"));
    }

    private String run(String line) throws InterruptedException {
        Cli cli = Cli.start(home, line.split(" ", -1));
        assertThat(cli.exitCode()).as(line + "\n" + cli.out() + cli.err()).isZero();
        return cli.out();
    }

    private String refused(String line) throws InterruptedException {
        Cli cli = Cli.start(home, line.split(" ", -1));
        assertThat(cli.exitCode()).as(line + "\n" + cli.out() + cli.err()).isEqualTo(1);
        return cli.err();
    }

    @Test
    void aDirectoryIsMadeMappedActivatedAndUndone() throws InterruptedException {
        assertThat(run("directory create custom --name Ours")).contains("Ours", "draft", "SCIM base URL: http");
        assertThat(run("token issue Ours")).startsWith("rc_");
        assertThat(run("role add Ours Staff member")).contains("Changed: nobody");
        assertThat(run("role add Ours Bosses admin --position 1")).contains("Changed: nobody");
        assertThat(run("role list Ours")).containsSubsequence("1  Bosses (not pushed yet)  admin", "2  Staff");
        assertThat(run("role order Ours 2 1 --dry-run")).contains("Would change: nobody");
        assertThat(run("role default Ours none")).contains("Changed");
        assertThat(run("directory guard set Ours --share 50")).contains("Changed: nobody");
        assertThat(run("directory guard show Ours")).contains("50 %", "held now: 0");
        assertThat(run("preview Ours")).contains("Would change: nobody. Seats 0 -> 0");
        assertThat(run("directory activate Ours")).contains("Changed: nobody");
        assertThat(run("directory activations Ours")).contains("runs", "no");
        assertThat(run("undo Ours --json")).contains("\"dryRun\":false");
        assertThat(run("directory show Ours")).contains("deactivated", "no access");
        assertThat(refused("undo Ours")).contains("no activation that is not undone");
        assertThat(refused("directory show Theirs")).contains("./rollcall directory list");
    }
}
