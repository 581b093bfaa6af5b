package dev.rollcall.server.auth;

import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.server.http.SameOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signs requests of the admin API and the console in: by a bearer token, or by the console's session cookie. */
public final class Session {

    private static final String KEY = "principal";
    private static final String COOKIE = "rollcall_session";
    private static final String BEARER = "Bearer ";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Principals principals;
    private final Tokens tokens;
    private final PublicOrigin origin;
    private final SameOrigin sameOrigin;
    private final Duration validFor;

    /**
     * Makes one.
     *
     * @param tokens what sessions are made of
     * @param validFor how long a session of the console lasts
     */
    public Session(
            Principals principals, Tokens tokens, PublicOrigin origin, SameOrigin sameOrigin, Duration validFor) {
        this.principals = principals;
        this.tokens = tokens;
        this.origin = origin;
        this.sameOrigin = sameOrigin;
        this.validFor = validFor;
    }

    /**
     * Finds out who asks. Fails with a problem document: 401 when the request does not show it, 403 when it changes something with
     * a cookie that a page of another site has sent.
     */
    public Future<Principal> identify(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        String token = header == null ? cookie(context) : bearer(header);
        if (token == null) {
            return Future.failedFuture(
                    Problem.unauthorized("A token is needed. Send it in the header: Authorization: Bearer TOKEN")
                            .exception());
        }
        Future<Principal> found = header == null ? principals.ofThisGateway(token) : principals.of(token);
        return found.map(principal -> {
            if (header == null && !SAFE.contains(context.request().method())) {
                sameOrigin.require(context);
            }
            context.put(KEY, principal);
            return principal;
        });
    }

    /** Who asks; on every route but those for {@link Access#ANYBODY} and {@link Access#DIRECTORY}. */
    public static Principal principal(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    /** Begins a session of the console. */
    public void begin(RoutingContext context, Principal principal) {
        context.response().addCookie(cookie(context, tokens.issue(principal, validFor), validFor.toSeconds()));
    }

    /** Ends it: the browser forgets the cookie. */
    public void end(RoutingContext context) {
        context.response().addCookie(cookie(context, "", 0));
    }

    private Cookie cookie(RoutingContext context, String value, long seconds) {
        return Cookie.cookie(name(context), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(isSecure(context))
                .setMaxAge(seconds);
    }

    private @Nullable String cookie(RoutingContext context) {
        Cookie cookie = context.request().getCookie(name(context));
        return cookie == null ? null : cookie.getValue();
    }

    /** A browser takes a cookie with this prefix from the host itself only, and over https only. */
    private String name(RoutingContext context) {
        return isSecure(context) ? "__Host-" + COOKIE : COOKIE;
    }

    private boolean isSecure(RoutingContext context) {
        return origin.of(context.request()).startsWith("https:");
    }

    private static @Nullable String bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
