package dev.rollcall.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.bench.kit.CoreStage;
import dev.rollcall.bench.kit.Peak;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.pull.Puller;
import dev.rollcall.pull.source.PassRecord;
import dev.rollcall.pull.source.Passes;
import dev.rollcall.pull.source.RequestLog;
import dev.rollcall.pull.source.Seal;
import dev.rollcall.pull.source.Sources;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.pull.DirectorySource;
import dev.rollcall.spi.pull.SourceField;
import dev.rollcall.spi.pull.SourceSettings.Pace;
import dev.rollcall.spi.pull.StandIn;
import dev.rollcall.spi.simulate.Plan;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the reading of a directory: a provider is simulated in this process, and read until its users, groups and memberships
 * are there; then it is read again, unchanged. Calls are not limited.
 */
@Command(
        name = "pull-reading",
        mixinStandardHelpOptions = true,
        description = "Read a played provider as a whole, and again when nothing has changed.")
final class PullReading implements Callable<Integer> {

    private static final String DOMAIN = "demo.example";
    private static final int NO_LIMIT = 60_000_000;
    private static final double MEGABYTE = 1 << 20;

    private static final String PROVIDER =
            "UPDATE directory SET provider = $2, default_role = 'member' WHERE org_id = $1";

    /** What a reading writes even when nothing has changed: that it was asked for, how far it is, and when the next is due. */
    private static final Set<String> OWN = Set.of("sync_pass", "directory_source", "audit");

    @Option(names = "--users", defaultValue = "100000", description = "Users (default: ${DEFAULT-VALUE}).")
    private int users = 100_000;

    @Option(names = "--groups", defaultValue = "5000", description = "Groups (default: ${DEFAULT-VALUE}).")
    private int groups = 5_000;

    @Option(
            names = "--teams",
            defaultValue = "4",
            description = "Groups of each user beside the one for all: with the defaults 500,000 memberships"
                    + " (default: ${DEFAULT-VALUE}).")
    private int teams = 4;

    @Option(names = "--again", defaultValue = "2", description = "Unchanged readings (default: ${DEFAULT-VALUE}).")
    private int again = 2;

    @Override
    public Integer call() {
        Adapter adapter = Adapters.all().stream()
                .filter(one -> one.stage().isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no provider of this build is read"));
        Plan plan = new Plan(users, groups, DOMAIN, 1, 1, teams);
        Vertx vertx = Vertx.vertx();
        try (CoreStage stage = new CoreStage();
                StandIn standIn =
                        adapter.stage().orElseThrow().play(vertx, plan, 0).await()) {
            Directory directory = directory(stage, adapter);
            Sources sources =
                    new Sources(stage.database.reads(), new Seal(Keys.of(new byte[32])), InstantSource.system());
            Passes passes = new Passes(stage.database.reads(), InstantSource.system());
            Puller puller = new Puller(
                    stage.vertx,
                    stage.database.reads(),
                    stage.provisioning,
                    sources,
                    passes,
                    Adapters.all().stream().collect(Collectors.toMap(Adapter::provider, one -> one)),
                    new Puller.Operator(standIn.origin(), new Pace(NO_LIMIT, Duration.ofMillis(1))),
                    RequestLog.NONE,
                    InstantSource.system());
            set(sources, puller, directory, adapter.source().orElseThrow(), standIn.settings());
            System.out.printf(
                    "%10s  %8s  %10s  %12s  %8s  %8s%n",
                    "reading", "seconds", "objects/s", "rows written", "heap MB", "peak MB");
            System.out.printf("%10s  %8s  %10s  %12s  %8.0f%n", "before", "", "", "", inUse());
            for (int i = 0; i <= again; i++) {
                read(stage, puller, passes, directory, i == 0 ? "first" : "unchanged");
            }
            puller.close();
        } finally {
            vertx.close().await();
        }
        return 0;
    }

    private static Directory directory(CoreStage stage, Adapter adapter) {
        UUID id = Seed.organisation(stage.database, "read");
        Seed.run(stage.database, PROVIDER, Tuple.of(id, adapter.provider()));
        return new Directories(stage.database.reads(), InstantSource.system())
                .byId(id)
                .await()
                .orElseThrow();
    }

    private static void set(
            Sources sources, Puller puller, Directory directory, DirectorySource provider, ObjectNode entered) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        ObjectNode secrets = JsonNodeFactory.instance.objectNode();
        Map<String, Boolean> isSecret =
                provider.fields().stream().collect(Collectors.toMap(SourceField::name, SourceField::isSecret));
        entered.properties()
                .forEach(field -> (isSecret.getOrDefault(field.getKey(), false) ? secrets : settings)
                        .set(field.getKey(), field.getValue()));
        int seldom = 86_400;
        sources.set(actor(directory), directory.id(), settings, secrets, seldom, seldom)
                .await();
        puller.check(
                        directory,
                        sources.find(directory.orgId(), directory.id()).await().orElseThrow())
                .await();
    }

    private static Actor actor(Directory directory) {
        return new Actor(directory.orgId(), "bench", UUID.randomUUID());
    }

    private static void read(CoreStage stage, Puller puller, Passes passes, Directory directory, String name) {
        long since = number(stage, "SELECT pg_current_xact_id()::text::bigint AS n");
        UUID id = passes.ask(actor(directory), directory.id(), "full").await();
        long begin = System.nanoTime();
        double peak;
        try (Peak watched = new Peak()) {
            puller.look().compose(begun -> puller.idle()).await();
            peak = watched.megabytes();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        PassRecord pass =
                passes.find(directory.orgId(), directory.id(), id).await().orElseThrow();
        if (!pass.state().equals("complete")) {
            throw new IllegalStateException("the reading is not complete: " + pass);
        }
        long objects = pass.counts().path("users").asLong()
                + pass.counts().path("groups").asLong()
                + pass.counts().path("members").asLong();
        System.out.printf(
                "%10s  %8.1f  %10.0f  %12d  %8.0f  %8.0f%n",
                name, seconds, objects / seconds, written(stage, since), inUse(), peak);
        System.out.println("            " + pass.counts());
    }

    /** What is reachable: the played provider, and what the gateway holds. */
    private static double inUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    /** Rows that were written by that transaction or a later one, and are there. */
    private static long written(CoreStage stage, long since) {
        long rows = 0;
        for (Row table : stage.database
                .reads()
                .query("SELECT relname FROM pg_stat_user_tables")
                .execute()
                .await()) {
            String name = table.getString("relname");
            if (!OWN.contains(name)) {
                rows += number(
                        stage, "SELECT count(*) AS n FROM \"" + name + "\" WHERE xmin::text::bigint >= " + since);
            }
        }
        return rows;
    }

    private static long number(CoreStage stage, String sql) {
        return stage.database
                .reads()
                .query(sql)
                .execute()
                .await()
                .iterator()
                .next()
                .getLong("n");
    }
}
