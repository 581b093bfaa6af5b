package dev.rollcall.server.cli.kit;

import picocli.CommandLine.Option;

/** {@code --limit}: says how much of a long list is shown. */
public final class LimitOption {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Show at most N (default: ${DEFAULT-VALUE}).")
    private int most;

    public int most() {
        return most;
    }
}
