package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shells complete, asked of a real bash; for fish the lines that it is given. */
final class CompletionIT {

    private final Path folder;

    CompletionIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private String script(String shell) {
        Typed typed = Typed.in(folder, "completion", shell);
        assertThat(typed.err()).isEmpty();
        assertThat(typed.exitCode()).isZero();
        return typed.out();
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("completion.bash"), script("bash"));
        String asked =
                "source " + file + "; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD=" + (words.length - 1)
                        + "; COMP_LINE=\"" + String.join(" ", words)
                        + "\"; $(complete -p rollcall | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
                        + " rollcall; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", asked)
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(out).isZero();
        return out.lines().map(String::strip).toList();
    }

    @ParameterizedTest
    @CsvSource({"dir, directory", "dom, domain", "comp, completion"})
    @DisplayName("bash completes commands")
    void bashCompletesCommands(String typed, String whole) throws IOException, InterruptedException {
        assertThat(completed("rollcall", typed)).contains(whole);
    }

    @Test
    @DisplayName("bash completes what belongs to a command, its options among it")
    void bashCompletesPartsOfCommands() throws IOException, InterruptedException {
        assertThat(completed("rollcall", "directory", "pa")).contains("pause");
        assertThat(completed("rollcall", "members", "--o")).contains("--org");
    }

    @Test
    @DisplayName("fish is given every command and option, with what each is for")
    void fishIsGivenEveryCommand() {
        List<String> lines = script("fish").lines().toList();
        for (String words : EveryCommandIT.commands()) {
            int last = words.lastIndexOf(' ');
            if (words.isEmpty()) {
                continue;
            }
            String above = last < 0 ? "" : " " + words.substring(0, last);
            assertThat(lines)
                    .as(words)
                    .anyMatch(line -> line.startsWith("complete -c rollcall -n '__rollcall_at" + above + "' -a "
                            + words.substring(last + 1) + " -d '"));
        }
        assertThat(lines).anyMatch(line -> line.contains("-l org ") && line.contains("-r "));
    }

    @Test
    @DisplayName("A shell that is not known is answered with those that are")
    void otherShellsAreNamed() {
        Typed typed = Typed.in(folder, "completion", "tcsh");
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).contains("bash", "zsh", "fish");
    }
}
