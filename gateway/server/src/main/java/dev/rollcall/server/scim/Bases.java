package dev.rollcall.server.scim;

import dev.rollcall.server.http.PublicOrigin;
import io.vertx.ext.web.RoutingContext;

/** The base URL of a directory. */
final class Bases {

    private Bases() {}

    /** Such as {@code https://scim.example.com/scim/v2/0192...}; no slash at its end. */
    static String of(PublicOrigin origin, RoutingContext context) {
        return origin.of(context.request()) + "/scim/v2/"
                + Connection.ifShown(context)
                        .map(connection -> connection.id().toString())
                        .orElseGet(() -> String.valueOf(context.pathParam("directory")));
    }
}
