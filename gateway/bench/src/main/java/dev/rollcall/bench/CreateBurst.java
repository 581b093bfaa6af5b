package dev.rollcall.bench;

import dev.rollcall.bench.kit.Bodies;
import dev.rollcall.bench.kit.Load;
import dev.rollcall.bench.kit.RawRows;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Stage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures POST /Users as fast as possible, beside a raw baseline: only the row of the user, one per commit, straight through the
 * database client. Rounds of both alternate, so that a change of the machine's speed meets both.
 */
@Command(
        name = "create-burst",
        mixinStandardHelpOptions = true,
        description = "Create users over HTTP, beside single-row commits straight to the database.")
final class CreateBurst implements Callable<Integer> {

    private static final int WARM_UP_LEVEL = 256;

    @Option(names = "--concurrency", split = ",", defaultValue = "16,64,256", description = "Requests in flight.")
    private List<Integer> concurrency = List.of();

    @Option(names = "--seconds", defaultValue = "8", description = "Length of each round.")
    private int seconds = 8;

    @Option(names = "--rounds", defaultValue = "3", description = "Pairs of rounds for each concurrency.")
    private int rounds = 3;

    @Option(
            names = "--warm-up",
            defaultValue = "75",
            description = "Seconds of load that do not count; on two cores the gateway's code is compiled for as long.")
    private int warmUp = 75;

    @Option(
            names = "--rate",
            paramLabel = "PER-SECOND",
            description =
                    "Create so many a second, whatever becomes of those before, and count latencies from when each was to begin;"
                            + " without it, each create follows the one before at once, which shows the highest rate.")
    private double rate;

    private long made;

    private record Pair(Load.Result raw, Load.Result http, double batch) {
        double ratio() {
            return http.perSecond() / raw.perSecond();
        }
    }

    @Override
    public Integer call() {
        try (Stage stage = new Stage()) {
            System.out.println("Warming up: " + warmUp + " s of load that does not count.");
            http(stage, WARM_UP_LEVEL, Duration.ofSeconds(warmUp - warmUp / 8), false);
            raw(stage, WARM_UP_LEVEL, Duration.ofSeconds(warmUp / 8));
            System.out.printf(
                    "%11s  %9s %8s %8s  %9s %8s %8s  %6s  %6s%n",
                    "concurrency", "raw/s", "p50 ms", "p99 ms", "create/s", "p50 ms", "p99 ms", "batch", "ratio");
            for (int level : concurrency) {
                List<Pair> pairs = new ArrayList<>();
                for (int i = 0; i < rounds; i++) {
                    pairs.add(round(stage, level));
                    print(level, pairs.get(i));
                }
                double median = pairs.stream()
                        .flatMapToDouble(pair -> DoubleStream.of(pair.ratio()))
                        .sorted()
                        .skip(rounds / 2)
                        .findFirst()
                        .orElseThrow();
                System.out.printf("%11d  median ratio %.2f%n", level, median);
            }
        }
        return 0;
    }

    private Pair round(Stage stage, int level) {
        Duration time = Duration.ofSeconds(seconds);
        Load.Result raw = raw(stage, level, time);
        double batches = stage.metric("rollcall_lane_batch_size_count");
        double items = stage.metric("rollcall_lane_batch_size_sum");
        Load.Result http = http(stage, level, time, rate > 0);
        double batch = (stage.metric("rollcall_lane_batch_size_sum") - items)
                / (stage.metric("rollcall_lane_batch_size_count") - batches);
        return new Pair(raw, http, batch);
    }

    private Load.Result raw(Stage stage, int level, Duration time) {
        try (RawRows inserts = new RawRows(stage, stage.own)) {
            Load.Result result =
                    new Load(stage.vertx, level, number -> inserts.insert(Bodies.user(number), number)).run(time, made);
            made += result.done() + level;
            return result;
        }
    }

    private Load.Result http(Stage stage, int level, Duration time, boolean paced) {
        try (ScimClient client = new ScimClient(stage, level)) {
            Load load = new Load(stage.vertx, level, number -> create(client, number));
            Load.Result result = paced ? load.at(rate, time, made) : load.run(time, made);
            made += result.done() + level;
            return result;
        }
    }

    private static Future<?> create(ScimClient client, long number) {
        return client.send(HttpMethod.POST, "/Users", Bodies.user(number), 201);
    }

    private static void print(int level, Pair pair) {
        System.out.printf(
                "%11d  %9.0f %8.1f %8.1f  %9.0f %8.1f %8.1f  %6.1f  %6.2f%n",
                level,
                pair.raw().perSecond(),
                pair.raw().p50(),
                pair.raw().p99(),
                pair.http().perSecond(),
                pair.http().p50(),
                pair.http().p99(),
                pair.batch(),
                pair.ratio());
    }
}
