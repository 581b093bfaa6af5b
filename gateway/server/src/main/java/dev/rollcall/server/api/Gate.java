package dev.rollcall.server.api;

import dev.rollcall.server.auth.Access;
import dev.rollcall.server.auth.OrganisationRole;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Enforces the {@link Access} of its route on each request to the admin API, before the body is read. It checks, in this order: who
 * the caller is (401), whether there is an organisation of that name that the caller may see (404), and whether the caller may do
 * this to it (403).
 */
public final class Gate {

    private final Session session;
    private final OrganisationAccess organisations;

    /**
     * Makes one.
     *
     * @param api where organisations are found
     */
    public Gate(Session session, ApiParts api) {
        this.session = session;
        this.organisations = api.organisations();
    }

    /** The handler that stands before a route. */
    public Handler<RoutingContext> to(Access access) {
        return context -> {
            context.request().pause();
            CallerContext.hop(admit(context, access)).onComplete(done -> {
                context.request().resume();
                if (done.succeeded()) {
                    context.next();
                } else {
                    context.fail(done.cause());
                }
            });
        };
    }

    private Future<?> admit(RoutingContext context, Access access) {
        return session.identify(context).compose(principal -> {
            Future<?> seen = context.pathParam("org") == null ? Future.succeededFuture() : organisations.of(context);
            return seen.map(any -> {
                require(principal, access);
                return any;
            });
        });
    }

    private static void require(Principal principal, Access access) {
        if (access.isForOperators() && !principal.isOperator()) {
            throw Problem.forbidden(
                            "Only the operator of this gateway may do this; this token belongs to an organisation.")
                    .exception();
        }
        if (access.writes() && !principal.mayChange()) {
            throw Problem.forbidden("This token may only read. Use one that is not read-only.")
                    .exception();
        }
        principal.role().filter(role -> !access.admits(role)).ifPresent(role -> {
            throw Problem.forbidden("The role " + role.word()
                            + " does not allow this. Ask the operator for a sign-in link with the role "
                            + Stream.of(OrganisationRole.values())
                                    .filter(access::admits)
                                    .map(OrganisationRole::word)
                                    .collect(Collectors.joining(" or ", "", ".")))
                    .exception();
        });
    }
}
