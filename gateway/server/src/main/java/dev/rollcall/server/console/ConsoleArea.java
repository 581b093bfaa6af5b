package dev.rollcall.server.console;

import dev.rollcall.console.Console;
import dev.rollcall.console.live.Followers;
import dev.rollcall.console.web.Look;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Area;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigException;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.http.Drain;
import dev.rollcall.server.http.SameOrigin;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The pages of the console. They ask the admin API as a browser would; only their own pages may send them a form. */
public final class ConsoleArea implements Area {

    private static final int LARGEST_LOGO = 64 * 1024;

    private final SameOrigin sameOrigin;
    private final Look look;
    private final Followers followers;

    /**
     * Makes it with the operator's look. What pages follow ends when the node begins to stop, and they go on at another.
     *
     * @throws ConfigException the logo cannot be used
     */
    public ConsoleArea(Vertx vertx, ApiParts api, Drain drain, Config config) {
        PulseTable pulse = new PulseTable(api.database());
        this.sameOrigin = new SameOrigin(api.origin());
        this.followers = new Followers(vertx, subjects -> api.circuit().call(() -> pulse.marks(subjects)));
        drain.whenBegun(followers::close);
        this.look = new Look(
                config.get(Settings.PRODUCT_NAME),
                config.get(Settings.CONSOLE_COLOUR).orElse(""),
                config.get(Settings.CONSOLE_LOGO).map(ConsoleArea::logo).orElse(null),
                config.get(Settings.CONSOLE_CLIENT)
                        .map(client -> IssuerSignIn.BEGIN)
                        .orElse(""),
                config.get(Settings.CONSOLE_FRAMES));
    }

    private static Look.Logo logo(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String kind = name.substring(name.lastIndexOf('.') + 1);
        if (!kind.equals("svg") && !kind.equals("png")) {
            throw unusable(file, "its name ends neither in .svg nor in .png");
        }
        try {
            byte[] content = Files.readAllBytes(file);
            if (content.length > LARGEST_LOGO) {
                throw unusable(file, "it is larger than 64 kB");
            }
            return new Look.Logo(kind, Buffer.buffer(content));
        } catch (IOException e) {
            throw unusable(file, "it cannot be read");
        }
    }

    private static ConfigException unusable(Path file, String why) {
        return new ConfigException(List.of("The picture of " + Settings.CONSOLE_LOGO.key() + " (" + file
                + ") cannot be used: " + why + ". Name an SVG or PNG file of at most 64 kB, or leave it empty."));
    }

    @Override
    public void mount(Vertx vertx, RouteTable routes) {
        routes.below("/console", Console.router(vertx, sameOrigin::isSame, look, followers));
    }

    @Override
    public void start() {
        followers.start();
    }
}
