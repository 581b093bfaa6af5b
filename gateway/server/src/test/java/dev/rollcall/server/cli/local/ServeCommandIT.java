package dev.rollcall.server.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.cli.Cli;
import dev.rollcall.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServeCommandIT {

    @Test
    void aNodeMigratesServesAndStopsWhenItIsAskedTo(@TempDir Path folder) throws IOException, InterruptedException {
        ServerKey.readOrMake(folder.resolve("rollcall.key"));
        Path settings = Files.write(
                folder.resolve("rollcall.properties"),
                List.of(
                        "database.url = " + TestPostgres.fast().createDatabase(),
                        "secret.file = " + folder.resolve("rollcall.key"),
                        "server.public-url = http://127.0.0.1",
                        "server.drain-delay = 0",
                        "server.port = 0",
                        "management.port = 0"));

        Cli serve = Cli.start(folder, "serve", "--config", settings.toString()).await("Rollcall serves");
        serve.terminate();

        assertThat(serve.exitCode()).isEqualTo(143);
        assertThat(serve.err()).contains("\"message\":\"serving\"", "\"message\":\"stopped\"");
    }

    @Test
    @DisplayName(
            "W15: serve with another key says so and ends, and --replace-key has it go on; a key that all may read is"
                    + " told")
    void anotherKeyIsRefusedUntilItReplacesALostOne(@TempDir Path folder) throws IOException, InterruptedException {
        String database = TestPostgres.fast().createDatabase();
        Path first = folder.resolve("first.key");
        Path other = folder.resolve("other.key");
        ServerKey.readOrMake(first);
        ServerKey.readOrMake(other);
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));

        Cli serve = serve(folder, database, first).await("Rollcall serves");
        serve.terminate();
        serve.exitCode();
        assertThat(serve.err()).doesNotContain("can be read or written by every user");

        Cli refused = serve(folder, database, other);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("The key in secret.file is not the one that the database", "--replace-key")
                .contains("can be read or written by every user of this machine (rw-r--r--): chmod 600")
                .doesNotContain("\tat ");

        Cli replaced = serve(folder, database, other, "--replace-key").await("Rollcall serves");
        replaced.terminate();
        replaced.exitCode();
        assertThat(serve(folder, database, first).exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("M4: serve does not start without the address that clients use, and warns of clear text")
    void withoutAnAddressOfItsOwnItDoesNotStart(@TempDir Path folder) throws IOException, InterruptedException {
        Path key = folder.resolve("rollcall.key");
        ServerKey.readOrMake(key);
        assertRefused(started(folder, key), "set server.public-url (ROLLCALL_SERVER_PUBLIC_URL) to that URL");
        assertRefused(started(folder, key, "server.public-url = host"), "set server.public-url");
        assertRefused(
                started(folder, key, "server.public-url = forwarded"),
                "set server.trusted-proxies (ROLLCALL_SERVER_TRUSTED_PROXIES)");
        assertRefused(
                started(folder, key, "server.public-url = forwarded", "server.trusted-proxies = proxy.example.com"),
                "use addresses such as 192.0.2.7 or networks such as 10.0.0.0/8");
        String database = TestPostgres.fast().createDatabase();
        Cli serve = started(
                        folder,
                        key,
                        "database.url = " + database,
                        "server.host = 0.0.0.0",
                        "server.drain-delay = 0",
                        "server.public-url = http://scim.example.com")
                .await("Rollcall serves");
        serve.terminate();
        serve.exitCode();
        assertThat(serve.err())
                .contains("serving clear text on 0.0.0.0", "so clients are sent to an address without TLS");
    }

    @Test
    @DisplayName("M4: serve does not start with files that it cannot speak TLS with, and says which and why")
    void withoutAUsableCertificateItDoesNotStart(@TempDir Path folder) throws IOException, InterruptedException {
        Path key = folder.resolve("rollcall.key");
        ServerKey.readOrMake(key);
        String database = "database.url = " + TestPostgres.fast().createDatabase();
        String address = "server.public-url = https://scim.example.com";
        assertRefused(
                started(folder, key, database, address, "server.tls-key = " + key),
                "set server.tls-certificate (ROLLCALL_SERVER_TLS_CERTIFICATE) as well");
        Path missing = folder.resolve("server.pem");
        assertRefused(
                started(
                        folder,
                        key,
                        database,
                        address,
                        "server.tls-key = " + key,
                        "server.tls-certificate = " + missing),
                "The file in server.tls-certificate, " + missing + ", does not exist.");
    }

    private static void assertRefused(Cli serve, String told) throws InterruptedException {
        assertThat(serve.exitCode()).isEqualTo(1);
        assertThat(serve.err()).contains(told).doesNotContain("\tat ");
    }

    private static Cli started(Path folder, Path key, String... more) throws IOException {
        List<String> settings =
                new ArrayList<>(List.of("secret.file = " + key, "server.port = 0", "management.port = 0"));
        if (List.of(more).stream().noneMatch(line -> line.startsWith("database.url"))) {
            settings.add("database.url = postgresql://ada@127.0.0.1:1/db");
        }
        settings.addAll(List.of(more));
        Path file = Files.write(folder.resolve("rollcall.properties"), settings);
        return Cli.start(folder, "serve", "--config", file.toString());
    }

    private static Cli serve(Path folder, String database, Path key, String... more) throws IOException {
        Path settings = Files.write(
                folder.resolve("rollcall.properties"),
                List.of(
                        "database.url = " + database,
                        "secret.file = " + key,
                        "server.public-url = http://127.0.0.1",
                        "server.drain-delay = 0",
                        "server.port = 0",
                        "management.port = 0"));
        List<String> arguments = new ArrayList<>(List.of("serve", "--config", settings.toString()));
        arguments.addAll(List.of(more));
        return Cli.start(folder, arguments.toArray(String[]::new));
    }
}
