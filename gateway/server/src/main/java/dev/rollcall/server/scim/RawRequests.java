package dev.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.spi.RawRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Decodes an HTTP request into the form that an adapter reads. */
public final class RawRequests {

    private RawRequests() {}

    static RawRequest of(RoutingContext context, String endpoint) {
        return of(context, endpoint, context.pathParam("id"));
    }

    static RawRequest search(RoutingContext context, String endpoint) {
        return of(context, endpoint, RawRequest.SEARCH);
    }

    private static RawRequest of(RoutingContext context, String endpoint, @Nullable String id) {
        HttpServerRequest request = context.request();
        return new RawRequest(
                HttpMethod.HEAD.equals(request.method())
                        ? RawRequest.Method.GET
                        : RawRequest.Method.valueOf(request.method().name()),
                endpoint,
                id,
                ScimParameters.of(context),
                request.getHeader("If-Match"),
                request.getHeader("If-None-Match"),
                body(context));
    }

    /** Null where no body was read or an empty one came. */
    public static @Nullable JsonNode body(RoutingContext context) {
        Buffer buffer = buffer(context);
        if (buffer == null || buffer.length() == 0) {
            return null;
        }
        JsonNode body = ScimJson.parse(buffer.getBytes());
        Exchange.of(context).notes().sent(body);
        return body;
    }

    /** How long the body is; 0 where none was read. */
    public static int bodyBytes(RoutingContext context) {
        Buffer buffer = buffer(context);
        return buffer == null ? 0 : buffer.length();
    }

    private static @Nullable Buffer buffer(RoutingContext context) {
        return context.body() == null ? null : context.body().buffer();
    }
}
