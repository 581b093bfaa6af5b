package dev.rollcall.server.node;

import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The areas of a node that bring their own routes: the one list of them. */
record Areas(List<Area> all) {

    static Areas of(Area... all) {
        return new Areas(List.of(all));
    }

    /** These and more. */
    Areas and(Area... more) {
        return new Areas(Stream.concat(all.stream(), Stream.of(more)).toList());
    }

    void mount(Vertx vertx, RouteTable routes) {
        all.forEach(area -> area.mount(vertx, routes));
    }

    void watch(Router router) {
        all.forEach(area ->
                area.watch().ifPresent(watcher -> router.route("/scim/*").handler(watcher)));
    }

    /** What stands before a route of an access that is checked by the area that has it. */
    Handler<RoutingContext> gate(Access access) {
        return all.stream()
                .flatMap(area -> area.gate(access).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no area checks " + access));
    }

    /** What is in the way of a directory's going live, as the first area says that knows of something. */
    Future<Optional<String>> obstacle(Directory directory) {
        Future<Optional<String>> found = Future.succeededFuture(Optional.empty());
        for (Area area : all) {
            found = found.compose(
                    sentence -> sentence.isPresent() ? Future.succeededFuture(sentence) : area.obstacle(directory));
        }
        return found;
    }

    void start() {
        all.forEach(Area::start);
    }

    Future<Void> stop() {
        return Future.join(all.stream().map(Area::stop).toList()).mapEmpty();
    }
}
