package dev.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.cli.kit.LocalState;
import java.nio.file.Path;
import java.util.List;

/** Commands as the operator types them beside a running gateway. */
final class GatewayCommands {

    private final Path home;

    /** From this folder, where {@code up} would have left the address. */
    GatewayCommands(RunningGateway gateway, Path home) {
        this.home = home;
        new LocalState(gateway.url(), gateway.managementUrl(), gateway.token(new Scope.Operator()), List.of(), null)
                .write(home.resolve("state.json"));
    }

    /** What a command prints that succeeds. */
    String run(String line) {
        return typed(line, 0).out();
    }

    /** What a command says that the gateway or the rules refuse. */
    String refused(String line) {
        return typed(line, 1).err();
    }

    /** What a command says that is not understood. */
    String misread(String line) {
        return typed(line, 2).err();
    }

    private Typed typed(String line, int exitCode) {
        Typed typed = Typed.in(home, line.split(" ", -1));
        assertThat(typed.exitCode()).as(line + "\n" + typed.out() + typed.err()).isEqualTo(exitCode);
        return typed;
    }
}
