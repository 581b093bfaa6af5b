package dev.rollcall.server.console;

import dev.rollcall.server.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The static files of the console, held in memory. They load nothing from other hosts, and the browser is told to refuse it. */
public final class ConsolePages {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Map<String, Page> pages = Map.of(
            "index.html", Page.load("index.html", "text/html; charset=utf-8"),
            "sign-in.html", Page.load("sign-in.html", "text/html; charset=utf-8"),
            "console.css", Page.load("console.css", "text/css; charset=utf-8"),
            "console.js", Page.load("console.js", "text/javascript; charset=utf-8"),
            "sign-in.js", Page.load("sign-in.js", "text/javascript; charset=utf-8"),
            "icon.svg", Page.load("icon.svg", "image/svg+xml"));

    private record Page(String type, Buffer content) {
        static Page load(String file, String type) {
            try (InputStream in = ConsolePages.class.getResourceAsStream("/console/" + file)) {
                return new Page(
                        type, Buffer.buffer(Objects.requireNonNull(in, file).readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The console is where a person who opens the bare address wants to be. */
    public void enter(RoutingContext context) {
        context.response().setStatusCode(303).putHeader("Location", "/console/").end();
    }

    public void index(RoutingContext context) {
        send(context, "index.html");
    }

    public void signIn(RoutingContext context) {
        send(context, "sign-in.html");
    }

    /** Style sheets, scripts and pictures, by file name. */
    public void asset(RoutingContext context) {
        send(context, String.valueOf(context.pathParam("file")));
    }

    private void send(RoutingContext context, String file) {
        Page page = pages.get(file);
        if (page == null) {
            throw Problem.notFound("The console has no such page. It begins at /console/")
                    .exception();
        }
        HttpServerResponse response = context.response()
                .putHeader("Content-Type", page.type())
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache");
        response.end(page.content());
    }
}
