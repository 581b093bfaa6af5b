package dev.rollcall.server.auth;

import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Signs requests of the admin API and the console in: by a bearer token, or by the console's session cookie. */
public final class Session {

    private static final String KEY = "principal";
    private static final String COOKIE = "rollcall_session";
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final Duration validFor;

    /**
     * Makes one.
     *
     * @param validFor how long a session of the console lasts
     */
    public Session(Tokens tokens, Duration validFor) {
        this.tokens = tokens;
        this.validFor = validFor;
    }

    /** Lets the request pass when it shows who asks; else 401. */
    public void require(RoutingContext context) {
        require(context, RoutingContext::next);
    }

    /** Lets the operator's requests pass; others get 403, whichever organisation they name. */
    public void requireOperator(RoutingContext context) {
        require(context, Session::passOperator);
    }

    private void require(RoutingContext context, Handler<RoutingContext> then) {
        String token = token(context);
        if (token == null) {
            context.fail(Problem.unauthorized("A token is needed. Send it in the header: Authorization: Bearer TOKEN")
                    .exception());
            return;
        }
        Future<Principal> verified = tokens.verify(token);
        verified.onComplete(done -> {
            if (done.failed()) {
                context.fail(Problem.unauthorized(
                                "The token is not valid here: it is expired, or was issued by another gateway.")
                        .exception());
            } else {
                context.put(KEY, done.result());
                then.handle(context);
            }
        });
    }

    private static void passOperator(RoutingContext context) {
        if (principal(context).isOperator()) {
            context.next();
        } else {
            context.fail(Problem.forbidden("Only the operator may do this; the token is one of an organisation.")
                    .exception());
        }
    }

    /** Who asks; on routes behind {@link #require}. */
    public static Principal principal(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    /** Begins a session of the console. */
    public void begin(RoutingContext context, Principal principal, boolean secure) {
        context.response().addCookie(cookie(tokens.issue(principal, validFor), validFor.toSeconds(), secure));
    }

    /** Ends it: the browser forgets the cookie. */
    public void end(RoutingContext context, boolean secure) {
        context.response().addCookie(cookie("", 0, secure));
    }

    private static Cookie cookie(String value, long seconds, boolean secure) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(secure)
                .setMaxAge(seconds);
    }

    private static @Nullable String token(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header != null) {
            return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? header.substring(BEARER.length()).strip()
                    : null;
        }
        Cookie cookie = context.request().getCookie(COOKIE);
        return cookie == null ? null : cookie.getValue();
    }
}
