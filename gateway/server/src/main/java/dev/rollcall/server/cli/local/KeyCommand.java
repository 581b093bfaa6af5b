package dev.rollcall.server.cli.local;

import dev.rollcall.core.store.Database;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.server.auth.KeyUses;
import dev.rollcall.server.auth.KeyUses.Needs;
import dev.rollcall.server.auth.ServerKey;
import dev.rollcall.server.cli.kit.CommandException;
import dev.rollcall.server.cli.kit.Output;
import dev.rollcall.server.cli.print.Table;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall key}: exchanges the key of the installation without losing anything; on the gateway's own machine. */
@Command(
        name = "key",
        description = "Replace the key of the installation, from the gateway's database and key file.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            KeyCommand.ListKeys.class,
            KeyCommand.AddKey.class,
            KeyCommand.UseKey.class,
            KeyCommand.ResealSecrets.class,
            KeyCommand.DropKey.class
        })
public final class KeyCommand {

    /** What a former key has made that is kept nowhere lasts at most so long: answers that are sent again, access tokens. */
    private static final Duration LAST_OF_ALL = Duration.ofDays(1);

    private KeyCommand() {}

    /** The settings of {@code serve}. */
    static final class Where {

        @Option(names = "--config", paramLabel = "FILE", description = "Settings file of serve; see docs/settings.md.")
        private @Nullable Path file;

        private <T> T with(Function<Ring, T> work) {
            Config config = ConfigLoader.load(Optional.ofNullable(file), System.getenv(), Map.of());
            Installation installation = Installation.of("key", config);
            DatabaseUrl database = installation.migrated();
            ServerKey keys = DatabaseKey.require(database, installation.key());
            Vertx vertx = Vertx.vertx();
            try {
                KeyUses uses = new KeyUses(
                        Database.open(vertx, database, Database.Limits.DEFAULT).logins(),
                        () -> Instant.now().truncatedTo(ChronoUnit.MICROS));
                return work.apply(new Ring(installation, keys, uses));
            } finally {
                vertx.close().await();
            }
        }
    }

    /**
     * The keys and what was made with them.
     *
     * @param keys the one in use first
     */
    private record Ring(Installation installation, ServerKey keys, KeyUses uses) {

        String inUse() {
            return keys.ids().get(0);
        }

        Needs needs(String id) {
            return uses.of(id, keys).await();
        }

        byte[] check(String id) {
            return keys.checkValue(id)
                    .orElseThrow(() -> new CommandException("The key file " + installation.keyFile() + " holds no key "
                            + id + ". It holds: " + String.join(", ", keys.ids())));
        }
    }

    private static String told(Needs needs) {
        return needs.credentials() + " credentials of directories, " + needs.tokens() + " tokens of the operator, "
                + needs.secrets() + " sealed secrets";
    }

    /** {@code rollcall key list}. */
    @Command(name = "list", description = "Show the keys of the key file by their ids, and what was made with each.")
    static final class ListKeys implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Where where = new Where();

        @Override
        public Integer call() {
            Table table = where.with(ring -> {
                Table keys = new Table("KEY", "STATE", "CREDENTIALS", "TOKENS", "SECRETS");
                for (String id : ring.keys().ids()) {
                    Needs needs = ring.needs(id);
                    keys.row(
                            id,
                            id.equals(ring.inUse()) ? "in use" : "read",
                            String.valueOf(needs.credentials()),
                            String.valueOf(needs.tokens()),
                            String.valueOf(needs.secrets()));
                }
                return keys;
            });
            table.print(output.out());
            output.out().flush();
            return 0;
        }
    }

    /** {@code rollcall key add}. */
    @Command(name = "add", description = "Add a new key to the key file, without using it yet.")
    static final class AddKey implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Where where = new Where();

        @Override
        public Integer call() {
            String text = where.with(ring -> {
                ServerKey more = ring.keys().withNew();
                more.write(ring.installation().keyFile());
                String id = more.ids().get(more.ids().size() - 1);
                return "Added " + id + " to " + ring.installation().keyFile()
                        + ". Copy that file to every gateway of this database and restart each of them. Then: "
                        + "./rollcall"
                        + " key use " + id;
            });
            output.out().println(text);
            output.out().flush();
            return 0;
        }
    }

    /** {@code rollcall key use}. */
    @Command(name = "use", description = "Use a key for everything new, once every gateway has it.")
    static final class UseKey implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Where where = new Where();

        @Parameters(index = "0", paramLabel = "KEY", description = "The id of the key, as list shows it.")
        private String id = "";

        @Override
        public Integer call() {
            String text = where.with(ring -> {
                byte[] check = ring.check(id);
                if (id.equals(ring.inUse())) {
                    return id + " is in use already.";
                }
                if (!ring.uses().use(Machine.actor(), ring.keys(), check).await()) {
                    throw new CommandException(
                            "Another key has come into use in the meantime. See: ./rollcall key " + "list");
                }
                return id
                        + " is in use. Restart every gateway, one after the other; a gateway without this key responds"
                        + " with 503. Then: ./rollcall key reseal";
            });
            output.out().println(text);
            output.out().flush();
            return 0;
        }
    }

    /** {@code rollcall key reseal}. */
    @Command(
            name = "reseal",
            description = "Encrypt stored secrets again with the key in use, which every gateway " + "must have.")
    static final class ResealSecrets implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Where where = new Where();

        @Override
        public Integer call() {
            String text = where.with(ring -> "Secrets encrypted again: "
                    + ring.uses().reseal(ring.keys()).await()
                    + ". Credentials of directories move to the key in use when they are next used.");
            output.out().println(text);
            output.out().flush();
            return 0;
        }
    }

    /** {@code rollcall key drop}. */
    @Command(name = "drop", description = "Remove a key that is no longer needed from the key file.")
    static final class DropKey implements Callable<Integer> {

        @Mixin
        private final Output output = new Output();

        @Mixin
        private final Where where = new Where();

        @Parameters(index = "0", paramLabel = "KEY", description = "The id of the key, as list shows it.")
        private String id = "";

        @Option(names = "--force", description = "Even if something was made with the key; that then stops working.")
        private boolean force;

        @Override
        public Integer call() {
            String text = where.with(ring -> {
                ring.check(id);
                if (id.equals(ring.inUse())) {
                    throw new CommandException(id + " is in use. Use another one first: ./rollcall key use KEY");
                }
                if (!force) {
                    requireUseless(ring);
                }
                ring.uses().dropped(Machine.actor(), id, ring.inUse()).await();
                ring.keys().without(id).write(ring.installation().keyFile());
                return "Dropped " + id + " from " + ring.installation().keyFile()
                        + ". Copy that file to every gateway and restart each of them.";
            });
            output.out().println(text);
            output.out().flush();
            return 0;
        }

        private void requireUseless(Ring ring) {
            Needs needs = ring.needs(id);
            if (!needs.isNone()) {
                throw new CommandException(id + " is still needed: " + told(needs)
                        + ". Credentials move to the key in use when they are next used, or have to be replaced;"
                        + " tokens have to be issued again; secrets are encrypted again by ./rollcall key reseal. "
                        + "With --force, all of these stop working.");
            }
            Instant since = ring.uses().since().await();
            if (Instant.now().isBefore(since.plus(LAST_OF_ALL))) {
                throw new CommandException("The key in use has been in use only since " + since
                        + ", so access tokens, sessions and repeated responses may still depend on " + id
                        + ". Drop " + id + " a day later, or with --force, which makes them invalid.");
            }
        }
    }
}
