package dev.rollcall.server.node;

import dev.rollcall.core.Reconsiderations;
import dev.rollcall.core.RecoveryEnds;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;

/** What a node does about people without being asked. Every node does all of it; none needs another. */
final class BackgroundTasks implements AutoCloseable {

    private final Reconsiderations reconsiderations;
    private final RecoveryEnds recoveryEnds;

    BackgroundTasks(Vertx vertx, Config config, Parts parts) {
        Duration interval = Duration.ofSeconds(config.get(Settings.MEMBER_CHECK));
        SqlClient reads = parts.database().reads();
        reconsiderations = new Reconsiderations(vertx, reads, parts.provisioning(), interval);
        recoveryEnds = new RecoveryEnds(vertx, reads, parts.provisioning(), parts.time(), interval);
    }

    void start() {
        reconsiderations.start();
        recoveryEnds.start();
    }

    @Override
    public void close() {
        reconsiderations.close();
        recoveryEnds.close();
    }
}
