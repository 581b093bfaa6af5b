package dev.rollcall.server.cli.local;

import dev.rollcall.server.cli.kit.Output;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall completion}: a script that lets a shell complete commands, options and their words. */
@Command(
        name = "completion",
        description =
                "Print a script that lets a shell complete commands and options. For this session: source <(./rollcall"
                        + " completion bash), or ./rollcall completion fish | source.")
public final class CompletionCommand implements Runnable {

    /** The shells that are known. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Mixin
    private final Output output = new Output();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private Shell shell = Shell.BASH;

    @Override
    public void run() {
        CommandLine root = Objects.requireNonNull(spec).root().commandLine();
        // The script for bash turns on the completion of bash in a zsh by itself.
        String script = shell == Shell.FISH ? fish(root) : AutoComplete.bash("rollcall", root);
        output.out().print(script);
        output.out().flush();
    }

    private static String fish(CommandLine root) {
        StringBuilder script = new StringBuilder("""
            # Completions of rollcall for fish.
            function __rollcall_at
                set -l typed (commandline -opc)
                set -l words
                for word in $typed[2..-1]
                    string match -q -- '-*' $word; or set -a words $word
                end
                test "$words" = "$argv"
            end
            complete -c rollcall -f
            """);
        append(script, root, "");
        return script.toString();
    }

    private static void append(StringBuilder script, CommandLine line, String words) {
        String here = "complete -c rollcall -n '__rollcall_at" + (words.isEmpty() ? "" : " " + words) + "'";
        line.getSubcommands()
                .forEach((name, command) -> script.append(here)
                        .append(" -a ")
                        .append(name)
                        .append(" -d ")
                        .append(quoted(command.getCommandSpec()))
                        .append('\n'));
        for (OptionSpec option : line.getCommandSpec().options()) {
            if (!option.hidden()) {
                script.append(here).append(' ').append(names(option)).append('\n');
            }
        }
        line.getSubcommands().forEach((name, command) -> append(script, command, (words + " " + name).strip()));
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? "-l " : "-s ")
                    .append(name.replaceFirst("^-+", ""))
                    .append(' ');
        }
        if (option.arity().max() > 0) {
            Class<?> type = option.auxiliaryTypes()[0];
            names.append("-r ");
            if (type.isEnum()) {
                Stream<String> values = Arrays.stream(type.getEnumConstants())
                        .map(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT));
                names.append("-a '").append(String.join(" ", values.toList())).append("' ");
            }
        }
        return names.append("-d ")
                .append(quoted(String.join(" ", option.description())))
                .toString();
    }

    private static String quoted(CommandSpec command) {
        return quoted(String.join(" ", command.usageMessage().description()));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
