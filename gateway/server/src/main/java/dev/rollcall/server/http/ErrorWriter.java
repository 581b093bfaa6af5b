package dev.rollcall.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.regex.Pattern;

/** The only writer of error bodies: SCIM errors (RFC 7644 section 3.12) below /scim, problem documents (RFC 9457) elsewhere. */
public final class ErrorWriter {

    /** Some clients double it with each try, so it is small. */
    private static final long HANG_UP_MILLIS = 1_000;

    private static final int RETRY_AFTER_SECONDS = 5;

    private static final Pattern SCIM = Pattern.compile("/+scim(/|$)");

    /** The key under which a request to a directory says what type its responses have. */
    public static final String MEDIA_TYPE = "media-type";

    /** The key under which a request to a directory says whether its client reads errors of SCIM 1.1. */
    public static final String FORMER = "former";

    private static final String SCIM_JSON = "application/scim+json";

    private ErrorWriter() {}

    /**
     * Answers a request whose handling ended in a failure, or that no handler took.
     *
     * @param status what is answered when there is no failure that says more
     */
    public static void write(RoutingContext context, int status) {
        Throwable failure = context.failure();
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            // A client that hangs up in the middle is not told, and is everyday.
            return;
        }
        if (response.headWritten()) {
            // An answer that cannot be completed is broken off, so that it is not taken for a whole one.
            if (failure != null) {
                Failures.toScimError(context, failure);
            }
            response.reset();
            return;
        }
        if (failure instanceof Problem.ProblemException problem) {
            write(context, problem.problem());
        } else {
            write(context, failure == null ? Refusals.of(context, status) : Failures.toScimError(context, failure));
        }
    }

    /** What a client is told about a failure of a part of its request; internals are logged. */
    public static ScimError toScimError(RoutingContext context, Throwable failure) {
        return Failures.toScimError(context, failure);
    }

    /** Answers with this error, in the form that the route's clients read. */
    public static void write(RoutingContext context, ScimError error) {
        if (error.status() == 413) {
            hangUp(context);
        }
        if (isScim(context.request())) {
            ObjectNode body = Boolean.TRUE.equals(context.get(FORMER)) ? former(error) : error.toJson();
            Exchange.of(context).notes().answered(body);
            String type = Objects.requireNonNullElse(context.get(MEDIA_TYPE), SCIM_JSON);
            send(context.response(), error.status(), type, body);
        } else {
            write(context, new Problem(error.status(), Refusals.title(error.status()), error.detail()));
        }
    }

    /** As SCIM 1.1 has it: a list, with the status as a text. */
    private static ObjectNode former(ScimError error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("Errors")
                .addObject()
                .put("description", error.detail())
                .put("code", Integer.toString(error.status()));
        return body;
    }

    /** Answers what is no HTTP request, or one whose line or headers are too long: nothing is known about it. */
    public static void unreadable(HttpServerRequest request) {
        ScimError error = Refusals.unreadable(request);
        request.response().endHandler(ended -> request.connection().close());
        endConnection(request.response());
        send(request.response(), error.status(), SCIM_JSON, error.toJson());
    }

    /**
     * Hands a request on, unless it names no path, or a proxy in front could read it differently: that one is refused and its
     * connection closed.
     */
    public static Handler<HttpServerRequest> clear(Handler<HttpServerRequest> next) {
        return request -> {
            if (Refusals.isClear(request)) {
                next.handle(request);
            } else {
                unreadable(request);
            }
        };
    }

    private static void write(RoutingContext context, Problem problem) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .put("instance", "urn:uuid:" + Exchange.of(context).requestId());
        send(context.response(), problem.status(), "application/problem+json", body);
    }

    private static void send(HttpServerResponse response, int status, String type, ObjectNode body) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader("Content-Type", type).putHeader("Cache-Control", "no-store");
        switch (status) {
            case 401 -> response.putHeader("WWW-Authenticate", "Bearer realm=\"Rollcall\"");
            // The rest of the body is not read: the connection cannot be used again.
            case 413 -> endConnection(response);
            case 429, 503 -> {
                if (!response.headers().contains("Retry-After")) {
                    response.putHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
                }
            }
            default -> {}
        }
        response.end(Buffer.buffer(ScimJson.write(body)));
    }

    /** HTTP/2 has no such header (RFC 9113 section 8.2.2): there a stream ends by itself. */
    private static void endConnection(HttpServerResponse response) {
        if (response.streamId() < 0) {
            response.putHeader("Connection", "close");
        }
    }

    /**
     * The rest of a body that is too large is not wanted: the connection ends. Not at once, or the client, which still sends, would
     * not get to read the answer.
     */
    private static void hangUp(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() != HttpVersion.HTTP_2) {
            context.addEndHandler(answered -> context.vertx()
                    .setTimer(HANG_UP_MILLIS, timer -> request.connection().close()));
        }
    }

    private static boolean isScim(HttpServerRequest request) {
        String path = request.path();
        return path != null && SCIM.matcher(path).lookingAt();
    }
}
