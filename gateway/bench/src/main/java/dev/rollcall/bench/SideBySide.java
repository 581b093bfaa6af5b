package dev.rollcall.bench;

import dev.rollcall.bench.kit.Bodies;
import dev.rollcall.bench.kit.Cpu;
import dev.rollcall.bench.kit.Load;
import dev.rollcall.bench.kit.RawRows;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    private long made;
    private final Map<String, List<Measured>> results = new LinkedHashMap<>();

    /** A scenario under way: its operation may close over clients, which are closed behind it. */
    private record Scenario(String name, String baseline, int concurrency, Stage.Tenant tenant, Play play) {}

    /** Makes the operation of a number, on a client. */
    private interface Play {
        Future<?> play(ScimClient client, RawRows raw, long number);
    }

    private record Measured(Load.Result load, Cpu cpu, double batch) {}

    @Override
    public Integer call() {
        try (Stage stage = new Stage()) {
            Stage.Tenant grows = stage.tenant("bench-grows");
            Stage.Tenant stays = stage.tenant("bench-stays");
            Seed.users(stage.database, stays.orgId(), stays.directoryId(), users, DOMAIN);
            stage.guardOff(grows);
            stage.guardOff(stays);
            List<Scenario> scenarios = scenarios(grows, stays);
            System.out.println("Warming up: " + warmUp + " s of load that does not count.");
            for (Scenario scenario : scenarios) {
                measure(stage, scenario, Duration.ofMillis(warmUp * 1000L / scenarios.size()));
            }
            for (int round = 0; round < rounds; round++) {
                for (Scenario scenario : scenarios) {
                    results.computeIfAbsent(scenario.name(), name -> new ArrayList<>())
                            .add(measure(stage, scenario, Duration.ofSeconds(seconds)));
                }
                System.out.println("Round " + (round + 1) + " of " + rounds + " is done.");
            }
            print(scenarios);
            System.out.println("Resident memory of the gateway: " + stage.memory() + " MB.");
        }
        return 0;
    }

    private List<Scenario> scenarios(Stage.Tenant grows, Stage.Tenant stays) {
        List<Scenario> all = new ArrayList<>();
        for (int level : concurrency) {
            String baseline = "insert " + level;
            all.add(new Scenario(
                    baseline, "", level, grows, (client, raw, number) -> raw.insert(Bodies.user(number), number)));
            all.add(new Scenario(
                    "create " + level,
                    baseline,
                    level,
                    grows,
                    (client, raw, number) -> client.send(HttpMethod.POST, "/Users", Bodies.user(number), 201)));
        }
        String select = "select " + others;
        String create = "create " + concurrency.get(0);
        all.add(new Scenario(select, "", others, stays, (client, raw, number) -> raw.select(one(number))));
        all.add(new Scenario(
                "get " + others,
                select,
                others,
                stays,
                (client, raw, number) -> client.send(HttpMethod.GET, path(number), "", 200)));
        all.add(new Scenario(
                "look-up " + others,
                select,
                others,
                stays,
                (client, raw, number) -> client.send(
                        HttpMethod.GET,
                        "/Users?filter=userName%20eq%20%22" + Seed.name(one(number)) + "%22",
                        "",
                        200)));
        all.add(new Scenario(
                "PATCH active " + others,
                create,
                others,
                stays,
                (client, raw, number) ->
                        client.send(HttpMethod.PATCH, path(number), Bodies.active(number / users % 2 == 1), 200)));
        all.add(new Scenario(
                "PUT " + others,
                create,
                others,
                stays,
                (client, raw, number) ->
                        client.send(HttpMethod.PUT, path(number), Bodies.seeded(one(number), "Ada " + number), 200)));
        return all;
    }

    private long one(long number) {
        return 1 + number % users;
    }

    private String path(long number) {
        return "/Users/" + Seed.id(one(number));
    }

    private Measured measure(Stage stage, Scenario scenario, Duration time) {
        try (ScimClient client = new ScimClient(stage, stage.vertx, scenario.tenant(), scenario.concurrency());
                RawRows raw = new RawRows(stage, scenario.tenant())) {
            LongFunction<Future<?>> operation = number -> scenario.play().play(client, raw, number);
            double batches = stage.metric("rollcall_lane_batch_size_count");
            double items = stage.metric("rollcall_lane_batch_size_sum");
            Cpu before = stage.cpu();
            Load.Result load = new Load(stage.vertx, scenario.concurrency(), operation).run(time, made);
            Cpu cpu = stage.cpu().since(before, load.done());
            made += load.done() + scenario.concurrency();
            double batch = (stage.metric("rollcall_lane_batch_size_sum") - items)
                    / Math.max(1, stage.metric("rollcall_lane_batch_size_count") - batches);
            return new Measured(load, cpu, batch);
        }
    }

    private void print(List<Scenario> scenarios) {
        System.out.printf(
                "%n| scenario, in flight | requests/s, median (min-max) | p50 / p99 ms | batch | CPU us: gateway +"
                        + " PostgreSQL | to its baseline |%n| --- | --- | --- | --- | --- | --- |%n");
        for (Scenario scenario : scenarios) {
            List<Measured> all = results.getOrDefault(scenario.name(), List.of());
            List<Measured> base = results.getOrDefault(scenario.baseline(), List.of());
            System.out.printf(
                    "| %s | %,.0f (%,.0f-%,.0f) | %.1f / %.1f | %.1f | %.0f + %.0f | %s |%n",
                    scenario.name(),
                    median(all, one -> one.load().perSecond()),
                    all.stream()
                            .mapToDouble(one -> one.load().perSecond())
                            .min()
                            .orElse(0),
                    all.stream()
                            .mapToDouble(one -> one.load().perSecond())
                            .max()
                            .orElse(0),
                    median(all, one -> one.load().p50()),
                    median(all, one -> one.load().p99()),
                    median(all, Measured::batch),
                    median(all, one -> one.cpu().gateway()),
                    median(all, one -> one.cpu().database()),
                    base.isEmpty() ? "" : ratio(all, base) + " of " + scenario.baseline());
        }
    }

    /** The median of the ratios within a round. */
    private static String ratio(List<Measured> all, List<Measured> base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ratios.add(all.get(i).load().perSecond() / base.get(i).load().perSecond());
        }
        return String.format("%.2f", middle(ratios));
    }

    private static double median(List<Measured> all, ToDoubleFunction<Measured> figure) {
        return middle(all.stream().map(figure::applyAsDouble).toList());
    }

    private static double middle(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
