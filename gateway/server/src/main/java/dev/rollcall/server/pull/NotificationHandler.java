package dev.rollcall.server.pull;

import dev.rollcall.pull.Puller;
import dev.rollcall.resilience.Guard;
import dev.rollcall.resilience.Limits;
import dev.rollcall.server.api.Parameters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Takes the notifications by which providers say that something has changed. Any client can call it: the answer is the same for
 * all, and is sent before the notification is looked at. Only a limited number is looked at in a second; a change whose
 * notification is passed over is found by the next reading.
 */
final class NotificationHandler {

    private static final Limits LIMITS =
            Limits.of(Duration.ofSeconds(10), 16).with(new Limits.Rate(100, Duration.ofSeconds(1), Duration.ZERO));

    private final Puller puller;
    private final Guard guard;

    NotificationHandler(Vertx vertx, Puller puller) {
        this.puller = puller;
        this.guard = Guard.of(vertx, "notifications", LIMITS);
    }

    void take(RoutingContext context) {
        String body = context.body().asString();
        String told = body == null ? "" : body;
        Parameters.id(String.valueOf(context.pathParam("directory")))
                .ifPresent(directory -> guard.call(() -> puller.told(directory, context.request()::getHeader, told)));
        context.response().setStatusCode(204).end();
    }
}
