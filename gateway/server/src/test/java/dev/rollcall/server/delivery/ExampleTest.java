package dev.rollcall.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/examples is compiled and run as people run it, killed, and started again. */
@Timeout(120)
final class ExampleTest {

    private static final Path EXAMPLE = Path.of("..", "..", "docs", "examples", "FollowMembers.java");
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    @TempDir
    private Path folder = Path.of("");

    private final String operator = GATEWAY.token(new Scope.Operator());

    private Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        folder + ":" + System.getProperty("java.class.path"),
                        "FollowMembers",
                        GATEWAY.url(),
                        operator,
                        "demo",
                        file.toString())
                .inheritIO()
                .start();
    }

    private void invite(String name) {
        Http.request("POST", GATEWAY.url() + "/api/v1/organizations/demo/members")
                .bearer(operator)
                .body("{'email':'" + name + "@demo.example'}")
                .send();
    }

    private JsonNode members() {
        return Http.get(GATEWAY.url() + "/api/v1/organizations/demo/members?limit=1000")
                .bearer(operator)
                .send()
                .json()
                .path("items");
    }

    private void remove(String name) {
        for (JsonNode member : members()) {
            if (member.path("email").asText().startsWith(name + "@")) {
                Http.request(
                                "DELETE",
                                GATEWAY.url() + "/api/v1/organizations/demo/members/"
                                        + member.path("id").asText())
                        .bearer(operator)
                        .send();
            }
        }
    }

    private static Set<String> emails(Path file) {
        Set<String> emails = new TreeSet<>();
        try {
            if (Files.exists(file)) {
                JSON.readTree(file.toFile())
                        .path("members")
                        .forEach(member -> emails.add(member.path("email").asText()));
            }
            return emails;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void untilSame(Path file) throws InterruptedException {
        Set<String> expected = new TreeSet<>();
        members().forEach(member -> expected.add(member.path("email").asText()));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!emails(file).equals(expected)) {
            assertThat(System.nanoTime())
                    .as(emails(file) + " instead of " + expected)
                    .isLessThan(end);
            Thread.sleep(50);
        }
    }

    @Test
    @DisplayName("Issue 13: the example application follows members correctly through a restart")
    void theExampleFollowsMembersThroughARestart() throws Exception {
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        EXAMPLE.toString());
        assertThat(compiled).isZero();
        Path file = folder.resolve("members.json");
        List.of("ann", "ben").forEach(this::invite);
        Process first = start(file);
        try {
            invite("cam");
            untilSame(file);
            remove("ann");
            untilSame(file);
        } finally {
            first.destroyForcibly().waitFor();
        }
        remove("ben");
        invite("dan");
        Process second = start(file);
        try {
            untilSame(file);
            assertThat(emails(file))
                    .contains("cam@demo.example", "dan@demo.example")
                    .doesNotContain("ann@demo.example");
        } finally {
            second.destroyForcibly().waitFor();
        }
    }
}
