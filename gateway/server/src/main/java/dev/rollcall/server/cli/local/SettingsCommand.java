package dev.rollcall.server.cli.local;

import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.config.SettingsPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall settings}: every setting with its meaning, in Markdown. */
@Command(name = "settings", description = "Print every setting with its meaning and default.")
public final class SettingsCommand implements Runnable {

    @Mixin
    private final Output output = new Output();

    @Override
    public void run() {
        output.out().print(SettingsPage.text());
        output.out().flush();
    }
}
