package dev.rollcall.core;

import io.vertx.core.Future;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures on the test's own thread. */
public final class Waiting {

    private static final int SECONDS = 30;

    private Waiting() {}

    /** The value; a failure is thrown. */
    public static <T> T await(Future<T> future) {
        try {
            return future.await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not done after " + SECONDS + " s", e);
        }
    }

    /** The failure; success is an error. */
    public static Throwable failure(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("not done after " + SECONDS + " s", e);
        }
        throw new AssertionError("did not fail");
    }
}
