package dev.rollcall.server.cli.kit;

import picocli.CommandLine.Option;

/** {@code --dry-run}: shows what a command would do, without doing it. */
public final class DryRunOption {

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    /** What is asked of the API. */
    public String query() {
        return dryRun ? "?dryRun=true" : "";
    }
}
