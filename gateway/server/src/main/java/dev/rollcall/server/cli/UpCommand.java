package dev.rollcall.server.cli;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.Gateway;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.embedded.EmbeddedDatabase;
import dev.rollcall.server.log.Logging;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall up}: everything on one bare machine, with a demo organisation. */
@Command(name = "up", description = "Run a gateway with a database of its own and a demo organisation.")
final class UpCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final SettingOptions options = new SettingOptions();

    @Override
    public Integer call() throws InterruptedException {
        Config config = options.load().withDefault(Settings.LOG_FORMAT, "text");
        Logging.configure(config);
        Home home = Home.find();
        PrintWriter out = output.out();
        try (Running running = new Running()) {
            running.with(home.lock());
            out.println("Starting the database ...");
            String url = config.get(Settings.DATABASE_URL)
                    .orElseGet(() -> running.with(EmbeddedDatabase.start(home.postgres()))
                            .url());
            DatabaseUrl database = Databases.migrated(url);
            ServerKey key =
                    ServerKey.readOrMake(config.get(Settings.SECRET_FILE).orElse(home.key()));
            Gateway gateway = running.with(Gateway.start(config, database, key));
            out.println("Rollcall is up: http://127.0.0.1:" + gateway.managementPort() + "/health/ready");
            running.await();
        }
        return 0;
    }
}
