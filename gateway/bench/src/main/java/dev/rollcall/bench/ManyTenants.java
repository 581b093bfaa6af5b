package dev.rollcall.bench;

import dev.rollcall.bench.kit.Bodies;
import dev.rollcall.bench.kit.Cpu;
import dev.rollcall.bench.kit.Load;
import dev.rollcall.bench.kit.Medians;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Stage;
import dev.rollcall.bench.kit.Table;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Spreads the same load over one organisation and over many, each of which then has few requests, so that hardly any share a
 * transaction. A closed loop: what it shows are rates.
 */
@Command(
        name = "many-tenants",
        mixinStandardHelpOptions = true,
        description = "Creates and reads users in one organisation, then spread over many, in rounds that alternate.")
final class ManyTenants implements Callable<Integer> {

    @Option(
            names = "--organisations",
            split = ",",
            defaultValue = "1,1000",
            description = "Over how many organisations the load is spread, such as 1,10,100,1000.")
    private List<Integer> organisations = List.of();

    @Option(names = "--concurrency", defaultValue = "16", description = "Requests in flight in all.")
    private int concurrency = 16;

    @Option(names = "--seconds", defaultValue = "8", description = "Length of each round.")
    private int seconds = 8;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds.")
    private int rounds = 3;

    @Option(names = "--warm-up", defaultValue = "75", description = "Seconds of load that do not count.")
    private int warmUp = 75;

    @Option(names = "--format", defaultValue = "text", description = "text, markdown or json.")
    private Table.Format format = Table.Format.text;

    private long made;

    private record Measured(Load.Result load, Cpu cpu) {}

    @Override
    public Integer call() {
        Map<Integer, List<ScimClient>> all = new LinkedHashMap<>();
        Map<Integer, List<Measured>> results = new LinkedHashMap<>();
        try (Stage stage = new Stage()) {
            try {
                for (int count : organisations) {
                    all.put(count, clients(stage, count));
                    results.put(count, new ArrayList<>());
                }
                System.err.println("Warming up: " + warmUp + " s of load that does not count.");
                for (List<ScimClient> clients : all.values()) {
                    measure(stage, clients, Duration.ofMillis(warmUp * 1000L / all.size()));
                }
                for (int round = 0; round < rounds; round++) {
                    all.forEach((count, clients) -> results.getOrDefault(count, new ArrayList<>())
                            .add(measure(stage, clients, Duration.ofSeconds(seconds))));
                }
                print(results, stage.memory());
            } finally {
                all.values().forEach(clients -> clients.forEach(ScimClient::close));
            }
        }
        return 0;
    }

    /** One for each organisation; where these are fewer than the requests in flight, several for each. */
    private List<ScimClient> clients(Stage stage, int count) {
        List<Stage.Tenant> tenants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tenants.add(stage.tenant("of-" + count + "-" + i));
        }
        List<ScimClient> clients = new ArrayList<>();
        for (int i = 0; i < Math.max(count, concurrency); i++) {
            clients.add(new ScimClient(stage, stage.vertx, tenants.get(i % count), 1));
        }
        return clients;
    }

    private Measured measure(Stage stage, List<ScimClient> clients, Duration time) {
        Queue<ScimClient> waiting = new ConcurrentLinkedQueue<>(clients);
        Cpu before = stage.cpu();
        Load.Result load = new Load(stage.vertx, concurrency, number -> {
                    ScimClient client = waiting.remove();
                    return createAndFind(client, number).onComplete(done -> waiting.add(client));
                })
                .run(time, made);
        made += load.done() + concurrency;
        return new Measured(load, stage.cpu().since(before, load.done()));
    }

    private static Future<?> createAndFind(ScimClient client, long number) {
        return client.send(HttpMethod.POST, "/Users", Bodies.user(number), 201)
                .compose(answer -> client.send(HttpMethod.GET, "/Users/" + ScimClient.id(answer), "", 200));
    }

    private void print(Map<Integer, List<Measured>> results, long memory) {
        Table table = new Table(
                new Table.Column("organisations", "organisations", "%,d"),
                new Table.Column("perSecond", "users/s", "%,.0f"),
                new Table.Column("p50Millis", "p50 ms", "%.1f"),
                new Table.Column("p99Millis", "p99 ms", "%.1f"),
                new Table.Column("gatewayMicros", "CPU us: gateway", "%.0f"),
                new Table.Column("databaseMicros", "PostgreSQL", "%.0f"),
                new Table.Column("ratio", "to the first", "%.2f"));
        List<Measured> first = results.values().iterator().next();
        results.forEach((count, all) -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                ratios.add(all.get(i).load().perSecond() / first.get(i).load().perSecond());
            }
            table.row(
                    count,
                    median(all, one -> one.load().perSecond()),
                    median(all, one -> one.load().p50()),
                    median(all, one -> one.load().p99()),
                    median(all, one -> one.cpu().gateway()),
                    median(all, one -> one.cpu().database()),
                    Medians.of(ratios));
        });
        JsonObject plot = new JsonObject()
                .put("title", "Organisations")
                .put("x", "organisations")
                .put("y", new JsonArray().add("perSecond").add("p99Millis"));
        table.print(
                System.out,
                format,
                new JsonObject()
                        .put("concurrency", concurrency)
                        .put("memoryMegabytes", memory)
                        .put("plot", plot));
    }

    private static double median(List<Measured> all, ToDoubleFunction<Measured> figure) {
        return Medians.of(all.stream().map(figure::applyAsDouble).toList());
    }
}
