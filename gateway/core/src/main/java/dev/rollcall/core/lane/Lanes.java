package dev.rollcall.core.lane;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** The lanes of this node, one for each organisation that has sent it work; they run side by side. */
public final class Lanes<I, O> {

    private final Vertx vertx;
    private final ActiveOrganisations company;
    private final Function<UUID, Lane<I, O>> maker;
    private final ConcurrentHashMap<UUID, Lane<I, O>> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Promise<Void> drained = Promise.promise();
    private volatile boolean closed;

    /**
     * Makes the lanes.
     *
     * @param transaction runs one batch of one organisation; one result for each item, in order
     * @param alone whether an item shares its transaction with no other
     * @param remedy what to do about a failure of {@code transaction}
     * @param company learns who comes, and tells whether to leave room for others
     */
    public Lanes(
            Vertx vertx,
            LaneLimits limits,
            Function<List<I>, Future<List<O>>> transaction,
            Predicate<I> alone,
            Function<Throwable, Remedy> remedy,
            LaneObserver observer,
            ActiveOrganisations company) {
        this.vertx = vertx;
        this.company = company;
        BatchRunner<I, O> runner = new BatchRunner<>(transaction, remedy, observer);
        this.maker = organization -> new Lane<>(eventLoop(), runner, alone, limits, observer, company);
    }

    private Context eventLoop() {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        return context;
    }

    /** Puts an item into its organisation's lane. The result arrives on the lane's event loop. */
    public Future<O> submit(UUID organization, I item) {
        if (closed) {
            return Future.failedFuture(new LanesClosed());
        }
        company.seen(organization);
        underWay.incrementAndGet();
        return lanes.computeIfAbsent(organization, maker).submit(item).onComplete(done -> left(1));
    }

    /**
     * Keeps places in a lane for items that come one after another.
     *
     * @throws LaneFull when there are not as many left
     * @throws LanesClosed when the node is stopping
     */
    public LaneReservation<I, O> reserve(UUID organization, int places) {
        if (closed) {
            throw new LanesClosed();
        }
        company.seen(organization);
        Lane<I, O> lane = lanes.computeIfAbsent(organization, maker);
        if (!lane.reserve(places)) {
            throw new LaneFull(lane.limit());
        }
        underWay.addAndGet(places);
        return new LaneReservation<>(lane, places, this::left);
    }

    private void left(int items) {
        if (underWay.addAndGet(-items) == 0 && closed) {
            drained.tryComplete();
        }
    }

    /** Items that wait or are under way, of all organisations. */
    public int depth() {
        return underWay.get();
    }

    /** Takes no more; done when all that was taken has its result. */
    public Future<Void> drain() {
        closed = true;
        if (underWay.get() == 0) {
            drained.tryComplete();
        }
        return drained.future();
    }

    /** The node is stopping: the client is to come again and will reach another, or this one after its restart. */
    public static final class LanesClosed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LanesClosed() {
            super("the gateway is stopping", null, false, false);
        }
    }
}
