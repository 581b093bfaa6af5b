package dev.rollcall.server.node;

import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;

/** The areas of a node that bring their own routes: the one list of them. */
record Areas(List<Area> all) {

    static Areas of(Area... all) {
        return new Areas(List.of(all));
    }

    void mount(Vertx vertx, RouteTable routes) {
        all.forEach(area -> area.mount(vertx, routes));
    }

    void watch(Router router) {
        all.forEach(area ->
                area.watch().ifPresent(watcher -> router.route("/scim/*").handler(watcher)));
    }

    void start() {
        all.forEach(Area::start);
    }

    Future<Void> stop() {
        return Future.join(all.stream().map(Area::stop).toList()).mapEmpty();
    }
}
