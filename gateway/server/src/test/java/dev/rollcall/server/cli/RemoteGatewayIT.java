package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.cli.LossyFront.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask a gateway elsewhere, over a network that is not always there. */
final class RemoteGatewayIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final Path home;
    private LossyFront front;
    private Path token;

    RemoteGatewayIT(@TempDir Path home) {
        this.home = home;
    }

    @BeforeEach
    void connect() throws IOException {
        front = new LossyFront(GATEWAY.url());
        token = Files.writeString(home.resolve("token"), GATEWAY.token(new Scope.Operator()));
    }

    @AfterEach
    void disconnect() {
        front.close();
    }

    private Typed typed(String line) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
        arguments.addAll(List.of("--url", front.url(), "--token-file", token.toString()));
        return Typed.in(home, arguments.toArray(String[]::new));
    }

    @Test
    void itIsNamedByOptionsAtTheCommandOrAtWhatItIsPartOf() {
        assertThat(typed("org list").out()).contains("demo");
        assertThat(typed("domain list").out()).contains("demo.example");
        Typed early = Typed.in(home, "org", "--url", front.url(), "--token-file", token.toString(), "show", "--json");
        assertThat(early.out()).contains("\"slug\":\"demo\"");

        Typed nowhere = Typed.in(home, "org", "list");
        assertThat(nowhere.exitCode()).isEqualTo(1);
        assertThat(nowhere.err()).contains("--url", "ROLLCALL_TOKEN");
        assertThat(Typed.in(home, "up", "--url", front.url()).exitCode()).isEqualTo(2);
    }

    @Test
    void aWriteWhoseAnswerIsLostTakesEffectOnceAndIsAnswered() {
        front.next(Fate.ANSWER_LOST);
        Typed made = typed("org create lost Lost --json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out()).contains("\"slug\":\"lost\"");
        assertThat(front.keys()).hasSize(2);
        assertThat(front.keys().get(0)).isNotEmpty().isEqualTo(front.keys().get(1));
        assertThat(typed("org create lost Lost").err()).contains("There is already an organisation lost");
    }

    @Test
    void whatTheGatewayCannotTakeNowIsSentOnceMore() {
        front.next(Fate.UNAVAILABLE);
        assertThat(typed("org create later Later").exitCode()).isZero();
        assertThat(front.keys()).hasSize(2).doesNotContain("");

        front.next(Fate.UNAVAILABLE, Fate.UNAVAILABLE);
        Typed refused = typed("org create never Never");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("status 503");
        assertThat(front.keys()).hasSize(4);

        front.next(Fate.ANSWER_LOST);
        assertThat(typed("org list").out()).contains("later").doesNotContain("never");
    }
}
