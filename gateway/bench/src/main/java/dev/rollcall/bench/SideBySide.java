package dev.rollcall.bench;

import dev.rollcall.bench.Scenarios.Scenario;
import dev.rollcall.bench.kit.Cpu;
import dev.rollcall.bench.kit.Load;
import dev.rollcall.bench.kit.Medians;
import dev.rollcall.bench.kit.RawRows;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import dev.rollcall.bench.kit.Table;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the everyday requests of a provider, each beside the single PostgreSQL statement that is the limit of its speed, with
 * the processor time of each. Every round plays every scenario once, so that a change of the machine's speed meets all; users are
 * created in one directory, and read and changed in another, which stays as large as it is.
 */
@Command(
        name = "side-by-side",
        mixinStandardHelpOptions = true,
        description =
                "Creates, changes and reads in rounds beside single rows straight to the database, with processor time"
                        + " of each.")
final class SideBySide implements Callable<Integer> {

    private static final String DOMAIN = "demo.example";

    private static final Table.Column[] COLUMNS = {
        new Table.Column("", "scenario, in flight", "%s"),
        new Table.Column("scenario", "", ""),
        new Table.Column("inFlight", "", ""),
        new Table.Column("", "requests/s, median (min-max)", "%s"),
        new Table.Column("perSecond", "", ""),
        new Table.Column("perSecondLowest", "", ""),
        new Table.Column("perSecondHighest", "", ""),
        new Table.Column("p50Millis", "p50 ms", "%.1f"),
        new Table.Column("p99Millis", "p99 ms", "%.1f"),
        new Table.Column("batch", "batch", "%.1f"),
        new Table.Column("gatewayMicros", "CPU us: gateway", "%.0f"),
        new Table.Column("databaseMicros", "PostgreSQL", "%.0f"),
        new Table.Column("ratio", "", ""),
        new Table.Column("baseline", "", ""),
        new Table.Column("", "to its baseline", "%s")
    };

    @Option(names = "--concurrency", split = ",", defaultValue = "16,64,256", description = "Creates in flight.")
    private List<Integer> concurrency = List.of();

    @Option(names = "--others", defaultValue = "16", description = "Other requests in flight.")
    private int others = 16;

    @Option(names = "--users", defaultValue = "10000", description = "Users of the directory that is read and changed.")
    private int users = 10_000;

    @Option(names = "--seconds", defaultValue = "3", description = "Length of each measurement.")
    private int seconds = 3;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds.")
    private int rounds = 5;

    @Option(
            names = "--warm-up",
            defaultValue = "90",
            description = "Seconds of load that do not count; on two cores the gateway's code is compiled for as long.")
    private int warmUp = 90;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Only these and their baselines: create, get, look-up, look-up-miss, patch-active, put, assign, burst,"
                            + " burst-batch, mix, page, bulk.")
    private List<String> only = List.of();

    @Option(names = "--format", defaultValue = "text", description = "text, markdown or json.")
    private Table.Format format = Table.Format.text;

    private long made;
    private final Map<String, List<Measured>> results = new LinkedHashMap<>();

    /** What a round gave; per second and processor time are of what the operations do, such as users of a bulk request. */
    private record Measured(Load.Result load, double perSecond, Cpu cpu, double batch) {}

    @Override
    public Integer call() {
        try (Stage stage = new Stage()) {
            Stage.Tenant grows = stage.tenant("bench-grows");
            Stage.Tenant stays = stage.tenant("bench-stays");
            Seed.users(stage.database, stays.orgId(), stays.directoryId(), users, DOMAIN);
            stage.guardOff(grows);
            stage.guardOff(stays);
            List<Scenario> scenarios =
                    Scenarios.only(new Scenarios(stage, grows, stays, users).all(concurrency, others), only);
            System.err.println("Warming up: " + warmUp + " s of load that does not count.");
            for (Scenario scenario : scenarios) {
                measure(stage, scenario, Duration.ofMillis(warmUp * 1000L / scenarios.size()));
            }
            for (int round = 0; round < rounds; round++) {
                for (Scenario scenario : scenarios) {
                    results.computeIfAbsent(scenario.name(), name -> new ArrayList<>())
                            .add(measure(stage, scenario, Duration.ofSeconds(seconds)));
                }
                System.err.println("Round " + (round + 1) + " of " + rounds + " is done.");
            }
            print(scenarios, stage.memory());
        }
        return 0;
    }

    private Measured measure(Stage stage, Scenario scenario, Duration time) {
        try (ScimClient client = new ScimClient(stage, stage.vertx, scenario.tenant(), scenario.inFlight());
                RawRows raw = new RawRows(stage, scenario.tenant())) {
            LongFunction<Future<?>> operation = number -> scenario.play().play(client, raw, number);
            double batches = stage.metric("rollcall_lane_batch_size_count");
            double items = stage.metric("rollcall_lane_batch_size_sum");
            Cpu before = stage.cpu();
            Load.Result load = new Load(stage.vertx, scenario.inFlight(), operation).run(time, made);
            Cpu cpu = stage.cpu().since(before, load.done() * scenario.items());
            made += load.done() + scenario.inFlight();
            double batch = (stage.metric("rollcall_lane_batch_size_sum") - items)
                    / Math.max(1, stage.metric("rollcall_lane_batch_size_count") - batches);
            return new Measured(load, load.perSecond() * scenario.items(), cpu, batch);
        }
    }

    private void print(List<Scenario> scenarios, long memory) {
        Table table = new Table(COLUMNS);
        for (Scenario scenario : scenarios) {
            List<Measured> all = results.getOrDefault(scenario.name(), List.of());
            List<Measured> base = results.getOrDefault(scenario.baseline(), List.of());
            double lowest = all.stream().mapToDouble(Measured::perSecond).min().orElse(0);
            double highest = all.stream().mapToDouble(Measured::perSecond).max().orElse(0);
            double perSecond = median(all, Measured::perSecond);
            double ratio = ratio(all, base);
            table.row(
                    scenario.name(),
                    scenario.kind(),
                    scenario.inFlight(),
                    String.format(Locale.ROOT, "%,.0f (%,.0f-%,.0f)", perSecond, lowest, highest),
                    perSecond,
                    lowest,
                    highest,
                    median(all, one -> one.load().p50()),
                    median(all, one -> one.load().p99()),
                    median(all, Measured::batch),
                    median(all, one -> one.cpu().gateway()),
                    median(all, one -> one.cpu().database()),
                    ratio,
                    scenario.baseline(),
                    base.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f of %s", ratio, scenario.baseline()));
        }
        JsonObject plot = new JsonObject()
                .put("title", "Requests in flight")
                .put("x", "inFlight")
                .put("y", new JsonArray().add("perSecond").add("p99Millis"))
                .put("by", "scenario");
        table.print(
                System.out,
                format,
                new JsonObject()
                        .put("memoryMegabytes", memory)
                        .put("rounds", rounds)
                        .put("plot", plot));
        if (format != Table.Format.json) {
            System.out.println("Resident memory of the gateway: " + memory + " MB.");
        }
    }

    /** The median of the ratios within a round; 0 without a baseline. */
    private static double ratio(List<Measured> all, List<Measured> base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(all.size(), base.size()); i++) {
            ratios.add(all.get(i).perSecond() / base.get(i).perSecond());
        }
        return Medians.of(ratios);
    }

    private static double median(List<Measured> all, ToDoubleFunction<Measured> figure) {
        return Medians.of(all.stream().map(figure::applyAsDouble).toList());
    }
}
