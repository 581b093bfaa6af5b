package dev.rollcall.server.node;

import dev.rollcall.core.admin.directory.CredentialWarnings;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.core.task.ConflictNews;
import dev.rollcall.core.task.Expiries;
import dev.rollcall.core.task.Reconsiderations;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.mail.WelcomePost;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Optional;

/** Runs a node's background tasks about people and credentials. Every node runs all of them; none depends on another node. */
final class BackgroundTasks implements AutoCloseable {

    private final Reconsiderations reconsiderations;
    private final Expiries recoveryAdmins;
    private final Expiries keptAddresses;
    private final ConflictNews conflictNews;
    private final Ticker credentials;
    private final Optional<WelcomePost> post;

    BackgroundTasks(Vertx vertx, Config config, Parts parts) {
        post = parts.welcomePost();
        Duration interval = Duration.ofSeconds(config.get(Settings.MEMBER_CHECK));
        SqlClient reads = parts.database().reads();
        reconsiderations = new Reconsiderations(vertx, reads, parts.provisioning(), interval);
        recoveryAdmins = Expiries.ofRecoveryAdmins(vertx, reads, parts.provisioning(), parts.time(), interval);
        CredentialWarnings warnings = new CredentialWarnings(parts.database().writes(), parts.time());
        credentials = new Ticker(vertx, interval, warnings::tell);
        keptAddresses = Expiries.ofKeptAddresses(vertx, reads, parts.provisioning(), parts.time(), interval);
        conflictNews = new ConflictNews(vertx, parts.database().writes(), parts.provisioning(), parts.time(), interval);
    }

    /** Returns at once; each task takes its first turn after a while. */
    void start() {
        post.ifPresent(WelcomePost::start);
        reconsiderations.start();
        recoveryAdmins.start();
        keptAddresses.start();
        conflictNews.start();
        credentials.start();
    }

    @Override
    public void close() {
        post.ifPresent(WelcomePost::close);
        reconsiderations.close();
        recoveryAdmins.close();
        keptAddresses.close();
        conflictNews.close();
        credentials.close();
    }
}
