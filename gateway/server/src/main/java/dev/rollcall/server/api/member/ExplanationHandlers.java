package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.read.FactQueries;
import dev.rollcall.core.read.Facts;
import dev.rollcall.core.read.Facts.DirectoryRecord;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import dev.rollcall.trace.RequestQueries;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Why somebody is in, or is not (R23): by member, by directory's user, or by e-mail address. */
public final class ExplanationHandlers {

    private final OrganisationAccess organisations;
    private final FactQueries facts;
    private final RequestQueries requests;
    private final DatabaseCircuit circuit;

    public ExplanationHandlers(ApiParts parts) {
        this.organisations = parts.organisations();
        this.facts = new FactQueries(parts.database());
        this.requests = new RequestQueries(parts.database());
        this.circuit = parts.circuit();
    }

    public void ofMember(RoutingContext context) {
        one(context, "member", facts::ofMember);
    }

    public void ofUser(RoutingContext context) {
        one(context, "user", facts::ofUser);
    }

    private void one(RoutingContext context, String what, BiFunction<UUID, UUID, Future<Optional<Facts>>> ask) {
        String id = String.valueOf(context.pathParam(what));
        organisations
                .of(context)
                .compose(organisation -> Parameters.id(id)
                        .map(known -> circuit.call(() -> ask.apply(organisation.id(), known)))
                        .orElse(Future.succeededFuture(Optional.empty())))
                .map(found -> found.orElseThrow(() -> Problem.notFound("The organisation has no " + what + " " + id
                                + ". GET .../explanations?email=" + " explains by e-mail address.")
                        .exception()))
                .compose(
                        found -> organisations.of(context).compose(organisation -> explained(organisation.id(), found)))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    /** {@code GET} with {@code ?email=}: everybody of that address; when there is nobody, a sentence says what that means. */
    public void ofAddress(RoutingContext context) {
        String email = context.queryParams().get("email");
        if (email == null || email.isBlank()) {
            throw Parameters.wrong("email", "an e-mail address");
        }
        organisations
                .of(context)
                .compose(organisation -> circuit.call(() -> facts.ofAddress(organisation.id(), email))
                        .compose(found -> explained(organisation.id(), found)))
                .compose(found -> Json.send(context, all(found)))
                .onFailure(context::fail);
    }

    private Future<List<ObjectNode>> explained(UUID orgId, List<Facts> found) {
        Future<List<ObjectNode>> all = Future.succeededFuture(new ArrayList<>());
        for (Facts one : found) {
            all = all.compose(explained -> explained(orgId, one).map(json -> {
                explained.add(json);
                return explained;
            }));
        }
        return all;
    }

    /** With what their provider sent and what of it has no effect, newest first (R29). */
    private Future<ObjectNode> explained(UUID orgId, Facts found) {
        DirectoryRecord record = found.record();
        ObjectNode json = Explanation.of(found);
        return record == null
                ? Future.succeededFuture(LeftOut.add(json, List.of()))
                : circuit.call(() -> requests.deviating(orgId, record.userId(), LeftOut.MOST))
                        .map(deviating -> LeftOut.add(json, deviating));
    }

    private static ObjectNode all(List<ObjectNode> found) {
        ObjectNode body = Json.items(found);
        if (found.isEmpty()) {
            body.put(
                    "sentence",
                    "No directory has sent anybody with this address, and nobody was invited by it. Look at the"
                            + " identity provider whether the person is assigned to the application, and with which"
                            + " address.");
        }
        return body;
    }
}
