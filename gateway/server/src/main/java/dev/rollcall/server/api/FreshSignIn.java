package dev.rollcall.server.api;

import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.auth.session.Sessions;
import dev.rollcall.server.http.ProblemType;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Guards actions that cannot be undone: a session of the console may do them only soon after signing in, so that a browser that was
 * left open may not. Tokens are exempt, because they are not left in a browser.
 */
public final class FreshSignIn {

    private final Duration fresh;
    private final InstantSource time;

    /**
     * Makes one.
     *
     * @param fresh how long after the sign-in; zero for as long as the session lasts
     */
    public FreshSignIn(Duration fresh, InstantSource time) {
        this.fresh = fresh;
        this.time = time;
    }

    /** The handler, for sessions that are fresh; what a dry run shows is not asked for. */
    public Handler<RoutingContext> before(Handler<RoutingContext> handler) {
        return context -> {
            if (!fresh.isZero() && !RuleRequests.isDryRun(context)) {
                Session.link(context)
                        .filter(session ->
                                !time.instant().isBefore(Sessions.begun(session).plus(fresh)))
                        .ifPresent(session -> {
                            throw ProblemType.SIGN_IN_AGAIN
                                    .problem("This cannot be undone, so it needs a sign-in within the last "
                                            + fresh.toMinutes() + " minutes, but this session began at "
                                            + Sessions.begun(session)
                                            + ". Nothing was changed. Sign in again from the application that brought"
                                            + " you here, or ask for a new sign-in link.")
                                    .exception();
                        });
            }
            handler.handle(context);
        };
    }
}
