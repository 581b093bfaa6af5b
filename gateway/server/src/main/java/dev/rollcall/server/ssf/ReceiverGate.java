package dev.rollcall.server.ssf;

import dev.rollcall.core.command.Actor;
import dev.rollcall.delivery.ssf.Receivers;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.auth.ReceiverTokens;
import dev.rollcall.server.auth.ReceiverTokens.Grant;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Exchange;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** Admits receivers of the path's organisation, before the body is read: 401 without the token of a receiver, 403 without the scope. */
final class ReceiverGate {

    private static final String KEY = "receiver";
    private static final String BEARER = "Bearer ";

    private final ReceiverTokens tokens;
    private final Receivers receivers;
    private final DatabaseCircuit circuit;

    ReceiverGate(ReceiverTokens tokens, Receivers receivers, DatabaseCircuit circuit) {
        this.tokens = tokens;
        this.receivers = receivers;
        this.circuit = circuit;
    }

    void admit(RoutingContext context) {
        context.request().pause();
        CallerContext.hop(identify(context)).onComplete(done -> {
            context.request().resume();
            if (done.succeeded()) {
                context.next();
            } else {
                context.fail(done.cause());
            }
        });
    }

    private Future<Grant> identify(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Future.failedFuture(
                    Problem.unauthorized("An access token is needed. Get one from token_endpoint, and"
                                    + " send it in the header: Authorization: Bearer TOKEN")
                            .exception());
        }
        return tokens.verify(header.substring(BEARER.length()).strip())
                .recover(failure -> Future.failedFuture(refused()))
                .compose(grant -> isHere(context, grant)
                        ? circuit.call(() -> receivers.exists(grant.orgId(), grant.receiver()))
                                .map(exists -> {
                                    if (!exists) {
                                        throw refused();
                                    }
                                    require(context, grant);
                                    context.put(KEY, grant);
                                    Exchange.of(context).of(grant.orgId());
                                    return grant;
                                })
                        : Future.failedFuture(refused()));
    }

    private static boolean isHere(RoutingContext context, Grant grant) {
        return Parameters.id(String.valueOf(context.pathParam("org")))
                .filter(grant.orgId()::equals)
                .isPresent();
    }

    private static Problem.ProblemException refused() {
        return Problem.unauthorized("The access token is not valid here: it is expired, of another organisation, or its"
                        + " receiver was deleted. Get a new one from token_endpoint.")
                .exception();
    }

    /** What only looks needs one of the two scopes; polling is what the stream is for. */
    private static void require(RoutingContext context, Grant grant) {
        boolean looks = context.request().method().equals(HttpMethod.GET)
                || context.request().method().equals(HttpMethod.HEAD)
                || context.request().path().endsWith("/poll");
        if (!looks && !grant.scopes().contains(ReceiverTokens.MANAGE)) {
            throw Problem.forbidden("This needs an access token with the scope " + ReceiverTokens.MANAGE + ".")
                    .exception();
        }
    }

    /** Who was admitted. */
    static Grant of(RoutingContext context) {
        return Objects.requireNonNull(context.<Grant>get(KEY));
    }

    /** The same, for the audit. */
    static Actor actor(RoutingContext context) {
        Grant grant = of(context);
        return new Actor(
                grant.orgId(),
                "receiver " + grant.receiver(),
                Exchange.of(context).requestId());
    }
}
