package dev.rollcall.server.cli.local;

import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.auth.OperatorTokens;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.auth.Tokens;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.node.DatabaseKey;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code rollcall first-token}: how the operator gets in for the first time. A person who has the database and the key file could
 * do everything anyway; this way leaves a trace in the audit.
 */
@Command(
        name = "first-token",
        description = "Make an operator's token on the gateway's own machine, from its database and its key file. No"
                + " other token is needed.")
public final class FirstTokenCommand implements Callable<Integer> {

    private static final String NAME = "first-token";
    private static final int MOST_DAYS = 366;

    @Mixin
    private final Output output = new Output();

    @Parameters(index = "0", paramLabel = "SUBJECT", description = "Who will use it, for the audit log.")
    private String subject = "";

    @Option(names = "--config", paramLabel = "FILE", description = "Settings file of serve; see docs/settings.md.")
    private @Nullable Path file;

    @Option(
            names = "--valid-for-days",
            paramLabel = "N",
            defaultValue = "1",
            description = "1 to 366 (default: 1, which is enough to issue others with it).")
    private int days;

    @Override
    public Integer call() {
        if (days < 1 || days > MOST_DAYS) {
            throw new CommandException("--valid-for-days " + days + ": use a whole number from 1 to " + MOST_DAYS);
        }
        if (subject.isBlank()) {
            throw new CommandException("SUBJECT is empty: say who will use the token, for the audit log.");
        }
        Config config = ConfigLoader.load(Optional.ofNullable(file), System.getenv(), Map.of());
        Installation installation = Installation.of(NAME, config);
        DatabaseUrl database = installation.migrated();
        ServerKey key = DatabaseKey.require(database, installation.key());
        output.out().println(token(database, key));
        output.out().flush();
        return 0;
    }

    private String token(DatabaseUrl url, ServerKey key) {
        Vertx vertx = Vertx.vertx();
        try {
            Database database = Database.open(vertx, url, Database.Limits.DEFAULT);
            Tokens tokens = new Tokens(vertx, key.forTokens());
            return new OperatorTokens(
                            database.logins(),
                            () -> Instant.now().truncatedTo(ChronoUnit.MICROS),
                            tokens,
                            Duration.ZERO)
                    .issue(Machine.actor(), new Principal(subject, new Scope.Operator()), Duration.ofDays(days))
                    .await()
                    .token();
        } finally {
            vertx.close().await();
        }
    }
}
