package dev.rollcall.server.node;

import dev.rollcall.core.admin.directory.CredentialWarnings;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.core.task.ConflictEnds;
import dev.rollcall.core.task.ConflictNews;
import dev.rollcall.core.task.Reconsiderations;
import dev.rollcall.core.task.RecoveryEnds;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.mail.WelcomePost;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Optional;

/** What a node does about people and credentials without being asked. Every node does all of it; none needs another. */
final class BackgroundTasks implements AutoCloseable {

    private final Reconsiderations reconsiderations;
    private final RecoveryEnds recoveryEnds;
    private final ConflictEnds conflictEnds;
    private final ConflictNews conflictNews;
    private final Ticker credentials;
    private final Optional<WelcomePost> post;

    BackgroundTasks(Vertx vertx, Config config, Parts parts) {
        post = parts.welcomePost();
        Duration interval = Duration.ofSeconds(config.get(Settings.MEMBER_CHECK));
        SqlClient reads = parts.database().reads();
        reconsiderations = new Reconsiderations(vertx, reads, parts.provisioning(), interval);
        recoveryEnds = new RecoveryEnds(vertx, reads, parts.provisioning(), parts.time(), interval);
        CredentialWarnings warnings = new CredentialWarnings(parts.database().writes(), parts.time());
        credentials = new Ticker(vertx, interval, warnings::tell);
        conflictEnds = new ConflictEnds(vertx, reads, parts.provisioning(), parts.time(), interval);
        conflictNews = new ConflictNews(vertx, parts.database().writes(), parts.provisioning(), parts.time(), interval);
    }

    /** Returns at once; each task takes its first turn after a while. */
    void start() {
        post.ifPresent(WelcomePost::start);
        reconsiderations.start();
        recoveryEnds.start();
        conflictEnds.start();
        conflictNews.start();
        credentials.start();
    }

    @Override
    public void close() {
        post.ifPresent(WelcomePost::close);
        reconsiderations.close();
        recoveryEnds.close();
        conflictEnds.close();
        conflictNews.close();
        credentials.close();
    }
}
