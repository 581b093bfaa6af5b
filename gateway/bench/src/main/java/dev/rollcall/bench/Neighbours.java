package dev.rollcall.bench;

import dev.rollcall.bench.kit.Bodies;
import dev.rollcall.bench.kit.Load;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One directory floods the gateway: as many requests in flight as are given, creates and, among them, groups set to a thousand
 * other members; or pages of its users. The directory of another organisation goes on with a request now and then. The time that
 * those take is measured without the flood and with it, in turn.
 */
@Command(
        name = "neighbours",
        mixinStandardHelpOptions = true,
        description = "Measure a quiet directory beside one that floods the gateway, and alone.")
final class Neighbours implements Callable<Integer> {

    private static final int USERS = 5_000;
    private static final int OF_GROUP = 1_000;
    private static final int GROUP_EVERY = 200;
    private static final int PAGE = 100;
    private static final long STEP = 7_919;

    @Option(names = "--flood", defaultValue = "256", description = "Requests of the flooding directory in flight.")
    private int flood = 256;

    @Option(names = "--pause", defaultValue = "10", description = "Milliseconds between requests of the quiet one.")
    private int pause = 10;

    @Option(names = "--pages", description = "Flood with pages of a hundred users, not with changes.")
    private boolean pages;

    @Option(names = "--seconds", defaultValue = "15", description = "Length of each round.")
    private int seconds = 15;

    @Option(names = "--rounds", defaultValue = "3", description = "Pairs of rounds.")
    private int rounds = 3;

    @Option(names = "--warm-up", defaultValue = "60", description = "Seconds of load that do not count.")
    private int warmUp = 60;

    private long made = USERS;

    @Override
    public Integer call() {
        Vertx own = Vertx.vertx();
        try (Stage stage = new Stage()) {
            Stage.Tenant loud = stage.tenant("loud");
            Stage.Tenant quiet = stage.tenant("quiet");
            Seed.users(stage.database, loud.orgId(), loud.directoryId(), USERS, "loud.example");
            Seed.users(stage.database, quiet.orgId(), quiet.directoryId(), USERS, "quiet.example");
            try (ScimClient loudClient = new ScimClient(stage, stage.vertx, loud, flood);
                    ScimClient quietClient = new ScimClient(stage, own, quiet, 1)) {
                String group = group(loudClient);
                System.out.println("Warming up: " + warmUp + " s of load that does not count.");
                beside(stage, own, loudClient, quietClient, group, Duration.ofSeconds(warmUp));
                System.out.printf(
                        "%12s %12s  %12s %12s  %10s  %6s%n",
                        "alone p50 ms", "alone p99 ms", "beside p50", "beside p99", "flood/s", "ratio");
                List<Double> ratios = new ArrayList<>();
                for (int i = 0; i < rounds; i++) {
                    Histogram alone = trickle(own, quietClient, Duration.ofSeconds(seconds));
                    Both both = beside(stage, own, loudClient, quietClient, group, Duration.ofSeconds(seconds));
                    double ratio = at(both.quiet(), 99) / at(alone, 99);
                    ratios.add(ratio);
                    System.out.printf(
                            "%12.2f %12.2f  %12.2f %12.2f  %10.0f  %6.2f%n",
                            at(alone, 50),
                            at(alone, 99),
                            at(both.quiet(), 50),
                            at(both.quiet(), 99),
                            both.loud().perSecond(),
                            ratio);
                }
                ratios.sort(Comparator.naturalOrder());
                System.out.printf("median ratio of p99 %.2f%n", ratios.get(rounds / 2));
            }
        } finally {
            own.close().await();
        }
        return 0;
    }

    private record Both(Load.Result loud, Histogram quiet) {}

    private Both beside(
            Stage stage, Vertx own, ScimClient loudClient, ScimClient quietClient, String group, Duration time) {
        CompletableFuture<Load.Result> flooded = CompletableFuture.supplyAsync(() -> {
            Load.Result result =
                    new Load(stage.vertx, flood, number -> flood(loudClient, group, number)).run(time, made);
            made += result.done() + flood;
            return result;
        });
        Histogram quiet = trickle(own, quietClient, time);
        return new Both(flooded.join(), quiet);
    }

    private static double at(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }

    private static String group(ScimClient client) {
        return ScimClient.id(client.send(HttpMethod.POST, "/Groups", Bodies.group("Crowd"), 201)
                .await());
    }

    private Future<?> flood(ScimClient client, String group, long number) {
        if (pages) {
            long first = 1 + number * PAGE % USERS;
            return client.send(HttpMethod.GET, "/Users?startIndex=" + first + "&count=" + PAGE, "", 200);
        }
        return number % GROUP_EVERY == 0
                ? client.send(HttpMethod.PATCH, "/Groups/" + group, crowd(number / GROUP_EVERY), 204)
                : client.send(HttpMethod.POST, "/Users", user(number), 201);
    }

    private static String user(long number) {
        String mail = "grace" + number + "@loud.example";
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" + mail
                + "\",\"emails\":[{\"primary\":true,\"value\":\"" + mail
                + "\",\"type\":\"work\"}],\"displayName\":\"Grace Hopper\",\"externalId\":\"x" + number + "\"}";
    }

    /** Sets the group to a thousand users, others each time. */
    private static String crowd(long number) {
        StringBuilder members = new StringBuilder();
        long first = number * OF_GROUP / 2 % (USERS - OF_GROUP);
        for (long i = first + 1; i <= first + OF_GROUP; i++) {
            members.append(members.length() == 0 ? "" : ",")
                    .append("{\"value\":\"")
                    .append(Seed.id(i))
                    .append("\"}");
        }
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\","
                + "\"path\":\"members\",\"value\":[" + members + "]}]}";
    }

    /** Look-ups and changes in turn, one at a time, each a pause after the answer before it. */
    private Histogram trickle(Vertx vertx, ScimClient client, Duration time) {
        Histogram latency = new Histogram(Duration.ofMinutes(1).toNanos() / 1000, 3);
        Promise<Void> ended = Promise.promise();
        long deadline = System.nanoTime() + time.toNanos();
        vertx.runOnContext(v -> next(vertx, client, 0, deadline, latency, ended));
        ended.future().await();
        return latency;
    }

    private void next(
            Vertx vertx, ScimClient client, long number, long deadline, Histogram latency, Promise<Void> ended) {
        if (System.nanoTime() >= deadline) {
            ended.complete();
            return;
        }
        long begin = System.nanoTime();
        ask(client, number).onComplete(done -> {
            if (done.failed()) {
                ended.fail(done.cause());
                return;
            }
            latency.recordValue((System.nanoTime() - begin) / 1000);
            vertx.setTimer(pause, id -> next(vertx, client, number + 1, deadline, latency, ended));
        });
    }

    private static Future<?> ask(ScimClient client, long number) {
        long user = 1 + number * STEP % USERS;
        if (number % 2 == 0) {
            String filter = "userName eq \"ada" + user + "@quiet.example\"";
            return client.send(
                    HttpMethod.GET, "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), "", 200);
        }
        UUID id = Seed.id(user);
        return client.send(
                HttpMethod.PATCH,
                "/Users/" + id,
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\","
                        + "\"path\":\"title\",\"value\":\"Title " + number + "\"}]}",
                200);
    }
}
