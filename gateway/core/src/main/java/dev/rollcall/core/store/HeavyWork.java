package dev.rollcall.core.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Where work on rows is done. A little is done where it is asked for; much is work for another thread, because the event loop
 * serves other organisations too.
 */
final class HeavyWork {

    private static final int FEW = 100;

    private HeavyWork() {}

    /**
     * Does the work; what follows goes on on the event loop that asks.
     *
     * @param rows how many the work goes through, roughly
     */
    static <T> Future<T> on(int rows, Callable<T> work) {
        if (rows >= FEW) {
            return Objects.requireNonNull(Vertx.currentContext()).executeBlocking(work, false);
        }
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }
}
