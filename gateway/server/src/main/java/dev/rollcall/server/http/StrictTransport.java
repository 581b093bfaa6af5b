package dev.rollcall.server.http;

import io.vertx.ext.web.RoutingContext;

/** Tells browsers to reach this host over https only (RFC 6797), once they have reached it that way. */
public final class StrictTransport {

    private static final String A_YEAR = "max-age=31536000";

    private final PublicOrigin origin;

    public StrictTransport(PublicOrigin origin) {
        this.origin = origin;
    }

    /** Among the first handlers of every request. */
    public void tell(RoutingContext context) {
        if (context.request().isSSL() || origin.of(context.request()).startsWith("https:")) {
            context.response().putHeader("Strict-Transport-Security", A_YEAR);
        }
        context.next();
    }
}
