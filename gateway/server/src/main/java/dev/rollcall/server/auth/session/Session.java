package dev.rollcall.server.auth.session;

import dev.rollcall.core.command.Actor;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.Principals;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.server.http.SameOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs requests of the admin API and the console in: by a bearer token, or by the console's session cookie. */
public final class Session {

    private static final String PRINCIPAL = "principal";
    private static final String LINK = "sign-in-link";
    private static final String COOKIE = "rollcall_session";
    private static final String HOST_ONLY = "__Host-";
    private static final String BEARER = "Bearer ";

    /** The browser keeps it for frames in pages of that one site. */
    private static final String PARTITIONED = "; Partitioned";

    /** What the console says of a page that follows something while nobody is there. */
    private static final String BY_ITSELF = "Rollcall-By-Itself";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Principals principals;
    private final SessionTokens tokens;
    private final SignInLinks links;
    private final Sessions sessions;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;
    private final SameOrigin sameOrigin;

    public Session(
            Principals principals,
            SessionTokens tokens,
            SignInLinks links,
            Sessions sessions,
            DatabaseCircuit circuit,
            PublicOrigin origin,
            SameOrigin sameOrigin) {
        this.principals = principals;
        this.tokens = tokens;
        this.links = links;
        this.sessions = sessions;
        this.circuit = circuit;
        this.origin = origin;
        this.sameOrigin = sameOrigin;
    }

    /**
     * Finds out who asks. Fails with a problem document: 401 when the request does not show it, 403 when it changes something with
     * a cookie that a page of another site has sent.
     */
    public Future<Principal> identify(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        return (header == null ? bySession(context) : byToken(header))
                .onSuccess(principal -> context.put(PRINCIPAL, principal));
    }

    private Future<Principal> byToken(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? principals.of(header.substring(BEARER.length()).strip())
                : nothingShown();
    }

    private Future<Principal> bySession(RoutingContext context) {
        Cookie cookie = shown(context);
        if (cookie == null) {
            return nothingShown();
        }
        return tokens.verify(cookie.getValue())
                .recover(failure -> ended())
                .compose(begun -> circuit.call(() -> sessions.of(begun.orgId(), begun.linkId())))
                .compose(link -> link.map(Future::succeededFuture).orElseGet(Session::ended))
                .map(link -> {
                    if (!SAFE.contains(context.request().method())) {
                        sameOrigin.require(context);
                    }
                    if (!"true".equals(context.request().getHeader(BY_ITSELF))) {
                        sessions.used(link);
                    }
                    context.put(LINK, link);
                    return link.principal();
                });
    }

    private static <T> Future<T> nothingShown() {
        return Future.failedFuture(
                Problem.unauthorized("A token is needed. Send it in the header: Authorization: Bearer TOKEN")
                        .exception());
    }

    private static <T> Future<T> ended() {
        return Future.failedFuture(
                Problem.unauthorized("The session has ended: it was ended, it is too old, or it was not used for a"
                                + " while. Ask for a new sign-in link, or make one on the gateway's machine with: "
                                + "./rollcall"
                                + " sign-in")
                        .exception());
    }

    /** Who asks; on every route but those for {@code Access.ANYBODY} and {@code Access.DIRECTORY}. */
    public static Principal principal(RoutingContext context) {
        return Objects.requireNonNull(context.get(PRINCIPAL));
    }

    /** The link that the session began with, when it is one. */
    public static Optional<SignInLink> link(RoutingContext context) {
        @Nullable SignInLink link = context.get(LINK);
        return Optional.ofNullable(link);
    }

    /**
     * Begins a session of the console.
     *
     * @param isFramed whether it stands in a frame: the cookie is then sent there too, and to no other site's frame. What it may be used
     *     for is the same, because a change is taken from the console's own pages only
     */
    public void begin(RoutingContext context, SignInLink link, boolean isFramed) {
        Cookie cookie = cookie(context, tokens.issue(link), tokens.validFor().toSeconds());
        if (isFramed) {
            String framed =
                    cookie.setSameSite(CookieSameSite.NONE).setSecure(true).encode() + PARTITIONED;
            context.response().headers().add("Set-Cookie", framed);
        } else {
            context.response().addCookie(cookie);
        }
    }

    /** Ends it: the cookie is forgotten by the browser, and a copy of it is worth nothing. */
    public Future<Void> end(RoutingContext context) {
        Cookie cookie = shown(context);
        String shown = cookie == null ? "" : cookie.getValue();
        context.response().addCookie(cookie(context, "", 0));
        return tokens.verify(shown)
                .map(Optional::of)
                .otherwise(Optional.empty())
                .compose(begun -> begun.isEmpty()
                        ? Future.succeededFuture()
                        : signedOut(begun.get(), Exchange.of(context).requestId()))
                .mapEmpty();
    }

    private Future<Boolean> signedOut(SessionTokens.Begun begun, UUID requestId) {
        return circuit.call(() -> sessions.of(begun.orgId(), begun.linkId())
                .compose(link -> link.isEmpty()
                        ? Future.succeededFuture(false)
                        : links.revoke(new Actor(begun.orgId(), link.get().subject(), requestId), begun.linkId())));
    }

    private Cookie cookie(RoutingContext context, String value, long seconds) {
        return Cookie.cookie(name(context), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(isSecure(context))
                .setMaxAge(seconds);
    }

    /** The one with the prefix counts wherever it arrives, such as from the console, which asks the node itself without https. */
    private @Nullable Cookie shown(RoutingContext context) {
        Cookie safe = context.request().getCookie(HOST_ONLY + COOKIE);
        return safe != null || isSecure(context) ? safe : context.request().getCookie(COOKIE);
    }

    /** A browser takes a cookie with this prefix from the host itself only, and over https only. */
    private String name(RoutingContext context) {
        return isSecure(context) ? HOST_ONLY + COOKIE : COOKIE;
    }

    private boolean isSecure(RoutingContext context) {
        return origin.of(context.request()).startsWith("https:");
    }
}
