package dev.rollcall.server.cli.print;

import dev.rollcall.server.simulate.Score;
import dev.rollcall.spi.simulate.ExpectedState;
import dev.rollcall.spi.simulate.Plan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Prints the summary at the end of a simulated sync. */
public final class ScorePrinter {

    private static final double NANOS = 1e9;
    private static final int LISTED = 20;

    private final PrintWriter out;

    public ScorePrinter(PrintWriter out) {
        this.out = out;
    }

    public void print(String provider, Plan plan, Score score, long nanos, long faults) {
        double seconds = nanos / NANOS;
        line("%s: %,d users and %,d groups, seed %d", provider, plan.users(), plan.groups(), plan.seed());
        line("  requests    %,d in %.1f s, %,.0f a second", score.requests(), seconds, score.requests() / seconds);
        line("  answers     %s", counts(score.statuses()));
        line(
                "  latency     p50 %.1f ms, p99 %.1f ms, slowest %.1f ms",
                score.milliseconds(50), score.milliseconds(99), score.milliseconds(100));
        line("  quirks      %s", score.quirks().isEmpty() ? "none" : counts(score.quirks()));
        if (faults > 0) {
            line("  faults      %,d made up on the way", faults);
        }
        if (score.unanswered() > 0) {
            line("  unanswered  %,d", score.unanswered());
        }
        line("  unexpected  %s", score.unexpected() == 0 ? "none" : Integer.toString(score.unexpected()));
        score.surprises().forEach(surprise -> line("    %s", surprise));
        if (score.unexpected() > score.surprises().size()) {
            line("    and %,d more", score.unexpected() - score.surprises().size());
        }
        out.flush();
    }

    /** What the provider's own model and the gateway say of each other. */
    public void print(ExpectedState model, List<String> differences) {
        if (differences.isEmpty()) {
            line(
                    "  model       equal: %,d users, %,d groups",
                    model.users().size(), model.groups().size());
        } else {
            line("  model       %,d differences", differences.size());
            differences.stream().limit(LISTED).forEach(difference -> line("    %s", difference));
        }
        out.flush();
    }

    private static String counts(Map<?, LongAdder> counts) {
        return counts.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT, "%s: %,d", entry.getKey(), entry.getValue().sum()))
                .collect(Collectors.joining(", "));
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
