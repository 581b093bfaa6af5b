package dev.rollcall.server.console;

import dev.rollcall.console.Console;
import dev.rollcall.console.live.Followers;
import dev.rollcall.console.web.Calculations;
import dev.rollcall.console.web.Look;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigException;
import dev.rollcall.server.config.LogoFile;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.http.Drain;
import dev.rollcall.server.http.SameOrigin;
import io.vertx.core.Vertx;

/**
 * The routes of the console's pages. The pages call the admin API as a browser would; only pages of the console itself may send
 * them a form.
 */
public final class ConsoleArea implements Area {

    private final SameOrigin sameOrigin;
    private final Look look;
    private final Followers followers;
    private final Calculations calculations;

    /**
     * Makes it with the operator's look. What pages follow ends when the node begins to stop, and they go on at another.
     *
     * @throws ConfigException the logo cannot be used
     */
    public ConsoleArea(Vertx vertx, ApiParts api, Drain drain, Config config) {
        PulseTable pulse = new PulseTable(api.database());
        this.sameOrigin = new SameOrigin(api.origin());
        this.followers = new Followers(vertx, subjects -> api.circuit().call(() -> pulse.marks(subjects)));
        this.calculations = new Calculations(vertx);
        drain.whenBegun(followers::close);
        this.look = new Look(
                config.get(Settings.PRODUCT_NAME),
                config.get(Settings.CONSOLE_COLOUR).orElse(""),
                LogoFile.of(config)
                        .map(logo -> new Look.Logo(logo.kind(), logo.content()))
                        .orElse(null),
                config.get(Settings.CONSOLE_CLIENT)
                        .map(client -> IssuerSignIn.BEGIN)
                        .orElse(""),
                config.get(Settings.CONSOLE_FRAMES));
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        routes.below("/console", Console.router(vertx, sameOrigin::isSame, look, followers, calculations));
    }

    @Override
    public void start() {
        followers.start();
    }
}
