package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Issue 14: the walk of docs/profiles.md, as an administrator types it. */
final class ProfileCommandsIT {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final Path home;

    ProfileCommandsIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    @DisplayName(
            "A client that was refused is brought in: suggest, diff, set, try; a bad expression is refused with line"
                    + " and column")
    void aClientIsBroughtIn() throws IOException {
        GatewayCommands typed = new GatewayCommands(GATEWAY, home);
        typed.run("directory create custom --name Odd");
        String token =
                typed.run("token issue Odd").lines().findFirst().orElseThrow().strip();
        String base = new ObjectMapper()
                .readTree(typed.run("directory show Odd --json"))
                .path("scimUrl")
                .asText();
        assertThat(Http.request("POST", base + "/Users")
                        .bearer(token)
                        .header("Content-Type", "application/scim+json")
                        .body("{'login':'kim','status':'A'}")
                        .send()
                        .status())
                .isEqualTo(400);
        long end = System.nanoTime() + PATIENCE;
        while (!typed.run("requests --org demo --outcome refused --json").contains("/Users")) {
            assertThat(System.nanoTime()).as("the log has no entry").isLessThan(end);
            LockSupport.parkNanos(PAUSE);
        }
        Path file = home.resolve("odd.json");
        assertThat(typed.run("profile suggest Odd --out " + file))
                .contains("The client sends userName under the name login. It fixes 1:", "then 400, now 201")
                .contains("Nothing was written.");
        assertThat(Files.readString(file)).contains("login");
        assertThat(typed.run("profile diff Odd " + file))
                .contains("1 x create_user: now accepted", "then 400, now 201", "Nothing was written.");
        assertThat(typed.run("profile suggest Odd --json")).contains("\"received\"");
        assertThat(typed.run("profile set Odd " + file)).contains("Version 1 of the profile is in force");

        Path yaml = home.resolve("expression.yaml");
        Files.writeString(yaml, """
            user:
              attributes:
                - {to: userName, from: login, expression: value.lowerAscii()}
            """);
        Path body = home.resolve("body.json");
        Files.writeString(body, "{\"login\": \"KIM\"}");
        assertThat(typed.run("profile try Odd POST /Users --body " + body + " --profile " + yaml))
                .contains("user.attributes[0].expression costs at most ", " of 50000 steps", "\"userName\" : \"kim\"");
        Files.writeString(yaml, "user: {attributes: [{to: userName, from: login, expression: value.lower()}]}");
        assertThat(typed.refused("profile set Odd " + yaml))
                .contains("the one in force stays", "user.attributes[0].expression: line 1, column 12", "lowerAscii");
    }
}
