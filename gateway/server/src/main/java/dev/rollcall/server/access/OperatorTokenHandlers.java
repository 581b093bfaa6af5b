package dev.rollcall.server.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.auth.OperatorToken;
import dev.rollcall.server.auth.OperatorTokens;
import dev.rollcall.server.auth.Principal;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Serves {@code /api/v1/operator-tokens}: the operator's tokens that this installation has issued. */
final class OperatorTokenHandlers {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final OperatorTokens tokens;
    private final DatabaseCircuit circuit;
    private final InstantSource time;

    OperatorTokenHandlers(ApiParts api, OperatorTokens tokens) {
        this.tokens = tokens;
        this.circuit = api.circuit();
        this.time = api.time();
    }

    /** {@code POST}: 201 with the token, this once. */
    void issue(RoutingContext context) {
        JsonInput body = JsonInput.of(context, "subject", "readOnly", "validForDays");
        Scope operator = new Scope.Operator();
        boolean readOnly = !body.isNull("readOnly") && body.flag("readOnly");
        Principal principal = new Principal(body.text("subject"), readOnly ? new Scope.ReadOnly(operator) : operator);
        int days = body.isNull("validForDays") ? USUAL_DAYS : body.whole("validForDays", 1, MOST_DAYS);
        circuit.call(() -> tokens.issue(RuleRequests.actor(context), principal, Duration.ofDays(days)))
                .compose(issued -> {
                    context.response().setStatusCode(201);
                    return Json.send(
                            context, json(issued.about(), time.instant()).put("token", issued.token()));
                })
                .onFailure(context::fail);
    }

    /** {@code GET}: all that were ever issued, newest first, without the tokens themselves. */
    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        UUID after = page.id();
        Instant now = time.instant();
        circuit.call(() -> tokens.list(after, page.atMost()))
                .compose(found -> Json.send(context, page.json(found, token -> json(token, now), OperatorToken::id)))
                .onFailure(context::fail);
    }

    /** {@code DELETE}: 204, also when done twice. */
    void revoke(RoutingContext context) {
        String name = String.valueOf(context.pathParam("token"));
        Problem.ProblemException none =
                Problem.notFound("There is no operator token " + name + ".").exception();
        Parameters.id(name)
                .map(id -> circuit.call(() -> tokens.revoke(RuleRequests.actor(context), id)))
                .orElseGet(() -> Future.succeededFuture(false))
                .compose(found -> found ? Json.sendNothing(context) : Future.failedFuture(none))
                .onFailure(context::fail);
    }

    private static ObjectNode json(OperatorToken token, Instant now) {
        Instant revoked = token.revoked();
        return Json.object()
                .put("id", token.id().toString())
                .put("subject", token.subject())
                .put("scope", token.scope())
                .put("state", token.state(now))
                .put("issuedBy", token.issuedBy())
                .put("created", token.created().toString())
                .put("expires", token.expires().toString())
                .put("revoked", revoked == null ? null : revoked.toString())
                .put("revokedBy", token.revokedBy());
    }
}
