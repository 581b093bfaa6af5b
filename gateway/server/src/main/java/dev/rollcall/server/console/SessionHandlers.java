package dev.rollcall.server.console;

import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.auth.session.SignInLinks;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.SameOrigin;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Signs people in to the console with a one-time link, and out again. */
public final class SessionHandlers {

    private final SignInLinks links;
    private final DatabaseCircuit circuit;
    private final Session session;
    private final SameOrigin sameOrigin;
    private final boolean mayBeFramed;

    /**
     * Makes handlers.
     *
     * @param mayBeFramed whether the console may stand in a frame of another site, where a browser has to be told that it may keep the
     *     session
     */
    public SessionHandlers(
            SignInLinks links, DatabaseCircuit circuit, Session session, SameOrigin sameOrigin, boolean mayBeFramed) {
        this.links = links;
        this.circuit = circuit;
        this.session = session;
        this.sameOrigin = sameOrigin;
        this.mayBeFramed = mayBeFramed;
    }

    /** The console is where a person who opens the bare address wants to be. */
    public void enter(RoutingContext context) {
        context.response().setStatusCode(303).putHeader("Location", "/console/").end();
    }

    /** {@code POST} with {@code {"code": ...}}: uses the link up and begins a session; with {@code "framed": true} one in a frame. */
    public void begin(RoutingContext context) {
        sameOrigin.require(context);
        String code = code(context);
        boolean isFramed =
                mayBeFramed && Boolean.TRUE.equals(context.body().asJsonObject().getValue("framed"));
        circuit.call(() -> links.use(code, Exchange.of(context).requestId()))
                .onFailure(context::fail)
                .onSuccess(found -> {
                    if (found.isEmpty()) {
                        context.fail(Problem.unauthorized(
                                        "This sign-in link was used already, was revoked or is too old. Ask for a new"
                                                + " one; on this machine: ./rollcall sign-in")
                                .exception());
                    } else {
                        session.begin(context, found.get(), isFramed);
                        context.response().setStatusCode(204).end();
                    }
                });
    }

    /** {@code GET}: who is signed in, which organisation the console shows, what for, and where the way back leads. */
    public void show(RoutingContext context) {
        Principal principal = Session.principal(context);
        JsonObject body = new JsonObject()
                .put("subject", principal.subject())
                .put("scope", principal.scope().claim());
        principal.organisation().ifPresent(id -> body.put("organization", id.toString()));
        principal.role().ifPresent(role -> body.put("role", role.word()));
        Session.link(context)
                .ifPresent(link -> body.put("purpose", link.purpose()).put("returnUrl", link.returnUrl()));
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.encode());
    }

    /** {@code DELETE}: ends the session. */
    public void end(RoutingContext context) {
        sameOrigin.require(context);
        session.end(context)
                .compose(done -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }

    private static String code(RoutingContext context) {
        try {
            String code = context.body().asJsonObject().getString("code");
            if (code != null) {
                return code;
            }
        } catch (RuntimeException e) {
            // Told below: whatever is wrong with the body, the same would be accepted.
        }
        throw Problem.badRequest("The body must be {\"code\": \"...\"} with the code of a sign-in link.")
                .exception();
    }
}
