package dev.rollcall.server.cli.local;

import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.Home;
import dev.rollcall.server.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Marks a demo as begun and not complete, from before its database is made until everything has happened in it. The database of a
 * run that was killed in between holds only a part of the demo, and cannot be told from a complete one, so the next run makes it
 * again from scratch.
 */
final class UnfinishedDemo {

    private final Home home;

    UnfinishedDemo(Home home) {
        this.home = home;
    }

    /** Deletes what the run before has left unfinished; then marks a demo as begun, unless there is a complete one. */
    void begin(PrintWriter out) {
        if (Files.exists(home.unfinished()) && Files.exists(home.postgres())) {
            out.println("The demo was not finished when Rollcall was last stopped, so a new one is made.");
            out.flush();
            delete(home);
        }
        if (!Files.exists(home.postgres())) {
            try {
                Files.write(home.unfinished(), new byte[0]);
            } catch (IOException e) {
                throw cannotBeChanged(home, e);
            }
        }
    }

    /** It is complete now, or as complete as it becomes. */
    void end() {
        try {
            Files.deleteIfExists(home.unfinished());
        } catch (IOException e) {
            throw cannotBeChanged(home, e);
        }
    }

    /** Deletes the demo with its database. */
    static void delete(Home home) {
        EmbeddedDatabase.delete(home.postgres());
        for (Path file : List.of(home.company(), home.state(), home.unfinished())) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw cannotBeChanged(home, e);
            }
        }
    }

    private static CommandException cannotBeChanged(Home home, IOException cause) {
        return new CommandException(
                "The files in " + home.folder() + " could not be changed: " + cause.getMessage(), cause);
    }
}
