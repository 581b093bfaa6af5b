package dev.rollcall.server.ssf;

import dev.rollcall.server.http.PublicOrigin;
import io.vertx.ext.web.RoutingContext;

/**
 * The addresses of an organisation's transmitter. Its issuer has a path, so the path of its metadata is inserted between host and path
 * (SSF 1.0 section 6.2.1).
 *
 * @param origin such as {@code https://scim.example.com}
 */
record Transmitter(String origin, String organisation) {

    private static final String BASE = "/ssf/:org";
    static final String METADATA = "/.well-known/ssf-configuration" + BASE;
    static final String KEYS = BASE + "/jwks";
    static final String TOKEN = BASE + "/token";
    static final String STREAMS = BASE + "/streams";
    static final String STATUS = BASE + "/status";
    static final String ADD = BASE + "/subjects/add";
    static final String REMOVE = BASE + "/subjects/remove";
    static final String VERIFY = BASE + "/verification";
    static final String POLL = BASE + "/streams/:stream/poll";

    static Transmitter of(PublicOrigin origin, RoutingContext context) {
        return new Transmitter(origin.of(context.request()), String.valueOf(context.pathParam("org")));
    }

    String issuer() {
        return at(BASE);
    }

    /** The absolute address of one of these paths. */
    String at(String path) {
        return origin + path.replace(":org", organisation);
    }

    /** Where a receiver polls this stream. */
    static String poll(String issuer, String stream) {
        return issuer + POLL.substring(BASE.length()).replace(":stream", stream);
    }
}
