package dev.rollcall.core.lane;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Places reserved in a lane: that many items are accepted without being refused. {@link #close} gives back the places
 * that were not used.
 */
public final class LaneReservation<I, O> implements AutoCloseable {

    private final Lane<I, O> lane;
    private final AtomicInteger free;
    private final IntConsumer left;
    private final List<Lane.Waiting<I, O>> together = new ArrayList<>();

    LaneReservation(Lane<I, O> lane, int places, IntConsumer left) {
        this.lane = lane;
        this.free = new AtomicInteger(places);
        this.left = left;
    }

    /** Takes an item; the result arrives on the lane's event loop. */
    public Future<O> submit(I item) {
        if (free.getAndDecrement() <= 0) {
            throw new IllegalStateException("more items than places");
        }
        Promise<O> result = Promise.promise();
        boolean first;
        synchronized (together) {
            first = together.isEmpty();
            together.add(new Lane.Waiting<>(item, result, true));
        }
        if (first) {
            Context caller = Vertx.currentContext();
            if (caller == null) {
                submitTogether();
            } else {
                caller.runOnContext(v -> submitTogether());
            }
        }
        return result.future().onComplete(done -> left.accept(1));
    }

    /** What was submitted in one turn of the caller's event loop comes into the lane at once, and shares a batch. */
    private void submitTogether() {
        List<Lane.Waiting<I, O>> items;
        synchronized (together) {
            Lane.Waiting<I, O> last = together.remove(together.size() - 1);
            together.add(new Lane.Waiting<>(last.item(), last.result(), false));
            items = List.copyOf(together);
            together.clear();
        }
        lane.submitReserved(items);
    }

    @Override
    public void close() {
        int unused = free.getAndSet(0);
        lane.release(unused);
        left.accept(unused);
    }
}
