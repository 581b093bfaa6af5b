package dev.rollcall.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall sign-in}: a fresh sign-in link to the console. */
@Command(name = "sign-in", description = "Print a fresh one-time link to the console.")
final class SignInCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final OrganisationOption organisation = new OrganisationOption();

    @Override
    public Integer call() {
        GatewayClient gateway = GatewayClient.local();
        output.out()
                .println(gateway.post(organisation.path() + "/sign-in-links")
                        .path("url")
                        .asText());
        output.out().flush();
        return 0;
    }
}
