package dev.rollcall.server.api;

import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.auth.Access;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** One area of the gateway, such as the delivery of events: it adds its routes and its background work to a node. */
public interface Area {

    /** Puts its routes into the table of one event loop; called once for each. */
    void mount(Vertx vertx, RouteTable routes);

    /** Looks at every request of SCIM before it is handled, and passes it on; most areas do not. */
    default Optional<Handler<RoutingContext>> watch() {
        return Optional.empty();
    }

    /** What stands before a route whose access is this area's to check; empty for an access that is not. */
    default Optional<Handler<RoutingContext>> gate(Access access) {
        return Optional.empty();
    }

    /** What stands in the way of a directory's going live beside the rules of the core, as a sentence; empty when nothing does. */
    default Future<Optional<String>> obstacle(Directory directory) {
        return Future.succeededFuture(Optional.empty());
    }

    /** Begins what it does in the background, once the node serves. Returns at once. */
    default void start() {}

    /** Ends what it does in the background, before the connections to the database close. */
    default Future<Void> stop() {
        return Future.succeededFuture();
    }
}
