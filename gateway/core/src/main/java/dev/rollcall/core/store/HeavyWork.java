package dev.rollcall.core.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Decides where work on rows and on JSON is done. Small work is done on the calling thread; large work goes to another thread, because the
 * event loop serves other organisations too. The gateway bounds the number of those threads.
 */
public final class HeavyWork {

    private static final int FEW = 100;
    private static final int SMALL = 64 * 1024;

    private HeavyWork() {}

    /**
     * Does the work; what follows goes on on the event loop that asks.
     *
     * @param rows how many the work goes through, roughly
     */
    public static <T> Future<T> on(int rows, Callable<T> work) {
        return done(rows >= FEW, work);
    }

    /**
     * Does the work; what follows goes on on the event loop that asks.
     *
     * @param bytes of JSON that the work reads or writes
     */
    public static <T> Future<T> onBytes(int bytes, Callable<T> work) {
        return done(bytes >= SMALL, work);
    }

    private static <T> Future<T> done(boolean elsewhere, Callable<T> work) {
        if (elsewhere) {
            return Objects.requireNonNull(Vertx.currentContext()).executeBlocking(work, false);
        }
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }
}
