package dev.rollcall.bench;

import dev.rollcall.bench.kit.Cpu;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import dev.rollcall.bench.kit.Table;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.server.simulate.Comparison;
import dev.rollcall.server.simulate.HttpWire;
import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.Plan;
import dev.rollcall.spi.simulate.Simulator;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Has a simulated provider do its first sync with a gateway that has just started. The simulator runs in the process of the bench, so that
 * what it takes of the processors is told apart from what gateway and PostgreSQL take. It is a closed loop, as providers are.
 */
@Command(
        name = "first-sync",
        mixinStandardHelpOptions = true,
        description = "The first sync of a simulated provider with a gateway that has just started.")
final class FirstSync implements Callable<Integer> {

    private static final String SEATS =
            "UPDATE organization SET purchased_seats = 1000000, unverified_domains = true WHERE org_id = $1";

    @Option(
            names = "--provider",
            paramLabel = "PROVIDER",
            description =
                    "Who syncs, of the providers that the demo has directories of; without it, the first of them.")
    private @Nullable String provider;

    @Option(names = "--users", defaultValue = "20000", description = "Users.")
    private int users = 20_000;

    @Option(names = "--groups", defaultValue = "200", description = "Groups.")
    private int groups = 200;

    @Option(
            names = "--memberships",
            defaultValue = "80000",
            description = "Memberships, of which each user has the same number, the group of their role among them.")
    private int memberships = 80_000;

    @Option(
            names = "--large",
            description = "100,000 users, 500 groups and 300,000 memberships, whatever the other options say.")
    private boolean large;

    @Option(names = "--concurrency", defaultValue = "16", description = "Users or groups that are synced side by side.")
    private int concurrency = 16;

    @Option(names = "--format", defaultValue = "text", description = "text, markdown or json.")
    private Table.Format format = Table.Format.text;

    /** What the processes had used when the sync ended, since it began. */
    private record Used(double seconds, double gateway, double database, double simulator) {

        double share(double part) {
            return 100 * part / Math.max(0.01, gateway + database + simulator);
        }
    }

    @Override
    public Integer call() {
        String id = provider == null ? Adapters.demo().get(0).provider() : provider;
        Adapter adapter = Adapters.of(id).orElseThrow(() -> unknown(id));
        Simulator simulator = adapter.simulator().orElseThrow(() -> unknown(id));
        Plan plan = large ? plan(100_000, 500, 300_000) : plan(users, groups, memberships);
        Score score = new Score();
        try (Stage stage = new Stage()) {
            Stage.Tenant tenant = stage.demo(id);
            Seed.run(stage.database, SEATS, Tuple.of(tenant.orgId()));
            stage.guardOff(tenant);
            String base = "http://127.0.0.1:" + stage.port + "/scim/v2/" + tenant.directoryId();
            try (HttpWire wire = new HttpWire(base, tenant.token(), plan.concurrency(), score);
                    HttpWire apart = new HttpWire(base, tenant.token(), 1, new Score())) {
                Cpu before = stage.cpu();
                double own = Cpu.ofThisProcess();
                long start = System.nanoTime();
                ExpectedState model = simulator.run(plan, wire);
                double seconds = (System.nanoTime() - start) / 1e9;
                Cpu after = stage.cpu();
                Used used = new Used(
                        seconds,
                        after.gateway() - before.gateway(),
                        after.database() - before.database(),
                        Cpu.ofThisProcess() - own);
                long most = stage.mostMemory();
                List<String> differences = model.differences(Comparison.among(Comparison.shown(apart), model));
                print(id, plan, model, score, used, most, differences.size());
                differences.stream().limit(10).forEach(System.err::println);
                score.surprises().forEach(System.err::println);
                return differences.isEmpty() && score.unexpected() == 0 && score.unanswered() == 0 ? 0 : 1;
            }
        }
    }

    private Plan plan(int people, int teams, int wanted) {
        int each = Math.max(0, Math.round((float) wanted / people) - 1);
        return new Plan(people, teams, "demo.example", 1, concurrency, each);
    }

    private void print(String id, Plan plan, ExpectedState model, Score score, Used used, long most, int differences) {
        Table table = new Table(
                new Table.Column("provider", "provider", "%s"),
                new Table.Column("users", "users", "%,d"),
                new Table.Column("groups", "groups", "%,d"),
                new Table.Column("memberships", "memberships", "%,d"),
                new Table.Column("requests", "requests", "%,d"),
                new Table.Column("seconds", "seconds", "%.1f"),
                new Table.Column("p50Millis", "p50 ms", "%.1f"),
                new Table.Column("p99Millis", "p99 ms", "%.1f"),
                new Table.Column("unexpected", "errors", "%,d"),
                new Table.Column("differences", "differences", "%,d"),
                new Table.Column("gatewaySeconds", "CPU s: gateway", "%.1f"),
                new Table.Column("databaseSeconds", "PostgreSQL", "%.1f"),
                new Table.Column("simulatorSeconds", "simulator", "%.1f"),
                new Table.Column("simulatorPercent", "simulator %", "%.0f"),
                new Table.Column("memoryMegabytes", "gateway MB", "%,d"));
        table.row(
                id,
                plan.users(),
                plan.groups(),
                model.groups().values().stream().collect(Collectors.summingInt(members -> members.size())),
                score.requests(),
                used.seconds(),
                score.milliseconds(50),
                score.milliseconds(99),
                score.unexpected() + score.unanswered(),
                differences,
                used.gateway(),
                used.database(),
                used.simulator(),
                used.share(used.simulator()),
                most);
        table.print(System.out, format, new JsonObject().put("concurrency", plan.concurrency()));
    }

    private static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException("No first sync of " + id + " can be simulated.");
    }
}
