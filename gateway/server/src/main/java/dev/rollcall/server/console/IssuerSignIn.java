package dev.rollcall.server.console;

import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.command.Actor;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.RouteTable;
import dev.rollcall.server.auth.Access;
import dev.rollcall.server.auth.OrganisationRole;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.auth.session.SignInLink;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.auth.session.SignInLinks.Wish;
import dev.rollcall.server.console.IssuerClient.Begun;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.PublicOrigin;
import dev.rollcall.server.jwt.InvalidJwt;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in to the console through the operator's issuer. The session is like that of a sign-in link: one is issued and used
 * for it.
 */
public final class IssuerSignIn {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerSignIn.class);

    static final String BEGIN = "/console/session/issuer";
    static final String CALLBACK = "/console/session/callback";
    private static final String COOKIE = "rollcall_sign_in";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A browser that comes from the issuer sends no cookie of the strict kind, not even on the way that it is sent on. */
    private static final String ONWARD = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><title>Signing in</title><meta http-equiv="refresh" content="0; url=/console/">
        </head>
        <body><p><a href="/console/">Go on</a></p></body>
        </html>
        """;

    private final IssuerClient issuer;
    private final SignInLinks links;
    private final Session session;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;
    private final Organisations organisations;
    private final SecureRandom random = new SecureRandom();

    public IssuerSignIn(IssuerClient issuer, ApiParts api, SignInLinks links, Session session) {
        this.issuer = issuer;
        this.links = links;
        this.session = session;
        this.circuit = api.circuit();
        this.origin = api.origin();
        this.organisations = new Organisations(api.database(), api.time());
    }

    /** Its two routes. */
    public void mount(RouteTable routes) {
        routes.on(HttpMethod.GET, BEGIN, Access.ANYBODY, this::begin);
        routes.on(HttpMethod.GET, CALLBACK, Access.ANYBODY, this::finish);
    }

    private String redirect(RoutingContext context) {
        return origin.of(context.request()) + CALLBACK;
    }

    /** Sends the browser to the issuer, and has it keep by what it is known again. */
    void begin(RoutingContext context) {
        Begun begun = Begun.now(random);
        issuer.authorization(begun, redirect(context))
                .onFailure(failure -> refuse(context, "issuer", failure))
                .onSuccess(address -> {
                    keep(context, begun.text(), PATIENCE.toSeconds());
                    context.response()
                            .setStatusCode(303)
                            .putHeader("Cache-Control", "no-store")
                            .putHeader("Location", address)
                            .end();
                });
    }

    /** The browser comes from another site, so the cookie is of the lax kind; it is worth nothing without the issuer's code. */
    private void keep(RoutingContext context, String text, long seconds) {
        context.response()
                .addCookie(Cookie.cookie(COOKIE, text)
                        .setPath(CALLBACK)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setSecure(origin.of(context.request()).startsWith("https:"))
                        .setMaxAge(seconds));
    }

    /** The browser is back with a code. */
    void finish(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        Optional<Begun> begun = cookie == null ? Optional.empty() : Begun.of(cookie.getValue());
        keep(context, "", 0);
        String state = String.valueOf(context.queryParams().get("state"));
        String code = context.queryParams().get("code");
        if (begun.isEmpty() || !begun.get().state().equals(state)) {
            door(context, "state");
        } else if (code == null) {
            LOG.warn("a sign-in was refused by the issuer: {}", error(context));
            door(context, "issuer");
        } else {
            issuer.principal(code, begun.get(), redirect(context))
                    .compose(principal -> signedIn(context, principal))
                    .onFailure(
                            failure -> refuse(context, failure instanceof InvalidJwt ? "account" : "issuer", failure))
                    .onSuccess(link -> {
                        session.begin(context, link, false);
                        context.response()
                                .putHeader("Content-Type", "text/html; charset=utf-8")
                                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                                .putHeader("Cache-Control", "no-store")
                                .putHeader("Referrer-Policy", "no-referrer")
                                .end(ONWARD);
                    });
        }
    }

    /** The issuer's word for it (RFC 6749 section 4.1.2.1), and nothing else that somebody writes into an address. */
    private static String error(RoutingContext context) {
        String word = String.valueOf(context.queryParams().get("error"));
        return word.matches("[a-z_]{1,40}") ? word : "no word that is known";
    }

    private Future<SignInLink> signedIn(RoutingContext context, Principal principal) {
        if (!principal.mayChange()) {
            return Future.failedFuture(new InvalidJwt("it may only read, and a console session that may only"
                    + " read is an auditor's: give its account rollcall:auditor"));
        }
        UUID organisation = principal.organisation().orElse(Actor.INSTALLATION);
        UUID request = Exchange.of(context).requestId();
        Wish wish = new Wish(
                principal.subject(),
                "console",
                principal.role().orElse(OrganisationRole.OWNER),
                null,
                Duration.ofMinutes(1));
        return circuit.call(() -> isThere(organisation)
                        .compose(v -> links.issue(new Actor(organisation, principal.subject(), request), wish))
                        .compose(issued -> links.use(issued.code(), request)))
                .map(used -> used.orElseThrow(() -> new IllegalStateException("a link of this moment is not usable")));
    }

    private Future<?> isThere(UUID organisation) {
        return organisation.equals(Actor.INSTALLATION)
                ? Future.succeededFuture()
                : organisations
                        .byId(organisation)
                        .map(found -> found.orElseThrow(
                                () -> new InvalidJwt("it names an organisation that is not here: " + organisation)));
    }

    private static void refuse(RoutingContext context, String why, Throwable failure) {
        LOG.warn(
                "a sign-in at the issuer did not succeed (request {}): {}",
                Exchange.of(context).requestId(),
                failure.getMessage());
        door(context, why);
    }

    private static void door(RoutingContext context, String why) {
        context.response()
                .setStatusCode(303)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Location", "/console/sign-in?refused=" + why)
                .end();
    }
}
