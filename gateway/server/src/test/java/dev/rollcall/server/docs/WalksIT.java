package dev.rollcall.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.delivery.MemberTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The walks of the pages about delivery and the request log are pasted into a shell, in a folder as {@code ./rollcall up} leaves it. */
@Timeout(120)
final class WalksIT {

    private static final String INDENT = "    ";
    private static final String GATEWAY_OF_UP = "http://127.0.0.1:8080";

    /** What is no line of the walk: what is answered, what runs in a terminal of its own, and what needs the launcher. */
    private static final List<String> PASSED_OVER = List.of("{", "./rollcall", "ROLLCALL_", "java ", "docs/examples/");

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.WEBHOOK_PRIVATE, "on");

    private static String credential = "";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void issue() {
        credential = GATEWAY.credential("okta");
    }

    @BeforeEach
    void asUpLeavesIt() throws IOException {
        assertThat(Tools.areThere("bash", "curl", "jq"))
                .as("bash, curl and jq are on the path: install what is missing")
                .isTrue();
        ObjectNode state = new JsonMapper().createObjectNode();
        state.put("url", GATEWAY.url()).put("adminToken", GATEWAY.token(new Scope.Operator()));
        state.putArray("directories")
                .addObject()
                .put("provider", "okta")
                .put("url", GATEWAY.scimUrl("okta"))
                .put("credential", credential);
        Files.createDirectories(folder.resolve(".rollcall"));
        Files.writeString(folder.resolve(".rollcall/state.json"), state.toString());
    }

    /** The code of a page from a line on, until a line that begins so. */
    private static String code(String page, String from, String until) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "..", "docs", page));
        int begin = lines.indexOf(from);
        assertThat(begin).as(from).isNotNegative();
        return lines.subList(begin, lines.size()).stream()
                .takeWhile(line -> !line.startsWith(until))
                .filter(line -> line.startsWith(INDENT))
                .map(line -> line.substring(INDENT.length()))
                .filter(line -> PASSED_OVER.stream().noneMatch(line::startsWith))
                .collect(Collectors.joining("\n", "", "\n"))
                .replace(GATEWAY_OF_UP, GATEWAY.url());
    }

    private String paste(String code) throws Exception {
        Path output = folder.resolve("output");
        Process shell = new ProcessBuilder("bash", "-u")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (var in = shell.getOutputStream()) {
            in.write(code.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).as("the walk ends").isTrue();
        String shown = Files.readString(output);
        assertThat(shown).doesNotContain("jq: error", "bash: ", "\"status\":4", "\"status\":5");
        return shown;
    }

    @Test
    @DisplayName("Issue 13: the walk of events.md")
    void events() throws Exception {
        assertThat(paste(code("events.md", "## Read them", "## When the application knows")))
                .contains("\"items\":", "\"member.invited\"", "event: member.invited", "id: 1")
                .containsPattern("\"[0-9]+\"\\n[0-9]+\\n$");
    }

    @Test
    @DisplayName("Issue 13: the walk of webhooks.md")
    void webhooks() throws Exception {
        try (MemberTable receiver = new MemberTable()) {
            String code = code("webhooks.md", "And in a third one:", "## What is sent")
                    .replace("http://127.0.0.1:9099/events", receiver.url());
            String shown = paste(code);
            assertThat(shown).contains("\"secret\":\"whsec_");
            assertThat(shown.split("\"delivered\": true", -1))
                    .as("the test, and the event")
                    .hasSizeGreaterThan(2);
            assertThat(receiver.members().values()).anyMatch(member -> member.startsWith("hook@demo.example"));
        }
    }

    @Test
    @DisplayName("Issue 13: the walk of security-events.md")
    void securityEvents() throws Exception {
        assertThat(paste(code("security-events.md", "## Walk", "## The transmitter")))
                .contains(
                        "urn:ietf:rfc:8936",
                        "\"state\": \"hello\"",
                        "risc/event-type/account-purged",
                        "signal@demo.example",
                        "{\"sets\":{},\"moreAvailable\":false}");
    }

    @Test
    @DisplayName("Issue 13: the walk of request-log.md")
    void requestLog() throws Exception {
        assertThat(paste(code("request-log.md", "The same in curl, after `./rollcall up`:", "The id of a request")))
                .contains("\"outcome\": \"left_out\"", "\"shoeSize\": 44", "(hidden)", "member.added", "\"now\": 409")
                .doesNotContain("never-kept");
    }
}
