package dev.rollcall.server.cli.kit;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: a place to print to, {@code --help}, and the gateway that it calls. */
@Command(mixinStandardHelpOptions = true)
public final class Output {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** What was asked for. */
    public PrintWriter out() {
        return Objects.requireNonNull(command).commandLine().getOut();
    }

    /** What is told beside what was asked for. */
    public PrintWriter err() {
        return Objects.requireNonNull(command).commandLine().getErr();
    }

    /**
     * The gateway that the command line, the environment or {@code up} names.
     *
     * @throws CommandException none of them does
     */
    public GatewayClient gateway() {
        List<GatewayOptions> given =
                Objects.requireNonNull(command).root().commandLine().getParseResult().asCommandLineList().stream()
                        .map(line -> line.getMixins().get(GatewayOptions.MIXIN))
                        .filter(GatewayOptions.class::isInstance)
                        .map(GatewayOptions.class::cast)
                        .toList();
        return new GatewayClient(GatewayAddress.find(
                given, System.getenv(), LocalState.read(Home.find().state())));
    }
}
