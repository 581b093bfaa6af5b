package dev.rollcall.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.docs.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** The examples of docs/examples are run as people run them, killed, and started again. */
@Timeout(120)
final class ExampleIT {

    private static final Path EXAMPLES = Path.of("..", "..", "docs", "examples");
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    @TempDir
    private Path folder = Path.of("");

    private final String operator = GATEWAY.token(new Scope.Operator());

    private Process start(List<String> program, Path file) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(GATEWAY.url(), operator, "demo", file.toString()));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private List<String> compiled() {
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
                        EXAMPLES.resolve("FollowMembers.java").toString());
        assertThat(compiled).isZero();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                folder + ":" + System.getProperty("java.class.path"),
                "FollowMembers");
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
        followsThroughARestart(compiled(), "java-");
    }

    @Test
    @DisplayName("Issue 13: the same walk in curl follows members correctly through a restart")
    void theScriptFollowsMembersThroughARestart() throws Exception {
        assertThat(Tools.areThere("bash", "curl", "jq"))
                .as("bash, curl and jq are on the path: install what is missing")
                .isTrue();
        followsThroughARestart(
                List.of("bash", EXAMPLES.resolve("follow-members.sh").toString()), "curl-");
    }

    private void followsThroughARestart(List<String> program, String prefix) throws Exception {
        Path file = folder.resolve("members.json");
        invite(prefix + "ann");
        invite(prefix + "ben");
        Process first = start(program, file);
        try {
            invite(prefix + "cam");
            untilSame(file);
            remove(prefix + "ann");
            untilSame(file);
        } finally {
            end(first);
        }
        remove(prefix + "ben");
        invite(prefix + "dan");
        Process second = start(program, file);
        try {
            untilSame(file);
            assertThat(emails(file))
                    .contains(prefix + "cam@demo.example", prefix + "dan@demo.example")
                    .doesNotContain(prefix + "ann@demo.example");
        } finally {
            end(second);
        }
    }

    /** With what it has started: a shell waits for its curl. */
    private static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }
}
