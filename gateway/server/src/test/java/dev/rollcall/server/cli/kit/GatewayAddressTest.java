package dev.rollcall.server.cli.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which gateway a command asks, and with which token. */
final class GatewayAddressTest {

    private static final Optional<LocalState> UP =
            Optional.of(new LocalState("http://127.0.0.1:8080", "http://127.0.0.1:8081", "of-up", List.of(), null));

    private static List<GatewayOptions> given(String... options) {
        GatewayOptions given = new GatewayOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("gateway", spec(given))).parseArgs(options);
        return Arrays.asList(new GatewayOptions(), given);
    }

    private static CommandLine.Model.CommandSpec spec(GatewayOptions options) {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
    }

    @Test
    void withoutAWordItIsTheOneOfUp() {
        assertThat(GatewayAddress.find(given(), Map.of(), UP))
                .isEqualTo(new GatewayAddress("http://127.0.0.1:8080", "of-up"));
    }

    @Test
    void optionsGoBeforeTheEnvironmentAndThatBeforeUp(@TempDir Path folder) throws IOException {
        Map<String, String> environment = Map.of("ROLLCALL_URL", "https://env.example/", "ROLLCALL_TOKEN", "of-env");
        assertThat(GatewayAddress.find(given(), environment, UP))
                .isEqualTo(new GatewayAddress("https://env.example", "of-env"));
        assertThat(GatewayAddress.find(given("--url", "https://said.example", "--token", "said"), environment, UP))
                .isEqualTo(new GatewayAddress("https://said.example", "said"));

        Path file = Files.writeString(folder.resolve("token"), " of-file\n");
        assertThat(GatewayAddress.find(given("--token-file", file.toString()), environment, UP))
                .isEqualTo(new GatewayAddress("https://env.example", "of-file"));
    }

    @Test
    void theTokenOfUpIsShownToNobodyElse() {
        assertThatThrownBy(() -> GatewayAddress.find(given("--url", "https://said.example"), Map.of(), UP))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("Which token should be sent to https://said.example")
                .hasMessageContaining("--token-file")
                .hasMessageNotContaining("of-up");
    }

    @Test
    void whatCannotBeMeantIsRefused(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> GatewayAddress.find(given(), Map.of(), Optional.empty()))
                .hasMessageContaining("./rollcall up")
                .hasMessageContaining("ROLLCALL_URL");
        assertThatThrownBy(() -> GatewayAddress.find(given("--url", "rollcall.example"), Map.of(), UP))
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> GatewayAddress.find(given("--token", "a", "--token-file", "b"), Map.of(), UP))
                .hasMessage("Give either --token or --token-file.");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertThatThrownBy(() -> GatewayAddress.find(given("--token-file", empty.toString()), Map.of(), UP))
                .hasMessageContaining("There is no token in");
        assertThatThrownBy(() -> GatewayAddress.find(
                        given("--token-file", folder.resolve("none").toString()), Map.of(), UP))
                .hasMessageContaining("cannot be read");
    }
}
