package dev.rollcall.bench;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the request log costs a burst of creations: the same load through two gateways on one database, of which one keeps a request log. Rounds
 * of both alternate, and each pair begins with the other one.
 */
@Command(
        name = "request-log",
        mixinStandardHelpOptions = true,
        description = "Create users over HTTP through a gateway with a request log, beside one without.")
final class RequestLog implements Callable<Integer> {

    @Option(names = "--concurrency", defaultValue = "64", description = "Requests in flight.")
    private int concurrency;

    @Option(names = "--seconds", defaultValue = "6", description = "Length of each round.")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "6", description = "Pairs of rounds.")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            description = "Seconds of load on each gateway that do not count.")
    private int warmUp;

    private long made;

    @Override
    public Integer call() {
        try (Stage stage = new Stage()) {
            int without = stage.another(Map.of("ROLLCALL_TRACE_RECORD", "off"));
            for (int port : new int[] {stage.port, without}) {
                round(stage, port, Duration.ofSeconds(warmUp));
            }
            System.out.printf("%10s %10s %8s %10s%n", "with/s", "without/s", "ratio", "dropped");
            List<Double> ratios = new ArrayList<>();
            Duration time = Duration.ofSeconds(seconds);
            for (int i = 0; i < rounds; i++) {
                boolean withFirst = i % 2 == 0;
                double first = round(stage, withFirst ? stage.port : without, time);
                double second = round(stage, withFirst ? without : stage.port, time);
                double with = withFirst ? first : second;
                double other = withFirst ? second : first;
                ratios.add(with / other);
                System.out.printf(
                        "%10.0f %10.0f %8.2f %10.0f%n",
                        with, other, with / other, stage.metric("rollcall_request_log_dropped_total"));
            }
            ratios.sort(null);
            System.out.printf("median ratio %.2f%n", ratios.get(ratios.size() / 2));
        }
        return 0;
    }

    private double round(Stage stage, int port, Duration time) {
        try (ScimClient client = new ScimClient(stage.vertx, stage.own, port, concurrency)) {
            Load.Result result = new Load(stage.vertx, concurrency, number -> create(client, number)).run(time, made);
            made += result.done() + concurrency;
            return result.perSecond();
        }
    }

    private static Future<?> create(ScimClient client, long number) {
        return client.send(HttpMethod.POST, "/Users", Bodies.user(number), 201);
    }
}
