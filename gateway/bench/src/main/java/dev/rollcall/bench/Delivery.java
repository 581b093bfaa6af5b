package dev.rollcall.bench;

import dev.rollcall.bench.kit.CoreStage;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.secret.Keys;
import dev.rollcall.core.store.Database;
import dev.rollcall.delivery.feed.Sequencer;
import dev.rollcall.delivery.webhook.Dispatcher;
import dev.rollcall.delivery.webhook.History;
import dev.rollcall.delivery.webhook.Watcher;
import dev.rollcall.delivery.webhook.Webhook.Settings;
import dev.rollcall.delivery.webhook.Webhooks;
import dev.rollcall.delivery.webhook.post.AddressRules;
import dev.rollcall.delivery.webhook.post.HostNames;
import dev.rollcall.delivery.webhook.post.Seal;
import dev.rollcall.delivery.webhook.post.Secret;
import dev.rollcall.delivery.webhook.post.Sender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the time from the commit of an event to its receipt: events of many organisations at a steady rate, some in each
 * transaction, and an endpoint for each organisation, some of which hang. The time begins when the commit is known here, and a run
 * ends when everything is received that can be, so that nothing late is left out. Endpoints that hang must not slow the others
 * down. The delivery of one node, in this process with the endpoints, on a durable PostgreSQL.
 */
@Command(
        name = "delivery",
        mixinStandardHelpOptions = true,
        description = "Webhooks: from commit to receipt at a steady rate, without endpoints that hang and with some.")
final class Delivery implements Callable<Integer> {

    private static final long LONGEST_MILLIS = 600_000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration LAST = Duration.ofMinutes(2);
    private static final int TICK_MILLIS = 20;
    private static final int KEY = 32;

    @Option(names = "--endpoints", defaultValue = "1000", description = "Organisations with an endpoint each.")
    private int endpoints;

    @Option(names = "--hanging", defaultValue = "100", description = "How many of the endpoints never answer.")
    private int hanging;

    @Option(names = "--rate", defaultValue = "1000", description = "Events a second, of those whose endpoints answer.")
    private int rate;

    @Option(
            names = "--per-commit",
            defaultValue = "10",
            description = "Events that one transaction writes, as a burst of an identity provider does.")
    private int perCommit;

    @Option(names = "--seconds", defaultValue = "20", description = "How long each of the two runs lasts.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds of events that do not count.")
    private int warmUp;

    /** When each event that waits to be received was committed, in nanoseconds; 0 when that is not known yet. */
    private final Map<String, Long> committed = new ConcurrentHashMap<>();

    private volatile Histogram millis = new ConcurrentHistogram(LONGEST_MILLIS, 3);

    @Override
    public Integer call() {
        try (CoreStage stage = new CoreStage();
                Node node = new Node(stage.vertx, stage.database)) {
            HttpServer receiver = stage.vertx
                    .createHttpServer()
                    .requestHandler(this::receive)
                    .listen(0, "127.0.0.1")
                    .await();
            String url = "http://127.0.0.1:" + receiver.actualPort() + "/";
            List<UUID> quick = organisations(stage.database, node, endpoints - hanging, "quick", url + "quick");
            List<UUID> slow = organisations(stage.database, node, hanging, "hanging", url + "hanging");
            run(stage.database, node, quick, List.of(), warmUp);
            Histogram alone = run(stage.database, node, quick, List.of(), seconds);
            Histogram beside = run(stage.database, node, quick, slow, seconds);
            print("none hangs", alone);
            print(hanging + " of " + endpoints + " hang", beside);
            System.out.printf(
                    "p99 of those that answer, with and without: %.2f%n",
                    (double) beside.getValueAtPercentile(99) / Math.max(1, alone.getValueAtPercentile(99)));
        }
        return 0;
    }

    private static void print(String what, Histogram histogram) {
        System.out.printf(
                "%-24s %,8d received  p50 %,6d ms  p99 %,6d ms  max %,6d ms%n",
                what,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getMaxValue());
    }

    private void receive(HttpServerRequest request) {
        boolean answers = request.path().startsWith("/quick");
        request.body().onSuccess(body -> {
            if (answers) {
                received(new JsonObject(body).getJsonObject("data").getString("id"));
                request.response().setStatusCode(204).end();
            }
        });
    }

    /** Once for each event, however often it comes. It may come before this process knows of its commit. */
    private void received(String id) {
        Long since = committed.remove(id);
        if (since != null) {
            long waited = since == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            millis.recordValue(Math.min(LONGEST_MILLIS, waited));
        }
    }

    /** What a node delivers with. */
    private static final class Node implements AutoCloseable {
        private final Sequencer sequencer;
        private final Dispatcher dispatcher;
        private final Webhooks webhooks;
        private final History history;

