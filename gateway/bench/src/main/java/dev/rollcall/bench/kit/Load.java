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

/** Produces load as a closed loop: a fixed number of operations in flight, each followed by the next, for a given time. */
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
