package dev.rollcall.bench;

import dev.rollcall.bench.kit.Load;
import dev.rollcall.bench.kit.Pages;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads every page of a directory over and over, by index and by cursor in alternating rounds. */
@Command(
        name = "list-pages",
        mixinStandardHelpOptions = true,
        description = "List a directory page by page, by index and by cursor.")
final class ListPages implements Callable<Integer> {

    @Option(names = "--users", defaultValue = "10000", description = "Users of the directory, written by SQL.")
    private int users = 10_000;

    @Option(names = "--count", defaultValue = "100", description = "Users on a page.")
    private int count = 100;

    @Option(names = "--concurrency", defaultValue = "4", description = "Requests in flight.")
    private int concurrency = 4;

    @Option(names = "--seconds", defaultValue = "8", description = "Length of each round.")
    private int seconds = 8;

    @Option(names = "--rounds", defaultValue = "3", description = "Pairs of rounds.")
    private int rounds = 3;

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds of load that do not count.")
    private int warmUp = 20;

    @Override
    public Integer call() {
        try (Stage stage = new Stage();
                ScimClient client = new ScimClient(stage, concurrency)) {
            Seed.users(stage, users);
            List<String> byCursor = Pages.walk(client, count, Integer.MAX_VALUE);
            List<String> byIndex = IntStream.range(0, byCursor.size())
                    .mapToObj(page -> Pages.byIndex(count, 1 + page * count))
                    .toList();
            round(stage, client, byIndex, warmUp / 2);
            round(stage, client, byCursor, warmUp / 2);
            System.out.printf("%8s  %8s %8s %8s%n", "paging", "pages/s", "p50 ms", "p99 ms");
            for (int i = 0; i < rounds; i++) {
                print("index", round(stage, client, byIndex, seconds));
                print("cursor", round(stage, client, byCursor, seconds));
            }
        }
        return 0;
    }

    private Load.Result round(Stage stage, ScimClient client, List<String> pages, int time) {
        return new Load(
                        stage.vertx,
                        concurrency,
                        number -> client.send(HttpMethod.GET, pages.get((int) (number % pages.size())), "", 200))
                .run(Duration.ofSeconds(time), 0);
    }

    private static void print(String paging, Load.Result result) {
        System.out.printf("%8s  %8.0f %8.1f %8.1f%n", paging, result.perSecond(), result.p50(), result.p99());
    }
}
