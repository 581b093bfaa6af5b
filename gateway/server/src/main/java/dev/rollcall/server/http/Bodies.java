package dev.rollcall.server.http;

import dev.rollcall.scim.error.ScimError;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import java.util.Objects;

/** Reads request bodies: of a known type, up to a limit. */
public final class Bodies {

    private static final String LIMIT = "body-limit";

    private final BodyHandler reader;
    private final String setting;

    /**
     * Makes a reader.
     *
     * @param limit in bytes
     * @param setting names the limit to whoever exceeds it
     */
    public Bodies(int limit, String setting) {
        this.reader = BodyHandler.create(false).setBodyLimit(limit);
        this.setting = setting;
    }

    /** The name of the limit that a request's body is read with. */
    static String limit(RoutingContext context) {
        return Objects.requireNonNullElse(context.get(LIMIT), "server.body-limit");
    }

    /**
     * Reads the body. JSON under any of its names, or under none; another type is answered with 415 (RFC 7644 section 3.8).
     */
    public void json(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        if (type != null && !isJson(type)) {
            context.fail(ScimError.of(
                            415,
                            "The body must be JSON: send it with Content-Type: application/scim+json or application/json.")
                    .exception());
            return;
        }
        context.put(LIMIT, setting);
        reader.handle(context);
    }

    /** Reads a form; what is no form is an empty one. */
    public void form(RoutingContext context) {
        reader.handle(context);
    }

    private static boolean isJson(String header) {
        int end = header.indexOf(';');
        String type = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.equals("application/json") || type.endsWith("+json") || type.equals("text/json");
    }
}
