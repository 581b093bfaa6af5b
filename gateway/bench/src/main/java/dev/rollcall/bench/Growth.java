package dev.rollcall.bench;

import dev.rollcall.bench.GrowthQueries.Kind;
import dev.rollcall.bench.GrowthQueries.Side;
import dev.rollcall.bench.kit.ScimClient;
import dev.rollcall.bench.kit.Seed;
import dev.rollcall.bench.kit.Stage;
import dev.rollcall.bench.kit.Table;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures every kind of query on a small directory and on a large one in turn, one request at a time, which shows the queries
 * whose cost grows with the directory.
 */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = "Ask every kind of query of a small directory and of a large one, in turn.")
final class Growth implements Callable<Integer> {

    @Option(names = "--small", defaultValue = "1000", description = "Users of the small directory.")
    private int small = 1_000;

    @Option(
            names = "--large",
            defaultValue = "150000",
            description = "Users of the large directory; more than server.scan-limit, so that what no index serves is"
                    + " refused there.")
    private int large = 150_000;

    @Option(
            names = "--requests",
            defaultValue = "200",
            description = "Of each kind to each directory, after as many for warm-up.")
    private int requests = 200;

    @Option(names = "--format", defaultValue = "text", description = "text, markdown or json.")
    private Table.Format format = Table.Format.text;

    /** One line of the table; milliseconds. */
    private record Line(String name, double small, double large, boolean refused) {

        double ratio() {
            return large / small;
        }
    }

    @Override
    public Integer call() {
        List<Line> lines = new ArrayList<>();
        try (Stage smallStage = new Stage();
                Stage largeStage = new Stage();
                Side smallSide = side(smallStage, small);
                Side largeSide = side(largeStage, large)) {
            for (Kind kind : GrowthQueries.KINDS) {
                lines.add(measure(kind, smallSide, largeSide));
            }
        }
        print(lines);
        return 0;
    }

    private static Side side(Stage stage, int users) {
        Seed.users(stage, users);
        Side side = new Side(
                new ScimClient(stage, 1),
                ScimClient.ofOperator(stage),
                stage.directory.orgId().toString(),
                users);
        side.scim()
                .send(
                        HttpMethod.POST,
                        "/Groups",
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"Crew\","
                                + "\"members\":[{\"value\":\"" + Seed.id(1) + "\"}]}",
                        201)
                .await();
        return side;
    }

    private Line measure(Kind kind, Side smallSide, Side largeSide) {
        Histogram ofSmall = new Histogram(60_000_000, 3);
        Histogram ofLarge = new Histogram(60_000_000, 3);
        boolean refused = false;
        for (int round = 0; round < 2 * requests; round++) {
            if (round == requests) {
                ofSmall.reset();
                ofLarge.reset();
            }
            time(kind, smallSide, round, ofSmall);
            refused |= time(kind, largeSide, round, ofLarge);
        }
        return new Line(
                kind.name(),
                ofSmall.getValueAtPercentile(50) / 1000.0,
                ofLarge.getValueAtPercentile(50) / 1000.0,
                refused);
    }

    /** Whether the gateway refused. */
    private static boolean time(Kind kind, Side side, int round, Histogram latency) {
        long begin = System.nanoTime();
        boolean refused = kind.ask(side, round);
        latency.recordValue((System.nanoTime() - begin) / 1000);
        return refused;
    }

    private void print(List<Line> lines) {
        Table table = new Table(
                new Table.Column("query", "p50, ms", "%s"),
                new Table.Column("smallMillis", String.format(Locale.ROOT, "%,d users", small), "%.2f"),
                new Table.Column("largeMillis", String.format(Locale.ROOT, "%,d users", large), "%.2f"),
                new Table.Column("ratio", "", ""),
                new Table.Column("refused", "", ""),
                new Table.Column("", "ratio", "%s"));
        lines.forEach(
                line -> table.row(line.name(), line.small(), line.large(), line.ratio(), line.refused(), ratio(line)));
        table.print(
                System.out,
                format,
                new JsonObject().put("small", small).put("large", large).put("requests", requests));
    }

    private static String ratio(Line line) {
        return line.refused() ? "refused" : String.format(Locale.ROOT, "%.2f", line.ratio());
    }
}
