package dev.rollcall.server.cli.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.cli.EveryCommandIT;
import dev.rollcall.server.cli.Typed;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that take something away ask a person before. No gateway is there: what goes on fails for want of one. */
final class ConfirmationIT {

    private static final String NO_GATEWAY = "http://127.0.0.1:1";

    private final Path home;

    ConfirmationIT(@TempDir Path home) {
        this.home = home;
    }

    private Typed typed(boolean interactive, String answer, String... arguments) {
        InputStream in = System.in;
        System.setIn(new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)));
        System.setProperty(Confirmation.INTERACTIVE, Boolean.toString(interactive));
        try {
            return Typed.in(home, arguments);
        } finally {
            System.clearProperty(Confirmation.INTERACTIVE);
            System.setIn(in);
        }
    }

    private static String[] revoke(String... more) {
        return Stream.concat(
                        Stream.of("operator-token", "revoke", "op-1", "--url", NO_GATEWAY, "--token", "none"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    static List<String> takingAway() {
        return EveryCommandIT.commands().stream()
                .filter(words -> Confirmation.WORDS.contains(words.substring(words.lastIndexOf(' ') + 1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("takingAway")
    @DisplayName("Every command that takes something away can be told not to ask")
    void everyOneHasYes(String words) {
        Typed help = Typed.in(
                home,
                Stream.concat(Stream.of(words.split(" ", -1)), Stream.of("--help"))
                        .toArray(String[]::new));
        assertThat(help.out()).contains("--yes").contains("Do not ask for confirmation.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "no", "x"})
    @DisplayName("A person who does not say yes changes nothing")
    void anythingButYesChangesNothing(String answer) {
        Typed typed = typed(true, answer, revoke());
        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err())
                .contains("rollcall operator-token revoke op-1")
                .contains("This cannot be undone. Continue? [y/N]")
                .endsWith("Nothing was changed.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", " Yes "})
    @DisplayName("A person who says yes goes on")
    void yesGoesOn(String answer) {
        assertThat(typed(true, answer, revoke()).err()).contains("Continue?").doesNotContain("Nothing was changed.");
    }

    @Test
    @DisplayName("--yes, a script, a dry run and --help are not asked")
    void othersAreNotAsked() {
        assertThat(typed(true, "n", revoke("--yes")).err()).doesNotContain("Continue?");
        assertThat(typed(false, "n", revoke()).err()).doesNotContain("Continue?");
        assertThat(typed(true, "n", revoke("--help")).out()).contains("Usage:");
        assertThat(typed(
                                true,
                                "n",
                                "member",
                                "remove",
                                "ada@example.com",
                                "--dry-run",
                                "--org",
                                "demo",
                                "--url",
                                NO_GATEWAY,
                                "--token",
                                "none")
                        .err())
                .doesNotContain("Continue?");
    }
}
