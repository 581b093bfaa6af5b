package dev.rollcall.server.management;

import dev.rollcall.core.lane.LaneObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How the lanes fare: how deep they are, how large batches become and how long a commit takes. */
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
        registry.gauge("rollcall.lane.depth", depth);
        sizes = DistributionSummary.builder("rollcall.lane.batch.size")
                .description("Commands in one transaction")
                .serviceLevelObjectives(SIZES)
                .register(registry);
        commits = Timer.builder("rollcall.lane.commit")
                .description("From the start of a batch to its commit")
                .serviceLevelObjectives(durations)
                .register(registry);
        madeWay = registry.counter("rollcall.lane.made.way");
        refused = registry.counter("rollcall.lane.refused");
        split = registry.counter("rollcall.lane.split");
        retried = registry.counter("rollcall.lane.retried");
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
