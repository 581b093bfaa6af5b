package dev.rollcall.bench.console;

import dev.rollcall.bench.console.Browser.Loaded;
import dev.rollcall.bench.kit.Cpu;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the pages of the console in a large organisation, one request at a time: how long the gateway takes, and how many bytes
 * a browser loads on its first visit. Also measures the cost of open pages that follow something while nothing happens, each page
 * in an organisation of its own.
 */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = "Load every page of the console in a large organisation; keep live pages open.")
public final class ConsoleBench implements Callable<Integer> {

    /** A page that waits for its impact asks more often than in a browser, so that it is seen when it was ready. */
    private static final int BETWEEN_LOOKS_MILLIS = 200;

    @Option(names = "--members", defaultValue = "100000", description = "People of the organisation.")
    private int members;

    @Option(names = "--groups", defaultValue = "1000", description = "Its groups.")
    private int groups;

    @Option(names = "--requests", defaultValue = "1000000", description = "Requests in its log.")
    private int requests;

    @Option(
            names = "--change",
            defaultValue = "10000",
            description = "People of the large changes: of a preview, and of a hold.")
    private int people;

    @Option(
            names = "--rounds",
            defaultValue = "100",
            description = "Times that each page is loaded, after half as many for warm-up.")
    private int rounds;

    @Option(
            names = "--browsers",
            defaultValue = "200",
            description = "Browsers that have a live page open; 0 for none.")
    private int browsers;

    @Option(
            names = "--seconds",
            defaultValue = "300",
            description = "How long they have it open while it is measured; at least what lies between two looks.")
    private int seconds;

    @Override
    public Integer call() {
        try (Stage stage = new Stage()) {
            if (rounds > 0) {
                Crowd.gather(stage, members, groups, requests);
                Browser admin = new Browser(stage, "/organizations/" + stage.directory.orgId());
                System.out.printf(
                        "%-34s %6s %8s %8s %8s %10s %12s%n",
                        "page", "status", "p50 ms", "p95 ms", "max ms", "bytes", "first time");
                Map<String, String> pages = SitePlan.of(stage, admin);
                pages.forEach((name, path) -> measure(admin, name, path));
                Crowd.Large large = Crowd.changes(stage, people);
                SitePlan.large(stage, large).forEach((name, path) -> measure(admin, name, path));
                Browser operator = new Browser(stage, "");
                SitePlan.operator(stage).forEach((name, path) -> measure(operator, name, path));
            }
            if (browsers > 0) {
                follow(stage);
            }
        }
        return 0;
    }

    private void measure(Browser browser, String name, String path) {
        Times whole = new Times();
        Times part = new Times();
        Times ready = new Times();
        Loaded page = browser.load(path);
        for (int i = -rounds / 2; i < rounds; i++) {
            long begin = System.nanoTime();
            page = browser.load(path);
            boolean counts = i >= 0;
            whole.add(counts, page.micros());
            Optional<String> again = browser.waitsFor(page);
            while (again.isPresent()) {
                pause(Duration.ofMillis(BETWEEN_LOOKS_MILLIS));
                Loaded asked = browser.loadPart(again.get());
                part.add(counts, asked.micros());
                if (asked.status() != 204) {
                    ready.add(counts, (System.nanoTime() - begin) / 1000);
                    again = Optional.empty();
                }
            }
        }
        System.out.printf(
                "%-34s %6d %s %10d %12d%n", name, page.status(), whole, page.bytes(), browser.firstTime(page));
        if (!part.isEmpty()) {
            System.out.printf("%-34s %6s %s%n", "  asked again", "", part);
            System.out.printf("%-34s %6s %s%n", "  until its impact is shown", "", ready);
        }
    }

    /** How long something took. */
    private static final class Times {

        private final Histogram micros = new Histogram(60_000_000, 3);

        void add(boolean counts, long time) {
            if (counts) {
                micros.recordValue(time);
            }
        }

        boolean isEmpty() {
            return micros.getTotalCount() == 0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ENGLISH,
                    "%8.1f %8.1f %8.1f",
                    micros.getValueAtPercentile(50) / 1000.0,
                    micros.getValueAtPercentile(95) / 1000.0,
                    micros.getMaxValue() / 1000.0);
        }
    }

    /** The same time without anybody, and with everybody; what both cost the gateway and the database, in parts of one core. */
    private void follow(Stage stage) {
        List<Watcher.Place> places = new ArrayList<>();
        for (int i = 0; i < browsers; i++) {
            String id = Seed.organisation(stage.database, "company-" + i).toString();
            places.add(new Watcher.Place(
                    new Browser(stage, "/organizations/" + id).cookie(),
                    "/console/o/" + id + "/directories/" + id + "/setup/live?read=false&was="));
        }
        System.out.printf("%-34s %10s %10s %10s%n", "of one core", "gateway", "database", "sum");
        rest(stage, "nobody", seconds / 5);
        List<Watcher> all =
                places.stream().map(place -> Watcher.open(stage, place)).toList();
        while (told(all) < browsers) {
            pause(Duration.ofSeconds(1));
        }
        rest(stage, browsers + " open pages at rest", seconds);
        System.out.printf("events while they were at rest: %d%n", told(all) - browsers);
        all.forEach(Watcher::close);
    }

    private static long told(List<Watcher> all) {
        return all.stream().mapToLong(Watcher::events).sum();
    }

    private static void rest(Stage stage, String what, int seconds) {
        pause(Duration.ofSeconds(5));
        Cpu before = stage.cpu();
        long begin = System.nanoTime();
        pause(Duration.ofSeconds(seconds));
        Cpu after = stage.cpu();
        double time = (System.nanoTime() - begin) / 1e9;
        double gateway = (after.gateway() - before.gateway()) / time;
        double database = (after.database() - before.database()) / time;
        System.out.printf(
                "%-34s %8.2f %% %8.2f %% %8.2f %%%n", what, 100 * gateway, 100 * database, 100 * (gateway + database));
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
