package dev.rollcall.server.scim;

import dev.rollcall.scim.error.ScimError;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Handles a POST with a header that names another method; whether the header counts depends on the directory's profile. */
public final class MethodOverride {

    private static final String HEADER = "X-HTTP-Method-Override";
    private static final String KEY = "method-override";
    private static final List<HttpMethod> MEANT = List.of(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private MethodOverride() {}

    /** The method that a POST means; empty for everything else. */
    public static Optional<HttpMethod> of(RoutingContext context) {
        String named = context.request().getHeader(HEADER);
        return named == null || !HttpMethod.POST.equals(context.request().method())
                ? Optional.empty()
                : MEANT.stream()
                        .filter(method -> method.name().equalsIgnoreCase(named.strip()))
                        .findFirst();
    }

    /** Remembers that the request was sent as a POST. */
    public static void mark(RoutingContext context) {
        context.put(KEY, true);
    }

    static boolean isIn(RoutingContext context) {
        return context.get(KEY) != null;
    }

    static ScimError notRead() {
        return ScimError.of(
                405,
                HEADER
                        + " is not read by this directory. Send the method itself, or allow the header in the"
                        + " directory's profile (transport.methodOverride).");
    }
}
