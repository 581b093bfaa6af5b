package dev.rollcall.bench;

import dev.rollcall.bench.kit.Bodies;
import dev.rollcall.bench.kit.Cpu;
import dev.rollcall.bench.kit.Load;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Stage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what the request log costs a burst of creations: the same load through two gateways on one database, of which one keeps
 * a request log. Rounds of both alternate, and each pair begins with the other one. A round with the log ends when its last entry
 * is written, so that no work of it falls into a round without.
 */
@Command(
        name = "request-log",
        mixinStandardHelpOptions = true,
        description = "Create users over HTTP through a gateway with a request log, beside one without.")
final class RequestLog implements Callable<Integer> {

    @Option(names = "--concurrency", defaultValue = "64", description = "Requests in flight.")
    private int concurrency;

    @Option(names = "--seconds", defaultValue = "20", description = "Length of each round.")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "6", description = "Pairs of rounds.")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "40",
            description = "Seconds of load on each gateway that do not count.")
    private int warmUp;

    private long made;

    /** Creations a second, and what they took of the processors. */
    private record Round(double perSecond, Cpu cpu) {

        private double micros() {
            return cpu.gateway() + cpu.database();
        }
    }

    @Override
    public Integer call() {
        try (Stage stage = new Stage()) {
            int without = stage.another(Map.of("ROLLCALL_TRACE_RECORD", "off"));
            round(stage, true, stage.port, Duration.ofSeconds(warmUp));
            round(stage, false, without, Duration.ofSeconds(warmUp));
            System.out.printf(
                    "%10s %10s %8s %12s %12s %8s %10s%n",
                    "with/s", "without/s", "ratio", "us with", "us without", "ratio", "dropped");
            List<Double> rates = new ArrayList<>();
            List<Double> costs = new ArrayList<>();
            Duration time = Duration.ofSeconds(seconds);
            for (int i = 0; i < rounds; i++) {
                boolean withFirst = i % 2 == 0;
                Round first = round(stage, withFirst, withFirst ? stage.port : without, time);
                Round second = round(stage, !withFirst, withFirst ? without : stage.port, time);
                Round with = withFirst ? first : second;
                Round other = withFirst ? second : first;
                rates.add(with.perSecond() / other.perSecond());
                costs.add(with.micros() / other.micros());
                System.out.printf(
                        "%10.0f %10.0f %8.2f %5.0f + %4.0f %5.0f + %4.0f %8.2f %10.0f%n",
                        with.perSecond(),
                        other.perSecond(),
                        rates.get(i),
                        with.cpu().gateway(),
                        with.cpu().database(),
                        other.cpu().gateway(),
                        other.cpu().database(),
                        costs.get(i),
                        stage.metric("rollcall_request_log_dropped_total"));
            }
            System.out.printf("median ratio of rates %.2f, of processor time %.2f%n", median(rates), median(costs));
        }
        return 0;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** From the first request until the last answer; with the log, until the last entry as well. */
    private Round round(Stage stage, boolean logged, int port, Duration time) {
        try (ScimClient client = new ScimClient(stage.vertx, stage.own, port, concurrency)) {
            double before = logged ? entries(stage) : 0;
            Cpu used = stage.cpu(port);
            long start = System.nanoTime();
            Load.Result result = new Load(stage.vertx, concurrency, number -> create(client, number)).run(time, made);
            made += result.done() + concurrency;
            while (logged && entries(stage) < before + result.done()) {
                pause();
            }
            double took = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            return new Round(result.done() / took, stage.cpu(port).since(used, result.done()));
        }
    }

    /** Those that the gateway has dealt with. */
    private static double entries(Stage stage) {
        return stage.metric("rollcall_request_log_written_total") + stage.metric("rollcall_request_log_dropped_total");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Future<?> create(ScimClient client, long number) {
        return client.send(HttpMethod.POST, "/Users", Bodies.user(number), 201);
    }
}