        Node(Vertx vertx, Database database) {
            InstantSource time = InstantSource.system();
            AddressRules rules = new AddressRules(true);
            Seal seal = new Seal(Keys.of(new byte[KEY]));
            Sender sender = new Sender(vertx, rules, HostNames.ofSystem(vertx), time, PATIENCE, REST, "Rollcall/bench");
            dispatcher = new Dispatcher(
                    vertx,
                    database.deliveries(),
                    time,
                    sender,
                    seal,
                    (lane, event) -> Future.succeededFuture(List.of()),
                    PATIENCE,
                    Watcher.NONE,
                    new Random());
            webhooks = new Webhooks(database.reads(), time, rules, seal, sender, id -> dispatcher.nudge(List.of(id)));
            history = new History(vertx, database.deliveries(), time, 7, 90);
            sequencer = new Sequencer(vertx, database.deliveries(), time, dispatcher::nudge);
            history.start().await();
            sequencer.start();
            dispatcher.start();
        }

        @Override
        public void close() {
            sequencer.close();
            history.close();
            dispatcher.stop().await();
        }
    }

    private static List<UUID> organisations(Database database, Node node, int number, String name, String url) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            UUID id = Seed.organisation(database, name + i);
            node.webhooks
                    .create(
                            new Actor(id, "bench", UUID.randomUUID()),
                            id,
                            new Settings(url, "", null, null, true),
                            Secret.Kind.HMAC)
                    .await();
            ids.add(id);
        }
        return ids;
    }

    /** A run: events at the rate for those that answer, and as many for each that hangs; over when all is received. */
    private Histogram run(Database database, Node node, List<UUID> quick, List<UUID> slow, int duration) {
        Histogram histogram = new ConcurrentHistogram(LONGEST_MILLIS, 3);
        millis = histogram;
        committed.clear();
        Random random = new Random(1);
        long start = System.nanoTime();
        long due = 0;
        long dueSlow = 0;
        List<Future<?>> writes = new ArrayList<>();
        for (long tick = 1; tick * TICK_MILLIS <= duration * 1_000L; tick++) {
            long wanted = rate * tick * TICK_MILLIS / 1_000;
            for (; due < wanted; due += perCommit) {
                writes.add(write(database, node, quick.get(random.nextInt(quick.size())), true));
            }
            for (; dueSlow < wanted * slow.size() / quick.size(); dueSlow += perCommit) {
                writes.add(write(database, node, slow.get(random.nextInt(slow.size())), false));
            }
            sleepUntil(start + TimeUnit.MILLISECONDS.toNanos(tick * TICK_MILLIS));
        }
        Future.join(writes).await();
        System.out.printf("%,d events committed in %.1f s%n", due + dueSlow, (System.nanoTime() - start) / 1e9);
        long end = System.nanoTime() + LAST.toNanos();
        while (!committed.isEmpty() && System.nanoTime() < end) {
            sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
        }
        // What has not come by now took longer than anything that has.
        for (int missing = committed.size(); missing > 0; missing--) {
            histogram.recordValue(LONGEST_MILLIS);
        }
        return histogram;
    }

    private static void sleepUntil(long nanos) {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Events of one organisation in a transaction, as the core writes them. */
    private static final String EVENTS = """
        WITH numbered AS (
               UPDATE organization SET last_event = last_event + cardinality($3::uuid[]) WHERE org_id = $1 RETURNING last_event),
             noted AS (
               INSERT INTO fresh_event (org_id, first_seq, last_seq)
               SELECT $1, last_event - cardinality($3::uuid[]) + 1, last_event FROM numbered)
        INSERT INTO event (org_id, seq, event_id, at, type, subject_id, request_id, data)
        SELECT $1, last_event - cardinality($3::uuid[]) + n, id, $2, 'member.updated', gen_random_uuid(), gen_random_uuid(),
               '{"email": "ada@example.com", "displayName": "Ada", "role": "member", "status": "active", "seat": true}'
          FROM numbered, unnest($3::uuid[]) WITH ORDINALITY AS one (id, n)
        """;

    private Future<?> write(Database database, Node node, UUID orgId, boolean counts) {
        UUID[] events = Stream.generate(UUID::randomUUID).limit(perCommit).toArray(UUID[]::new);
        if (counts) {
            for (UUID event : events) {
                committed.put(event.toString(), 0L);
            }
        }
        return database.writes()
                .preparedQuery(EVENTS)
                .execute(Tuple.of(orgId, OffsetDateTime.now(ZoneOffset.UTC), events))
                .onSuccess(done -> {
                    long now = System.nanoTime();
                    for (UUID event : events) {
                        committed.computeIfPresent(event.toString(), (id, unknown) -> now);
                    }
                    node.sequencer.nudge();
                });
    }
}
