package dev.rollcall.server.console;

import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.Session;
import dev.rollcall.server.auth.SignInCodes;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.SameOrigin;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Signing in to the console with a one-time code, and out again. */
public final class SessionHandlers {

    private final SignInCodes codes;
    private final Session session;
    private final SameOrigin sameOrigin;

    public SessionHandlers(SignInCodes codes, Session session, SameOrigin sameOrigin) {
        this.codes = codes;
        this.session = session;
        this.sameOrigin = sameOrigin;
    }

    /** {@code POST} with {@code {"code": ...}}: uses the code up and begins a session. */
    public void begin(RoutingContext context) {
        sameOrigin.require(context);
        String code = code(context);
        codes.use(code).onFailure(context::fail).onSuccess(found -> {
            if (found.isEmpty()) {
                context.fail(Problem.unauthorized(
                                "This sign-in link was used already or is too old. Ask for a new one; on this machine:"
                                        + " ./rollcall sign-in")
                        .exception());
            } else {
                session.begin(context, found.get());
                context.response().setStatusCode(204).end();
            }
        });
    }

    /** {@code GET}: who is signed in, and which organisation the console shows. */
    public void show(RoutingContext context) {
        Principal principal = Session.principal(context);
        JsonObject body = new JsonObject()
                .put("subject", principal.subject())
                .put("scope", principal.scope().claim());
        principal.organisation().ifPresent(id -> body.put("organization", id.toString()));
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.encode());
    }

    /** {@code DELETE}: ends the session. */
    public void end(RoutingContext context) {
        sameOrigin.require(context);
        session.end(context);
        context.response().setStatusCode(204).end();
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
