package dev.rollcall.core.lane;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Places kept in a lane: as many items are taken without being refused. What is not used is given back by {@link #close}. */
public final class Places<I, O> implements AutoCloseable {

    private final Lane<I, O> lane;
    private final AtomicInteger free;
    private final IntConsumer left;

    Places(Lane<I, O> lane, int places, IntConsumer left) {
        this.lane = lane;
        this.free = new AtomicInteger(places);
        this.left = left;
    }

    /** Takes an item; the result arrives on the lane's event loop. */
    public Future<O> submit(I item) {
        if (free.getAndDecrement() <= 0) {
            throw new IllegalStateException("more items than places");
        }
        return lane.submitReserved(item).onComplete(done -> left.accept(1));
    }

    @Override
    public void close() {
        int unused = free.getAndSet(0);
        lane.release(unused);
        left.accept(unused);
    }
}
