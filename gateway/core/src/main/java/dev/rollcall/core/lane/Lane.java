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
 * One organisation's way into the database on this node. In an idle lane, an item starts a batch at once; while a batch is under
 * way, items gather, and the next batch takes them all, up to a limit. So a single request waits for nobody, and under load many
 * share one commit. While several {@link ActiveOrganisations} share the node, batches are small, and a lane with more to do pauses
 * after each batch for as long as that took: so it gets half of the node's time, in small pieces. Lives on one event loop;
 * {@link #submit} may be called from any thread.
 */
final class Lane<I, O> {

    /** At most so many items share a transaction while other organisations are at work: what others wait for is short. */
    static final int BATCH_IN_COMPANY = 16;

    private final Context context;
    private final BatchRunner<I, O> runner;
    private final Predicate<I> alone;
    private final LaneLimits limits;
    private final LaneObserver observer;
    private final ActiveOrganisations company;
    private final AtomicInteger depth = new AtomicInteger();
    private final ArrayDeque<Waiting<I, O>> waiting = new ArrayDeque<>();
    private boolean busy;

    /** An item and the caller who waits for its result. */
    record Waiting<I, O>(I item, Promise<O> result, boolean withNext) {}

    Lane(
            Context context,
            BatchRunner<I, O> runner,
            Predicate<I> alone,
            LaneLimits limits,
            LaneObserver observer,
            ActiveOrganisations company) {
        this.context = context;
        this.runner = runner;
        this.alone = alone;
        this.limits = limits;
        this.observer = observer;
        this.company = company;
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
        context.runOnContext(v -> take(new Waiting<>(item, result, false)));
        return result.future();
    }

    /** Takes items that have their places, all at once. */
    void submitReserved(List<Waiting<I, O>> items) {
        observer.queued(items.size());
        context.runOnContext(v -> items.forEach(this::take));
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
            long took = System.nanoTime() - start;
            observer.batch(size, took);
            context.runOnContext(v -> startNextBatch(took));
        });
    }

    private void startNextBatch(long tookNanos) {
        long pause = waiting.isEmpty() ? 0 : company.pauseAfter(tookNanos);
        if (pause == 0) {
            startBatch();
            return;
        }
        observer.madeWay();
        context.owner().setTimer(pause, timer -> context.runOnContext(v -> startBatch()));
    }

    /** In the order of arrival; an item that goes alone ends the batch before it, and what belongs together is not parted by company. */
    private List<Waiting<I, O>> nextBatch() {
        int most = company.isPresent() ? Math.min(BATCH_IN_COMPANY, limits.batch()) : limits.batch();
        List<Waiting<I, O>> batch = new ArrayList<>(Math.min(waiting.size(), most));
        while (!waiting.isEmpty() && batch.size() < limits.batch() && (batch.size() < most || goesOn(batch))) {
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

    private static <I, O> boolean goesOn(List<Waiting<I, O>> batch) {
        return batch.get(batch.size() - 1).withNext();
    }

    /** Items that wait or are under way. */
    int depth() {
        return depth.get();
    }

    int limit() {
        return limits.waiting();
    }
}
