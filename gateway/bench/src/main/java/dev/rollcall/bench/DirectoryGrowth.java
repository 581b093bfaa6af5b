package dev.rollcall.bench;

import dev.rollcall.bench.kit.Pages;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the most frequent requests of identity providers on a small directory and a large one in turn, one request at a time.
 * Each directory has a database and a gateway of its own. The users are written by SQL.
 */
@Command(
        name = "directory-growth",
        mixinStandardHelpOptions = true,
        description = "Look up, page and change users of a small directory and of a large one, in turn.")
final class DirectoryGrowth implements Callable<Integer> {

    private static final int COUNT = 100;

    /** Spreads the users that are asked for over the directory. */
    private static final long STEP = 7_919;

    @Option(names = "--small", defaultValue = "1000", description = "Users of the small directory.")
    private int small = 1_000;

    @Option(names = "--large", defaultValue = "1000000", description = "Users of the large directory.")
    private int large = 1_000_000;

    @Option(
            names = "--requests",
            defaultValue = "1000",
            description = "Of each kind to each directory, after as many for warm-up.")
    private int requests = 1_000;

    /** One directory and what asks it. */
    private record Side(ScimClient client, int users, List<String> deepPages) {}

    /** One request of a kind; the number is that of a user. */
    private interface Request {
        void send(Side side, long number, int round);
    }

    private record Kind(String name, Request request) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("userName eq", (side, number, round) -> find(side, "userName eq \"" + Seed.name(number) + "\"")),
            new Kind(
                    "externalId eq",
                    (side, number, round) -> find(side, "externalId eq \"" + Seed.externalId(number) + "\"")),
            new Kind(
                    "emails[...]",
                    (side, number, round) ->
                            find(side, "emails[type eq \"work\" and value eq \"" + Seed.name(number) + "\"]")),
            new Kind(
                    "deep page",
                    (side, number, round) -> get(
                            side, side.deepPages().get(round % side.deepPages().size()))),
            new Kind("PATCH", DirectoryGrowth::patch));

    @Override
    public Integer call() {
        try (Stage smallStage = new Stage();
                Stage largeStage = new Stage();
                ScimClient smallClient = new ScimClient(smallStage, 1);
                ScimClient largeClient = new ScimClient(largeStage, 1)) {
            System.out.println("Writing " + (small + large) + " users.");
            Seed.users(smallStage, small);
            Seed.users(largeStage, large);
            System.out.println("Walking to the middle of each directory.");
            Side smallSide = new Side(smallClient, small, deepPages(smallClient, small));
            Side largeSide = new Side(largeClient, large, deepPages(largeClient, large));
            System.out.printf("%-14s  %10s %10s  %6s%n", "p50, ms", small, large, "ratio");
            for (Kind kind : KINDS) {
                measure(kind, smallSide, largeSide);
            }
        }
        return 0;
    }

    private static List<String> deepPages(ScimClient client, int users) {
        List<String> pages = Pages.walk(client, COUNT, users / COUNT / 2 + 100);
        return new ArrayList<>(pages.subList(users / COUNT / 2, pages.size() - 1));
    }

    private void measure(Kind kind, Side smallSide, Side largeSide) {
        Histogram ofSmall = new Histogram(60_000_000, 3);
        Histogram ofLarge = new Histogram(60_000_000, 3);
        for (int i = 0; i < 2 * requests; i++) {
            if (i == requests) {
                ofSmall.reset();
                ofLarge.reset();
            }
            time(kind, smallSide, i, ofSmall);
            time(kind, largeSide, i, ofLarge);
        }
        double smallMillis = ofSmall.getValueAtPercentile(50) / 1000.0;
        double largeMillis = ofLarge.getValueAtPercentile(50) / 1000.0;
        System.out.printf(
                "%-14s  %10.2f %10.2f  %6.2f%n", kind.name(), smallMillis, largeMillis, largeMillis / smallMillis);
    }

    private static void time(Kind kind, Side side, int round, Histogram latency) {
        long number = 1 + round * STEP % side.users();
        long begin = System.nanoTime();
        kind.request().send(side, number, round);
        latency.recordValue((System.nanoTime() - begin) / 1000);
    }

    private static void find(Side side, String filter) {
        String page = get(side, "/Users?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
        if (!page.contains("\"totalResults\":1,")) {
            throw new IllegalStateException("not found by " + filter + ": " + page);
        }
    }

    private static String get(Side side, String path) {
        return side.client().send(HttpMethod.GET, path, "", 200).await();
    }

    private static void patch(Side side, long number, int round) {
        String body =
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"replace\","
                        + "\"path\":\"title\",\"value\":\"Title " + round + "\"}]}";
        side.client()
                .send(HttpMethod.PATCH, "/Users/" + Seed.id(number), body, 200)
                .await();
    }
}
