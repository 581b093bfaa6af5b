package dev.rollcall.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps the pages of other sites from acting with a browser's session (cross-site request forgery). A browser says where a request
 * comes from, in {@code Sec-Fetch-Site} or, where that is lacking, in {@code Origin}; a page can forge neither.
 */
public final class SameOrigin {

    private final PublicOrigin origin;

    public SameOrigin(PublicOrigin origin) {
        this.origin = origin;
    }

    /**
     * Refuses what does not come from a page of this gateway.
     *
     * @throws Problem.ProblemException 403
     */
    public void require(RoutingContext context) {
        if (!isSame(context.request())) {
            throw Problem.forbidden(
                            "A session of the console can be used by the console's own pages only. Other clients must"
                                    + " send a token in the header: Authorization: Bearer TOKEN. If this is the "
                                    + "console, the"
                                    + " setting server.public-url does not match the address in the browser.")
                    .exception();
        }
    }

    /** Whether it comes from a page of this gateway. */
    public boolean isSame(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null
                ? origin.of(request).equalsIgnoreCase(request.getHeader("Origin"))
                : site.equals("same-origin");
    }
}
