package dev.rollcall.server.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.server.cli.Cli;
import dev.rollcall.server.cli.Typed;
import dev.rollcall.server.cli.kit.LocalState;
import dev.rollcall.server.cli.kit.LocalState.LocalDirectory;
import dev.rollcall.server.cli.kit.LocalState.PlayedCompany;
import dev.rollcall.server.node.Adapters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./rollcall up} as a process, from the first start to the last stop. */
final class UpCommandIT {

    private static final String[] UP = {"up", "--port", "0", "--management-port", "0"};
    private static final String LAST_LINE = "Ctrl-C stops it";

    private final Path home;
    private final List<Cli> started = new ArrayList<>();

    UpCommandIT(@TempDir Path folder) {
        this.home = folder.resolve("home");
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        for (Cli cli : started) {
            cli.terminate();
            cli.exitCode();
        }
    }

    private Cli run(String... arguments) {
        Cli cli = Cli.start(home, arguments);
        started.add(cli);
        return cli;
    }

    private LocalState state() {
        return LocalState.read(home.resolve("state.json")).orElseThrow();
    }

    @Test
    void everythingOutlivesAKillAndTheEndIsClean() throws Exception {
        Cli first = run(UP).await(LAST_LINE);
        assertSecretsAreTheOwners();
        assertASecondOneSaysSo();
        assertTheOtherCommandsFindIt();
        assertTheLogIsJsonAndTellsNoSecret(first);
        LocalState before = state();
        assertTheDatabaseIsStartedAgainWhenItIsKilled();

        first.kill();
        Cli second = run(UP).await(LAST_LINE);

        assertThat(second.err()).contains("left its PostgreSQL running");
        assertThat(credentials(state())).isEqualTo(credentials(before));
        Typed members = Typed.in(home, "members", "--text", ".okta@");
        assertThat(members.exitCode()).as(members.err()).isZero();
        assertThat(members.out()).containsPattern("\\b20 of \\d+ members shown");
        assertThePlayedCompanyIsTheSame();

        second.terminate();
        assertThat(second.exitCode()).isEqualTo(143);
        assertThat(home.resolve("postgres/data/postmaster.pid")).doesNotExist();
        Typed nobody = Typed.in(home, "members");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err())
                .startsWith("No gateway responds at http://127.0.0.1:")
                .contains("./rollcall up");
        assertTheDemoIsReset();
    }

    private void assertTheDemoIsReset() throws Exception {
        byte[] key = Files.readAllBytes(home.resolve("server.key"));
        Typed reset = Typed.in(home, "demo", "reset");
        assertThat(reset.exitCode()).as(reset.err()).isZero();
        assertThat(reset.out()).contains("To make a new one, use: ./rollcall up");
        for (String file : List.of("postgres", "state.json", "company.jsonl")) {
            assertThat(home.resolve(file)).doesNotExist();
        }
        assertThat(home.resolve("server.key")).hasBinaryContent(key);
        assertThat(Typed.in(home, "demo", "reset").out()).startsWith("There is no demo yet in " + home);
    }

    private void assertSecretsAreTheOwners() throws Exception {
        for (String file : List.of("state.json", "server.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    /** M2. */
    private void assertTheDatabaseIsStartedAgainWhenItIsKilled() throws Exception {
        String pid =
                Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).get(0);
        new ProcessBuilder("kill", "-9", pid).start().waitFor();
        Instant deadline = Instant.now().plusSeconds(60);
        while (Typed.in(home, "members", "--limit", "1").exitCode() != 0) {
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private void assertASecondOneSaysSo() throws InterruptedException {
        Cli second = run(UP);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).startsWith("Rollcall is already running");
        Typed reset = Typed.in(home, "demo", "reset");
        assertThat(reset.exitCode()).isEqualTo(1);
        assertThat(reset.err()).startsWith("Rollcall is already running");
    }

    private void assertTheOtherCommandsFindIt() throws InterruptedException {
        Cli simulate = run("simulate", "okta", "--users", "20", "--groups", "3");
        assertThat(simulate.exitCode()).as(simulate.out() + simulate.err()).isZero();
        assertThat(simulate.out())
                .contains("Okta: 20 users and 3 groups", "unexpected  none", "model       equal: 20 users, 3 groups");

        Cli members = run("members", "--text", ".okta@", "--limit", "5");
        assertThat(members.exitCode()).isZero();
        assertThat(members.out()).contains("MEMBER", "group Rollcall").containsPattern("\\b5 of \\d+ members shown");
        Typed all = Typed.in(home, "members", "--text", ".okta@");
        assertThat(all.out()).containsPattern("\\b20 of \\d+ members shown");
        assertADirectoryThatIsReadIsPlayed();

        Typed setup = Typed.in(home, "setup", "okta");
        assertThat(setup.exitCode()).as(setup.err()).isZero();
        assertThat(setup.out())
                .contains("[x] Connect", "[-] Create the application", "        " + state().url() + "/scim/v2/")
                .endsWith("Everything is set up.\n");

        Typed link = Typed.in(home, "sign-in");
        assertThat(link.exitCode()).isZero();
        assertThat(link.out()).startsWith(state().url() + "/console/sign-in#");
    }

    /** The company that {@code up} plays for a provider whose directory is read lives on, and the directory follows. */
    private void assertADirectoryThatIsReadIsPlayed() throws InterruptedException {
        Optional<PlayedCompany> played = Optional.ofNullable(state().played());
        assertThat(played.isPresent())
                .isEqualTo(Adapters.all().stream()
                        .anyMatch(adapter -> adapter.stage().isPresent()));
        if (played.isPresent()) {
            Cli simulate = run("simulate", played.get().provider(), "--users", "12", "--groups", "3");
            assertThat(simulate.exitCode()).as(simulate.out() + simulate.err()).isZero();
            assertThat(simulate.out())
                    .contains("12 users and 3 groups join", "things happen", "model       equal: 19 users, 6 groups");
        }
    }

    /** What happened in the company outlives the process that played it: there is nothing new to read. */
    private void assertThePlayedCompanyIsTheSame() {
        Optional<PlayedCompany> played = Optional.ofNullable(state().played());
        if (played.isPresent()) {
            String id = state().directory(played.get().provider()).orElseThrow().id();
            Typed sync = Typed.in(home, "sync", "now", id, "--org", "demo", "--follow");
            assertThat(sync.exitCode()).as(sync.err()).isZero();
            assertThat(sync.out()).contains("  users=19").doesNotContain("requests=");
        }
    }

    private void assertTheLogIsJsonAndTellsNoSecret(Cli up) throws Exception {
        JsonMapper json = new JsonMapper();
        List<String> lines = up.err().lines().toList();
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            assertThat(json.readTree(line).has("message")).isTrue();
        }
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"route\":\"/scim/v2/:directory/Users\"", "\"provider\":\"okta\"", "\"ms\":"));
        assertThat(up.err()).doesNotContain("@demo.example", "filter=", "rc_", "Bearer");
    }

    private static List<String> credentials(LocalState state) {
        return state.directories().stream().map(LocalDirectory::credential).toList();
    }
}
