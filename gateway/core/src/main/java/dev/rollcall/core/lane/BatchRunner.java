package dev.rollcall.core.lane;

import dev.rollcall.core.lane.Lane.Waiting;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs a batch to its end and gives each item its result. A batch that failed by chance is tried again, for a short while; one that
 * fails because of a single item, through its data or a bug in the gateway, is halved until that item is alone, so that no other
 * item fails with it.
 */
final class BatchRunner<I, O> {

    private static final int TRIES = 4;

    /** A batch that has taken so long is not tried again: others of its organisation wait behind it. */
    private static final long LONGEST_TRYING = Duration.ofSeconds(5).toNanos();

    private final Function<List<I>, Future<List<O>>> transaction;
    private final Function<Throwable, Remedy> remedy;
    private final LaneObserver observer;

    BatchRunner(
            Function<List<I>, Future<List<O>>> transaction, Function<Throwable, Remedy> remedy, LaneObserver observer) {
        this.transaction = transaction;
        this.remedy = remedy;
        this.observer = observer;
    }

    /** Never fails; done when every item has its result. */
    Future<Void> run(List<Waiting<I, O>> batch) {
        return run(batch, 1, System.nanoTime());
    }

    private Future<Void> run(List<Waiting<I, O>> batch, int attempt, long begun) {
        List<I> items = new ArrayList<>(batch.size());
        batch.forEach(waiting -> items.add(waiting.item()));
        return attempt(items).transform(done -> {
            if (done.succeeded()) {
                succeed(batch, done.result());
                return Future.succeededFuture();
            }
            return mend(batch, attempt, begun, done.cause());
        });
    }

    private Future<List<O>> attempt(List<I> items) {
        try {
            return transaction.apply(items);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Void> mend(List<Waiting<I, O>> batch, int attempt, long begun, Throwable failure) {
        Remedy what = remedy.apply(failure);
        if (what == Remedy.RETRY && attempt < TRIES && System.nanoTime() - begun < LONGEST_TRYING) {
            observer.retried();
            return run(batch, attempt + 1, begun);
        }
        if (what == Remedy.SPLIT && batch.size() > 1) {
            observer.split();
            int half = batch.size() / 2;
            return run(batch.subList(0, half)).compose(v -> run(batch.subList(half, batch.size())));
        }
        batch.forEach(waiting -> waiting.result().fail(failure));
        return Future.succeededFuture();
    }

    private static <I, O> void succeed(List<Waiting<I, O>> batch, List<O> results) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).result().complete(results.get(i));
        }
    }
}
