package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the operator gets in for the first time, where no issuer of tokens is set. */
final class FirstTokenIT {

    private final Path home;
    private final Path key;

    FirstTokenIT(@TempDir Path home) {
        this.home = home;
        this.key = home.resolve("rollcall.key");
        ServerKey.readOrMake(key);
    }

    private Path settings(String database) throws IOException {
        return Files.write(
                home.resolve("rollcall.properties"),
                List.of(
                        "database.url = " + database,
                        "secret.file = " + key,
                        "server.public-url = http://127.0.0.1",
                        "server.drain-delay = 0",
                        "server.port = 0",
                        "management.port = 0"));
    }

    private Typed type(Path settings, String... more) {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"first-token", "--config", settings.toString()}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Typed.in(home, arguments);
    }

    private static int port(Cli serve) throws IOException {
        for (String line : serve.err().lines().toList()) {
            JsonNode read = new JsonMapper().readTree(line);
            if (read.path("message").asText().equals("serving")) {
                return read.path("port").asInt();
            }
        }
        throw new AssertionError(serve.err());
    }

    @Test
    @DisplayName(
            "M10: on an empty database, without an issuer, a token made on the machine opens the gateway, for a day,"
                    + " and the audit tells who made it")
    void aTokenIsMadeBeforeTheFirstStart() throws IOException, InterruptedException {
        Path settings = settings(TestPostgres.fast().createDatabase());
        Typed made = type(settings, "ada@operator.example");
        assertThat(made.exitCode()).as(made.err()).isZero();
        String token = made.out().strip();

        Cli serve = Cli.start(home, "serve", "--config", settings.toString()).await("Rollcall serves");
        try {
            String api = "http://127.0.0.1:" + port(serve) + "/api/v1";
            Answer organisations =
                    Http.get(api + "/organizations").bearer(token).send();
            assertThat(organisations.status()).as(organisations.body()).isEqualTo(200);
            JsonNode entry =
                    Http.get(api + "/audit").bearer(token).send().json().at("/items/0");
            assertThat(entry.path("action").asText()).isEqualTo("issue_operator_token");
            assertThat(entry.at("/actor/name").asText())
                    .isEqualTo(System.getProperty("user.name") + " on the gateway's machine");
            JsonNode listed = Http.get(api + "/operator-tokens")
                    .bearer(token)
                    .send()
                    .json()
                    .at("/items/0");
            assertThat(listed.path("subject").asText()).isEqualTo("ada@operator.example");
            assertThat(Duration.between(
                            Instant.parse(listed.path("created").asText()),
                            Instant.parse(listed.path("expires").asText())))
                    .isEqualTo(Duration.ofDays(1));
            assertThat(serve.err()).doesNotContain("first-token").doesNotContain(token);
        } finally {
            serve.terminate();
        }
        serve.exitCode();
    }

    @Test
    @DisplayName("M10: a gateway without a valid token of the operator says so, and how to make one")
    void aGatewayWithoutAWayInSaysSo() throws IOException, InterruptedException {
        Path settings = settings(TestPostgres.fast().createDatabase());
        Cli serve = Cli.start(home, "serve", "--config", settings.toString()).await("Rollcall serves");
        serve.terminate();
        serve.exitCode();
        assertThat(serve.err()).contains("no token of the operator is valid", "./rollcall first-token");
    }

    @Test
    void withoutTheKeyOfTheDatabaseNoneIsMade() throws IOException {
        Path settings = settings(TestPostgres.fast().createDatabase());
        assertThat(type(settings, "ada").exitCode()).isZero();
        Files.delete(key);
        ServerKey.readOrMake(key);
        Typed other = type(settings, "ada");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("The key in secret.file is not the one that the database");
    }

    @Test
    void whatIsMissingOrWrongIsTold() throws IOException {
        Path empty = Files.write(home.resolve("empty.properties"), List.of("server.port = 0"));
        assertThat(type(empty, "ada").err()).contains("first-token needs a database: set database.url");
        Path settings = settings(TestPostgres.fast().createDatabase());
        assertThat(type(settings, "ada", "--valid-for-days", "367").err()).contains("from 1 to 366");
        assertThat(type(settings, " ").err()).contains("say who will use the token");
        assertThat(type(settings).exitCode()).isEqualTo(2);
    }
}
