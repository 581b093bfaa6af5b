package dev.rollcall.bench.kit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Produces load for a given time. As a closed loop, a fixed number of operations is in flight, each followed by the next: that
 * shows the highest rate, and its latencies leave out what a client would have waited that sends at its own pace. At a rate, an open
 * loop, operations begin at intended moments, whatever became of those before, and each latency counts from the intended
 * moment, so a stall is seen by all that were to begin in it.
 */
public final class Load {

    private final Vertx vertx;
    private final int concurrency;
    private final LongFunction<Future<?>> operation;

    /**
     * What came out.
     *
     * @param perSecond operations that ended well, per second
     * @param latency microseconds
     */
    public record Result(double perSecond, long done, Histogram latency) {

        public double p50() {
            return latency.getValueAtPercentile(50) / 1000.0;
        }

        public double p99() {
            return latency.getValueAtPercentile(99) / 1000.0;
        }
    }

    /**
     * Prepares a load.
     *
     * @param operation makes the operation of that number; its failure ends the run with an error
     */
    public Load(Vertx vertx, int concurrency, LongFunction<Future<?>> operation) {
        this.vertx = vertx;
        this.concurrency = concurrency;
        this.operation = operation;
    }

    /** Runs for the time and waits for what is then in flight. Numbers go on from {@code first}. */
    public Result run(Duration time, long first) {
        long deadline = System.nanoTime() + time.toNanos();
        return run(() -> System.nanoTime() >= deadline, first);
    }

    /** Runs until it is over and waits for what is then in flight. Numbers go on from {@code first}. */
    public Result run(BooleanSupplier over, long first) {
        Histogram latency = new ConcurrentHistogram(Duration.ofMinutes(1).toNanos() / 1000, 3);
        Promise<Void> ended = Promise.promise();
        long start = System.nanoTime();
        AtomicInteger running = new AtomicInteger(concurrency);
        AtomicLong next = new AtomicLong(first);
        vertx.runOnContext(v -> {
            for (int i = 0; i < concurrency; i++) {
                loop(next, over, latency, running, ended);
            }
        });
        ended.future().await();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(latency.getTotalCount() / seconds, latency.getTotalCount(), latency);
    }

    /**
     * Runs for the time at a rate, with no more in flight than the load's concurrency: an operation that finds no place begins late, and
     * counts from when it was to begin. Waits for what is then in flight.
     */
    public Result at(double perSecond, Duration time, long first) {
        Histogram latency = new ConcurrentHistogram(Duration.ofMinutes(1).toNanos() / 1000, 3);
        latency.setAutoResize(true);
        Promise<Void> ended = Promise.promise();
        Schedule schedule = new Schedule(System.nanoTime(), 1e9 / perSecond, time.toNanos(), first);
        AtomicInteger running = new AtomicInteger(concurrency);
        vertx.runOnContext(v -> {
            for (int i = 0; i < concurrency; i++) {
                turn(schedule, latency, running, ended);
            }
        });
        ended.future().await();
        double seconds = (System.nanoTime() - schedule.start) / 1e9;
        return new Result(latency.getTotalCount() / seconds, latency.getTotalCount(), latency);
    }

    /** When each operation is to begin. */
    private static final class Schedule {
        private final long start;
        private final double interval;
        private final long length;
        private final long first;
        private final AtomicLong next = new AtomicLong();

        Schedule(long start, double interval, long length, long first) {
            this.start = start;
            this.interval = interval;
            this.length = length;
            this.first = first;
        }
    }

    private void turn(Schedule schedule, Histogram latency, AtomicInteger running, Promise<Void> ended) {
        long number = schedule.next.getAndIncrement();
        long after = (long) (number * schedule.interval);
        if (after >= schedule.length || ended.future().isComplete()) {
            if (running.decrementAndGet() == 0) {
                ended.tryComplete();
            }
            return;
        }
        long intended = schedule.start + after;
        long millis = (intended - System.nanoTime()) / 1_000_000;
        if (millis > 0) {
            vertx.setTimer(millis, timer -> begin(schedule, number, intended, latency, running, ended));
        } else {
            begin(schedule, number, intended, latency, running, ended);
        }
    }

    private void begin(
            Schedule schedule,
            long number,
            long intended,
            Histogram latency,
            AtomicInteger running,
            Promise<Void> ended) {
        // Timers count in milliseconds, so some begin a little early: those count from their true beginning.
        long now = System.nanoTime();
        long from = now - intended < 0 ? now : intended;
        operation.apply(schedule.first + number).onComplete(done -> {
            if (done.failed()) {
                ended.tryFail(done.cause());
                return;
            }
            latency.recordValue((System.nanoTime() - from) / 1000);
            turn(schedule, latency, running, ended);
        });
    }

    private void loop(
            AtomicLong next, BooleanSupplier over, Histogram latency, AtomicInteger running, Promise<Void> ended) {
        if (over.getAsBoolean() || ended.future().isComplete()) {
            if (running.decrementAndGet() == 0) {
                ended.tryComplete();
            }
            return;
        }
        long begin = System.nanoTime();
        operation.apply(next.getAndIncrement()).onComplete(done -> {
            if (done.failed()) {
                ended.tryFail(done.cause());
                return;
            }
            latency.recordValue((System.nanoTime() - begin) / 1000);
            loop(next, over, latency, running, ended);
        });
    }
}
