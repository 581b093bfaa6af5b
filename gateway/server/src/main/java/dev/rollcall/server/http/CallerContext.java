package dev.rollcall.server.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Objects;

/** Moves the result of a future that completes on another event loop back to the caller's own. */
public final class CallerContext {

    private CallerContext() {}

    /** Called on an event loop: what it gives ends there. */
    public static <T> Future<T> hop(Future<T> elsewhere) {
        Context own = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        Promise<T> here = Promise.promise();
        elsewhere.onComplete(done -> own.runOnContext(v -> {
            if (done.succeeded()) {
                here.complete(done.result());
            } else {
                here.fail(done.cause());
            }
        }));
        return here.future();
    }
}
