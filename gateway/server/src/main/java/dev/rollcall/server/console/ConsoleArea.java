package dev.rollcall.server.console;

import dev.rollcall.console.Console;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.http.SameOrigin;
import io.vertx.core.Vertx;

/** The pages of the console. They ask the admin API as a browser would; only their own pages may send them a form. */
public final class ConsoleArea implements Area {

    private final SameOrigin sameOrigin;

    public ConsoleArea(SameOrigin sameOrigin) {
        this.sameOrigin = sameOrigin;
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        routes.below("/console", Console.router(vertx, sameOrigin::isSame));
    }
}
