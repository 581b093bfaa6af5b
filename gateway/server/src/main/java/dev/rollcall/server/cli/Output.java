package dev.rollcall.server.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: a place to print to, and {@code --help}. */
@Command(mixinStandardHelpOptions = true)
final class Output {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** What was asked for. */
    PrintWriter out() {
        return Objects.requireNonNull(command).commandLine().getOut();
    }
}
