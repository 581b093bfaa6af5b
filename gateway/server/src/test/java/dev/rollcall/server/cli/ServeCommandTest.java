package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServeCommandTest {

    @Test
    void aNodeMigratesServesAndStopsWhenItIsAskedTo(@TempDir Path folder) throws IOException, InterruptedException {
        ServerKey.readOrMake(folder.resolve("rollcall.key"));
        Path settings = Files.write(
                folder.resolve("rollcall.properties"),
                List.of(
                        "database.url = " + TestPostgres.fast().createDatabase(),
                        "secret.file = " + folder.resolve("rollcall.key"),
                        "server.port = 0",
                        "management.port = 0"));

        Cli serve = Cli.start(folder, "serve", "--config", settings.toString()).await("Rollcall serves");
        serve.terminate();

        assertThat(serve.exitCode()).isEqualTo(143);
        assertThat(serve.err()).contains("\"message\":\"serving\"", "\"message\":\"stopped\"");
    }
}
