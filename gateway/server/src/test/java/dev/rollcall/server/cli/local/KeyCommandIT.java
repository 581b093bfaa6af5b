package dev.rollcall.server.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.cli.Typed;
import dev.rollcall.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that exchange the server key, on its own machine. */
final class KeyCommandIT {

    private final Path home;
    private final Path key;
    private final Path settings;

    KeyCommandIT(@TempDir Path home) throws IOException {
        this.home = home;
        this.key = home.resolve("rollcall.key");
        ServerKey.readOrMake(key);
        this.settings = Files.write(
                home.resolve("rollcall.properties"),
                List.of("database.url = " + TestPostgres.fast().createDatabase(), "secret.file = " + key));
    }

    private String run(String line) {
        Typed typed = typed(line);
        assertThat(typed.exitCode()).as(typed.err()).isZero();
        return typed.out();
    }

    private String refused(String line) {
        Typed typed = typed(line);
        assertThat(typed.exitCode()).as(typed.out()).isEqualTo(1);
        return typed.err();
    }

    private Typed typed(String line) {
        return Typed.in(home, (line + " --config " + settings).split(" ", -1));
    }

    private List<String> ids() {
        return ServerKey.read(key).ids();
    }

    @Test
    @DisplayName(
            "A key is added, used, and the former one dropped when nothing needs it, each step told with the next one")
    void theKeyIsExchangedStepByStep() {
        String former = ids().get(0);
        assertThat(run("key list")).containsPattern(former + " +in use +0 +0 +0");
        run("first-token ada");
        assertThat(run("key list")).containsPattern(former + " +in use +0 +1 +0");
        assertThat(refused("key drop " + former)).contains("is in use");

        String added = run("key add");
        String fresh = ids().get(1);
        assertThat(added).contains("Added " + fresh, "./rollcall key use " + fresh);
        assertThat(run("key list")).containsPattern(former + " +in use").containsPattern(fresh + " +read");
        assertThat(refused("key use 00000000")).contains("holds no key 00000000", former, fresh);

        assertThat(run("key use " + fresh)).contains(fresh + " is in use", "./rollcall key reseal");
        assertThat(run("key use " + fresh)).contains("in use already");
        assertThat(run("key list")).containsPattern(fresh + " +in use").containsPattern(former + " +read +0 +1 +0");
        assertThat(run("key reseal")).contains("Secrets encrypted again: 0");
        assertThat(refused("key drop " + former)).contains("is still needed", "1 tokens of the operator");
        assertThat(run("key drop " + former + " --force")).contains("Dropped " + former);
        assertThat(ids()).containsExactly(fresh);
        assertThat(run("key list")).containsPattern(fresh + " +in use +0 +0 +0");
    }

    @Test
    void aFormerKeyIsKeptForADayThoughNothingIsCounted() {
        String former = ids().get(0);
        run("key add");
        run("key use " + ids().get(1));
        assertThat(refused("key drop " + former)).contains("a day later, or with --force");
        assertThat(ids()).hasSize(2);
    }

    @Test
    void aFileWithoutTheKeyInUseIsNone() throws IOException {
        run("key add");
        Path old = Files.copy(key, home.resolve("old.key"));
        Files.writeString(old, Files.readAllLines(key).get(0) + "\n");
        run("key use " + ids().get(1));
        Files.copy(old, key, StandardCopyOption.REPLACE_EXISTING);
        assertThat(refused("key list")).contains("The key in secret.file is not the one that the database");
    }
}
