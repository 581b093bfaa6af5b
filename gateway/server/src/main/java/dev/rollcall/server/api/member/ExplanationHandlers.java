package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.read.member.DepartureQueries;
import dev.rollcall.core.read.member.DepartureQueries.Departure;
import dev.rollcall.core.read.member.FactQueries;
import dev.rollcall.core.read.member.Facts;
import dev.rollcall.core.read.member.Facts.DirectoryRecord;
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
import org.jspecify.annotations.Nullable;

/**
 * Explains why a person is a member, is not one (R23), or is one no longer (R34). The person is named by member, by user of a
 * directory, by e-mail address or by externalId.
 */
final class ExplanationHandlers {

    private final OrganisationAccess organisations;
    private final FactQueries facts;
    private final DepartureQueries departures;
    private final RequestQueries requests;
    private final DatabaseCircuit circuit;

    ExplanationHandlers(ApiParts parts) {
        this.organisations = parts.organisations();
        this.facts = new FactQueries(parts.database());
        this.departures = new DepartureQueries(parts.database());
        this.requests = new RequestQueries(parts.database());
        this.circuit = parts.circuit();
    }

    void ofMember(RoutingContext context) {
        one(context, "member", facts::ofMember, this::goneMember);
    }

    /** As the list does, it takes the id of a user too. */
    private Future<List<Departure>> goneMember(UUID orgId, UUID id) {
        return departures
                .ofMember(orgId, id)
                .compose(gone -> gone.isEmpty() ? departures.ofUser(orgId, id) : Future.succeededFuture(gone));
    }

    void ofUser(RoutingContext context) {
        one(context, "user", facts::ofUser, departures::ofUser);
    }

    private void one(
            RoutingContext context,
            String what,
            BiFunction<UUID, UUID, Future<Optional<Facts>>> ask,
            BiFunction<UUID, UUID, Future<List<Departure>>> askForGone) {
        String id = String.valueOf(context.pathParam(what));
        UUID known = Parameters.id(id).orElseThrow(() -> unknown(what, id));
        organisations
                .of(context)
                .compose(organisation -> circuit.call(() -> ask.apply(organisation.id(), known))
                        .compose(found -> found.map(here -> explained(organisation.id(), here))
                                .orElseGet(() -> circuit.call(() -> askForGone.apply(organisation.id(), known))
                                        .map(gone -> gone.stream()
                                                .findFirst()
                                                .map(Departed::of)
                                                .orElseThrow(() -> unknown(what, id))))))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    private static Problem.ProblemException unknown(String what, String id) {
        return Problem.notFound("The organisation has and had no " + what + " " + id
                        + ". GET .../explanations?email= explains by e-mail address.")
                .exception();
    }

    /**
     * {@code GET} with {@code ?email=} or {@code ?externalId=}: every person of that name, also those who are gone; when there is none, a
     * sentence says what that means.
     */
    void ofName(RoutingContext context) {
        String email = context.queryParams().get("email");
        String externalId = context.queryParams().get("externalId");
        if (externalId == null && (email == null || email.isBlank())) {
            throw Parameters.wrong("email", "an e-mail address");
        }
        if (externalId != null && (email != null || externalId.isBlank())) {
            throw Parameters.wrong(
                    "externalId", "the id by which the identity provider knows the person, without an " + "email");
        }
        organisations
                .of(context)
                .compose(organisation -> named(organisation.id(), email, externalId))
                .compose(found -> Json.send(context, all(found)))
                .onFailure(context::fail);
    }

    private Future<List<ObjectNode>> named(UUID orgId, @Nullable String email, @Nullable String externalId) {
        Future<List<Facts>> here = circuit.call(() ->
                email != null ? facts.ofAddress(orgId, email) : facts.ofExternalId(orgId, String.valueOf(externalId)));
        Future<List<Departure>> gone = circuit.call(() -> email != null
                ? departures.ofAddress(orgId, email.strip())
                : departures.ofExternalId(orgId, String.valueOf(externalId)));
        return Future.all(here, gone)
                .compose(done -> explained(orgId, here.result()).map(explained -> {
                    gone.result().forEach(departure -> explained.add(Departed.of(departure)));
                    return explained;
                }));
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
                    "No directory has sent a user with this address, and nobody has been invited with it. Check"
                            + " at the identity provider whether the person is assigned to the application, and with "
                            + "which"
                            + " address.");
        }
        return body;
    }
}
