package dev.rollcall.server.http;

import dev.rollcall.scim.error.ScimError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RequestBody;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads request bodies: of a known type, up to a limit. */
public final class Bodies {

    /** The key under which a request says whether its JSON may be declared to be anything. */
    public static final String ANY_TYPE = "any-body-type";

    private static final String LIMIT = "body-limit";

    private static final Pattern FORM =
            Pattern.compile("(?i)\\s*(application/x-www-form-urlencoded|multipart/form-data)");

    private final BodyHandler reader;
    private final int most;
    private final String setting;

    /**
     * Makes a reader.
     *
     * @param limit in bytes
     * @param setting names the limit to a client that exceeds it
     */
    public Bodies(int limit, String setting) {
        this.reader = BodyHandler.create(false).setBodyLimit(limit);
        this.most = limit;
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
        boolean anyType = Objects.requireNonNullElse(context.get(ANY_TYPE), false);
        if (type != null && !anyType && !isJson(type)) {
            context.fail(ScimError.of(
                            415,
                            "The body must be JSON: send it with Content-Type: application/scim+json or"
                                    + " application/json.")
                    .exception());
            return;
        }
        if (isEncoded(context)) {
            return;
        }
        context.put(LIMIT, setting);
        if (type != null && FORM.matcher(type).lookingAt()) {
            asItIs(context);
        } else {
            reader.handle(context);
        }
    }

    /** JSON that is declared to be a form: it is not taken apart as one. */
    private void asItIs(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() + piece.length() <= most) {
                body.appendBuffer(piece);
            } else if (!context.failed()) {
                context.fail(413);
            }
        });
        request.endHandler(ended -> {
            if (!context.failed()) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        request.exceptionHandler(context::fail);
        request.resume();
    }

    /** Reads a form; what is no form is an empty one. */
    public void form(RoutingContext context) {
        if (!isEncoded(context)) {
            reader.handle(context);
        }
    }

    /** A packed body is not unpacked, so that no small one becomes a large one (RFC 9110 section 15.5.16). */
    private static boolean isEncoded(RoutingContext context) {
        String encoding = context.request().getHeader("Content-Encoding");
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return false;
        }
        context.response().putHeader("Accept-Encoding", "identity");
        context.fail(ScimError.of(
                        415,
                        "The body is sent with Content-Encoding: " + encoding.strip()
                                + ", which is not supported. Send it uncompressed, without that header.")
                .exception());
        return true;
    }

    /**
     * To be called when the body was read: from here on it is in UTF-8 for all who read it (RFC 8259 section 8.1), whatever charset
     * it was declared to be in.
     */
    public static void inUtf8(RoutingContext context) {
        RequestBody read = context.body();
        Buffer body = read == null ? null : read.buffer();
        if (body != null && body.length() > 0) {
            Buffer text = Charsets.inUtf8(body, context.request().getHeader("Content-Type"));
            if (text != body) {
                ((RoutingContextInternal) context).setBody(text);
            }
        }
        context.next();
    }

    private static boolean isJson(String header) {
        int end = header.indexOf(';');
        String type = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.equals("application/json") || type.endsWith("+json") || type.equals("text/json");
    }
}
