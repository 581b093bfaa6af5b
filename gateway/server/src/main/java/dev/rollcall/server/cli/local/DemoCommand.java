package dev.rollcall.server.cli.local;

import dev.rollcall.server.cli.kit.Home;
import dev.rollcall.server.cli.kit.Output;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall demo}: manages the demo that {@code up} keeps. */
@Command(
        name = "demo",
        description = "Manage the demo that up makes and keeps.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = DemoCommand.Reset.class)
public final class DemoCommand {

    private DemoCommand() {}

    /** {@code rollcall demo reset}. */
    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description =
                    "Delete the database of up with all its organisations. The next start of up makes a new " + "demo.")
    static final class Reset implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Override
        public Integer call() {
            Home home = Home.find();
            if (!Files.exists(home.postgres())) {
                output.out().println("There is no demo yet in " + home.folder() + ": ./rollcall up makes it.");
                output.out().flush();
                return 0;
            }
            try (Running running = new Running()) {
                running.start(home::lock);
                UnfinishedDemo.delete(home);
            }
            output.out()
                    .println("The demo was deleted, and its credentials with it. To make a new one, use: "
                            + "./rollcall up");
            output.out().flush();
            return 0;
        }
    }
}
