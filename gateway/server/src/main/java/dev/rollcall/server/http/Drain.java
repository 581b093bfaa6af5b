package dev.rollcall.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Drains a node that is about to stop. It keeps serving for a while, but every response is the last on its connection, and says so:
 * clients that keep connections open come back through the load balancer, to another node. Thread-safe.
 */
public final class Drain {

    private volatile boolean begun;
    private final List<Runnable> told = new CopyOnWriteArrayList<>();

    /** From now on connections end with their next answer. */
    public void begin() {
        begun = true;
        told.forEach(Runnable::run);
    }

    /** What is to end at once then, such as an answer that waits for something to happen. */
    public void whenBegun(Runnable end) {
        told.add(end);
    }

    /** The first handler of every request. */
    public void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (begun && request.version() == HttpVersion.HTTP_2) {
            // Says so in its own way (GOAWAY); what is under way on the connection ends.
            context.addEndHandler(answered -> request.connection().shutdown());
        } else if (begun) {
            context.response().putHeader("Connection", "close");
            context.addEndHandler(answered -> request.connection().close());
        }
        context.next();
    }
}
