package dev.rollcall.server.cli.local;

import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.log.Logging;
import dev.rollcall.server.node.Gateway;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall serve}: one node on an external database, for production. */
@Command(name = "serve", description = "Run a gateway on an external PostgreSQL, configured by settings.")
public final class ServeCommand implements Callable<Integer> {

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
        Installation installation = Installation.of("serve", config);
        PublicAddress.require(config);
        PublicAddress.warnings(config).forEach(LOG::warn);
        try (Running running = new Running()) {
            DatabaseUrl database = installation.migrated();
            ServerKey key = keys.prepared(database, installation.keyFile(), installation.key());
            Gateway gateway = running.start(() -> Gateway.start(config, database, key));
            tellWayIn(config, gateway);
            output.out().println("Rollcall serves.");
            running.await();
        }
        return 0;
    }

    /** A gateway that takes no request of its operator looks like one that runs. */
    private static void tellWayIn(Config config, Gateway gateway) {
        boolean isClosed = config.get(Settings.AUTH_ISSUER).isEmpty()
                && !gateway.parts().operatorTokens().isAnyValid().await();
        if (isClosed) {
            LOG.warn("no token of the operator is valid, and no issuer of them is set (auth.issuer): make one here with"
                    + " ./rollcall first-token");
        }
    }
}
