package dev.rollcall.server.http;

import dev.rollcall.scim.error.ScimError;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Words the errors for requests that no handler took. */
final class Refusals {

    private Refusals() {}

    /** In the spelling of the other titles: a capital at its beginning alone. */
    static String title(int status) {
        String phrase = HttpResponseStatus.valueOf(status).reasonPhrase();
        return phrase.charAt(0) + phrase.substring(1).toLowerCase(Locale.ROOT);
    }

    static ScimError of(RoutingContext context, int status) {
        return ScimError.of(
                status,
                switch (status) {
                    case 400 -> "The request line is not well-formed: check the percent-encoding of path and query.";
                    case 404 ->
                        "There is nothing at this path. SCIM is served below /scim/v2/{directory}/, at Users, Groups,"
                                + " Bulk, ServiceProviderConfig, ResourceTypes and Schemas.";
                    case 405 ->
                        "This path does not accept " + context.request().method() + "; it takes "
                                + context.response().headers().get("Allow") + ".";
                    case 413 -> "The request body is larger than this gateway accepts (" + Bodies.limit(context) + ").";
                    default -> "The request was refused: " + title(status) + ".";
                });
    }

    static ScimError unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return ScimError.of(414, "The request line is longer than this gateway accepts: shorten the filter.");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return ScimError.of(431, "The request headers are longer than this gateway accepts.");
        }
        if (hosts(request) > 1) {
            return ScimError.of(
                    400, "The request has several Host headers; it needs exactly one (RFC 9112 section 3.2).");
        }
        if (!namesHost(request)) {
            return ScimError.of(
                    400,
                    "The request needs a Host header with a host name, or a host name and a port (RFC 9112 section"
                            + " 3.2).");
        }
        return ScimError.of(
                400,
                request.decoderResult().isSuccess() && !namesPath(request)
                        ? "The target of the request needs a path, which begins with \"/\"."
                        : "This is not a well-formed HTTP request.");
    }

    /** Whether the request says what it is for, to a proxy in front the same as to this gateway. */
    static boolean isClear(HttpServerRequest request) {
        return hosts(request) <= 1 && namesHost(request) && namesPath(request);
    }

    private static boolean namesPath(HttpServerRequest request) {
        String path = request.path();
        return path != null && path.startsWith("/");
    }

    private static int hosts(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.HOST).size();
    }

    private static boolean namesHost(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return request.version() == HttpVersion.HTTP_1_0
                || (authority != null && !authority.host().isEmpty());
    }
}
