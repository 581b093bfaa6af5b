package dev.rollcall.server.cli;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.log.Logging;
import dev.rollcall.server.node.Gateway;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall serve}: one node on an external database, for production. */
@Command(name = "serve", description = "Run a gateway on an external PostgreSQL, configured by settings.")
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final SettingOptions options = new SettingOptions();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Override
    public Integer call() throws InterruptedException {
        Config config = options.load();
        Logging.configure(config);
        String url = config.get(Settings.DATABASE_URL)
                .orElseThrow(() -> new CommandException(
                        "serve needs a database: set database.url (ROLLCALL_DATABASE_URL) to a PostgreSQL 15 or newer."
                                + " For a first look without one, use: rollcall up"));
        Path keyFile = config.get(Settings.SECRET_FILE)
                .orElseThrow(() -> new CommandException(
                        "serve needs a key file: make one with \"openssl rand -base64 32 > rollcall.key\" and set"
                                + " secret.file (ROLLCALL_SECRET_FILE) to its path. All gateways on one database need the"
                                + " same."));
        PublicAddress.require(config);
        PublicAddress.warnings(config).forEach(LOG::warn);
        try (Running running = new Running()) {
            DatabaseUrl database = Databases.migrated(config, url);
            ServerKey key = keys.prepared(database, keyFile, key(keyFile));
            running.start(() -> Gateway.start(config, database, key));
            output.out().println("Rollcall serves.");
            running.await();
        }
        return 0;
    }

    private static ServerKey key(Path file) {
        try {
            return ServerKey.read(file);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
