package dev.rollcall.bench;

import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Plays each {@link Attack} of one organisation, one after another, while the directory of another organisation goes on with a
 * look-up now and then; prints what those took, and ends with 1 when they took too long.
 */
@Command(
        name = "attacks",
        mixinStandardHelpOptions = true,
        description =
                "Measure a quiet directory beside each way in which another organisation may try to stop the gateway.")
final class Attacks implements Callable<Integer> {

    private static final int USERS = 1_000;

    @Option(names = "--seconds", defaultValue = "8", description = "Length of each attack.")
    private int seconds = 8;

    @Option(names = "--at-once", defaultValue = "8", description = "Connections of the attacker.")
    private int atOnce = 8;

    @Option(names = "--pause", defaultValue = "20", description = "Milliseconds between requests of the neighbour.")
    private int pause = 20;

    @Option(names = "--limit", defaultValue = "250", description = "Milliseconds that the neighbour's p99 may take.")
    private int limit = 250;

    @Option(names = "--only", description = "Attacks whose names begin so.")
    private String only = "";

    @Override
    public Integer call() throws Exception {
        boolean isWithin = true;
        try (Stage stage = new Stage()) {
            Stage.Tenant quiet = stage.tenant("quiet");
            Seed.users(stage.database, quiet.orgId(), quiet.directoryId(), USERS, "quiet.example");
            List<Attack> attacks = Attack.all(stage, stage.tenant("loud"));
            try (ScimClient client = new ScimClient(stage, stage.vertx, quiet, 1)) {
                trickle(client, Duration.ofSeconds(seconds));
                System.out.printf(
                        "%-44s %10s %10s %10s %10s  %s%n",
                        "attack", "p50 ms", "p99 ms", "worst ms", "not served", "attacker's answers");
                print("none", trickle(client, Duration.ofSeconds(seconds)), Map.of());
                for (Attack attack : attacks) {
                    if (attack.name().startsWith(only)) {
                        isWithin &= during(attack, client);
                    }
                }
            }
        }
        return isWithin ? 0 : 1;
    }

    private boolean during(Attack attack, ScimClient client) throws Exception {
        attack.prepare();
        long until = System.nanoTime() + Duration.ofSeconds(seconds + 1).toNanos();
        Map<String, Integer> answers = new TreeMap<>();
        ExecutorService attackers = Executors.newFixedThreadPool(atOnce);
        for (int i = 0; i < atOnce; i++) {
            attackers.execute(() -> {
                while (System.nanoTime() < until) {
                    String answer = attack.once();
                    synchronized (answers) {
                        answers.merge(answer, 1, Integer::sum);
                    }
                }
            });
        }
        TimeUnit.SECONDS.sleep(1);
        Told told = trickle(client, Duration.ofSeconds(seconds));
        attackers.shutdown();
        attackers.awaitTermination(2, TimeUnit.MINUTES);
        synchronized (answers) {
            print(attack.name(), told, answers);
        }
        return told.notServed() == 0 && told.latency().getValueAtPercentile(99) / 1000 <= limit;
    }

    /** What the neighbour saw: how long its answers took, and how many requests failed. */
    private record Told(Histogram latency, int notServed) {}

    private static void print(String name, Told told, Map<String, Integer> answers) {
        System.out.printf(
                "%-44s %10.1f %10.1f %10.1f %10d  %s%n",
                name,
                told.latency().getValueAtPercentile(50) / 1000.0,
                told.latency().getValueAtPercentile(99) / 1000.0,
                told.latency().getMaxValue() / 1000.0,
                told.notServed(),
                answers);
    }

    /** One look-up after another, each a pause after the answer before it. */
    private Told trickle(ScimClient client, Duration time) throws InterruptedException {
        int notServed = 0;
        Histogram latency = new Histogram(Duration.ofMinutes(5).toNanos() / 1000, 3);
        long until = System.nanoTime() + time.toNanos();
        for (long i = 1; System.nanoTime() < until; i++) {
            long begin = System.nanoTime();
            try {
                client.send(HttpMethod.GET, "/Users/" + Seed.id(1 + i % USERS), "", 200)
                        .await();
            } catch (RuntimeException e) {
                notServed++;
            }
            latency.recordValue((System.nanoTime() - begin) / 1000);
            TimeUnit.MILLISECONDS.sleep(pause);
        }
        return new Told(latency, notServed);
    }
}
