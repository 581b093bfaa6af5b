package dev.rollcall.server.management;

import dev.rollcall.core.lane.LaneObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes metrics of the lanes: how many items wait, how large batches become and how long a commit takes. */
final class LaneMetrics implements LaneObserver {

    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final AtomicInteger depth = new AtomicInteger();
    private final DistributionSummary sizes;
    private final Timer commits;
    private final Counter madeWay;
    private final Counter refused;
    private final Counter split;
    private final Counter retried;

    LaneMetrics(MeterRegistry registry, Duration... durations) {
        Gauge.builder("rollcall.lane.depth", depth, AtomicInteger::get)
                .description("Changes that wait or are under way")
                .register(registry);
        sizes = DistributionSummary.builder("rollcall.lane.batch.size")
                .description("Commands in one transaction")
                .serviceLevelObjectives(SIZES)
                .register(registry);
        commits = Timer.builder("rollcall.lane.commit")
                .description("Time from the start of a batch to its commit")
                .serviceLevelObjectives(durations)
                .register(registry);
        madeWay = counter(
                registry, "made.way", "Pauses that an organisation with more to do made for the others at work");
        refused = counter(registry, "refused", "Changes refused because a lane was full");
        split = counter(registry, "split", "Batches taken apart");
        retried = counter(registry, "retried", "Batches tried again");
    }

    private static Counter counter(MeterRegistry registry, String name, String help) {
        return Counter.builder("rollcall.lane." + name).description(help).register(registry);
    }

    @Override
    public void queued(int items) {
        depth.addAndGet(items);
    }

    @Override
    public void batch(int size, long nanos) {
        sizes.record(size);
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void madeWay() {
        madeWay.increment();
    }

    @Override
    public void refused() {
        refused.increment();
    }

    @Override
    public void split() {
        split.increment();
    }

    @Override
    public void retried() {
        retried.increment();
    }
}
