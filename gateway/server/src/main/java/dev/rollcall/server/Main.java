package dev.rollcall.server;

import dev.rollcall.server.cli.RollcallCommand;

/** The entry point of the jar. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(RollcallCommand.run(arguments));
    }
}
