package dev.rollcall.core.lane;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * One organisation's way into the database on this node. Idle, an item starts a batch at once; while a batch is under way,
 * items gather, and the next batch takes them all, up to a limit. So a single request waits for nobody, and under load many
 * share one commit. Lives on one event loop; {@link #submit} may be called from any thread.
 */
final class Lane<I, O> {

    private final Context context;
    private final BatchRunner<I, O> runner;
    private final Predicate<I> alone;
    private final LaneLimits limits;
    private final LaneObserver observer;
    private final AtomicInteger depth = new AtomicInteger();
    private final ArrayDeque<Waiting<I, O>> waiting = new ArrayDeque<>();
    private boolean busy;

    /** An item and whoever waits for its result. */
    record Waiting<I, O>(I item, Promise<O> result) {}

    Lane(Context context, BatchRunner<I, O> runner, Predicate<I> alone, LaneLimits limits, LaneObserver observer) {
        this.context = context;
        this.runner = runner;
        this.alone = alone;
        this.limits = limits;
        this.observer = observer;
    }

    /** Takes an item, or fails at once with {@link LaneFull}. */
    Future<O> submit(I item) {
        return reserve(1) ? submitReserved(item) : Future.failedFuture(new LaneFull(limits.waiting()));
    }

    /** Keeps places for items that come later, if there are as many; each ends with its item or is given back. */
    boolean reserve(int places) {
        if (depth.addAndGet(places) > limits.waiting()) {
            depth.addAndGet(-places);
            observer.refused();
            return false;
        }
        return true;
    }

    void release(int places) {
        depth.addAndGet(-places);
    }

    /** Takes an item that has its place. */
    Future<O> submitReserved(I item) {
        observer.queued(1);
        Promise<O> result = Promise.promise();
        context.runOnContext(v -> take(new Waiting<>(item, result)));
        return result.future();
    }

    private void take(Waiting<I, O> item) {
        waiting.add(item);
        if (!busy) {
            busy = true;
            // One turn of the event loop later: what was decoded in the same turn shares the batch.
            context.runOnContext(v -> startBatch());
        }
    }

    private void startBatch() {
        if (waiting.isEmpty()) {
            busy = false;
            return;
        }
        List<Waiting<I, O>> batch = nextBatch();
        int size = batch.size();
        long start = System.nanoTime();
        runner.run(batch).onComplete(done -> {
            depth.addAndGet(-size);
            observer.queued(-size);
            observer.batch(size, System.nanoTime() - start);
            context.runOnContext(v -> startBatch());
        });
    }

    /** In the order of arrival; an item that goes alone ends the batch before it. */
    private List<Waiting<I, O>> nextBatch() {
        List<Waiting<I, O>> batch = new ArrayList<>(Math.min(waiting.size(), limits.batch()));
        while (!waiting.isEmpty() && batch.size() < limits.batch()) {
            boolean goesAlone = alone.test(waiting.element().item());
            if (goesAlone && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.remove());
            if (goesAlone) {
                break;
            }
        }
        return batch;
    }

    /** Items that wait or are under way. */
    int depth() {
        return depth.get();
    }

    int limit() {
        return limits.waiting();
    }
}
