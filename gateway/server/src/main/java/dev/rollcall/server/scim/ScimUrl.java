package dev.rollcall.server.scim;

import dev.rollcall.server.http.PublicOrigin;
import io.vertx.ext.web.RoutingContext;

/** The base URL of a directory, in the form in which its client reads addresses. */
public final class ScimUrl {

    private ScimUrl() {}

    /** What stands before the addresses in a body: {@link #absolute}, or nothing where its client wants them relative to the base URL. */
    public static String of(PublicOrigin origin, RoutingContext context) {
        return Connection.ifShown(context)
                        .filter(connection -> connection.responses().relative())
                        .isPresent()
                ? ""
                : absolute(origin, context);
    }

    /** Such as {@code https://scim.example.com/scim/v2/0192...}; no slash at its end. */
    static String absolute(PublicOrigin origin, RoutingContext context) {
        return origin.of(context.request()) + "/scim/v2/"
                + Connection.ifShown(context)
                        .map(connection -> connection.id().toString())
                        .orElseGet(() -> String.valueOf(context.pathParam("directory")));
    }
}
