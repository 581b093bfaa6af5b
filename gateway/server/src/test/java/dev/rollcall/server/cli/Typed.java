package dev.rollcall.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/**
 * What a command line that was run in this process came to. Starts in milliseconds, where a process of its own ({@link Cli}) takes
 * a second; for commands that ask a gateway, and end.
 */
public record Typed(int exitCode, String out, String err) {

    /** Runs a command; its home is the given folder. */
    public static Typed in(Path home, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        System.setProperty("rollcall.home", home.toString());
        try {
            int exitCode = RollcallCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
            return new Typed(exitCode, out.toString(), err.toString());
        } finally {
            System.clearProperty("rollcall.home");
        }
    }
}
