package dev.rollcall.server.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.store.Replica;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.version.Version;
import dev.rollcall.trace.EffectQueries;
import dev.rollcall.trace.RequestQueries;
import dev.rollcall.trace.RequestQueries.Found;
import dev.rollcall.trace.RequestQueries.Wanted;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the requests of an organisation's identity providers, and shows them with what they did. */
final class RequestHandlers {

    static final List<String> OUTCOMES =
            List.of("done", "left_out", "partly_refused", "refused", "throttled", "failed");

    private final OrganisationAccess organisations;
    private final RequestQueries requests;
    private final EffectQueries effects;
    private final Replica replica;
    private final DatabaseCircuit circuit;

    RequestHandlers(ApiParts api) {
        this.organisations = api.organisations();
        this.requests = new RequestQueries(api.database());
        this.effects = new EffectQueries(api.database());
        this.replica = api.replica();
        this.circuit = api.circuit();
    }

    /** {@code GET}: newest first, by cursor. */
    void list(RoutingContext context) {
        MultiMap query = context.queryParams();
        ListPage page = ListPage.of(query);
        String status = query.get("status");
        Wanted wanted = new Wanted(
                person(query),
                Parameters.id(query, "directory", "the id of a directory"),
                status == null ? null : (int) Parameters.number(query, "status", 0, 100, 599),
                oneOf(query, "outcome", OUTCOMES),
                oneOf(query, "kind", RequestKinds.all()),
                Parameters.id(query, "request", "the id of a request, from the header Rollcall-Request-Id"),
                Parameters.time(query, "since"),
                Parameters.time(query, "until"));
        UUID after = page.id();
        organisations
                .of(context)
                .compose(organisation -> circuit.call(() -> replica.read(
                        client -> new RequestQueries(client).list(organisation.id(), wanted, after, page.atMost()))))
                .compose(found -> Json.send(context, page.json(found, RequestJson::line, Found::requestId)))
                .onFailure(context::fail);
    }

    private static @Nullable String person(MultiMap query) {
        String person = query.get("person");
        if (person != null && person.isBlank()) {
            throw Parameters.wrong(
                    "person", "an id of a user or member, a userName, an e-mail address or an externalId");
        }
        return person;
    }

    private static @Nullable String oneOf(MultiMap query, String name, List<String> words) {
        String word = query.get(name);
        if (word != null && !words.contains(word)) {
            throw Parameters.wrong(name, "one of " + String.join(", ", words));
        }
        return word;
    }

    /** {@code GET}: all that was kept of one request, and what it did. */
    void show(RoutingContext context) {
        whole(context).compose(body -> Json.send(context, body)).onFailure(context::fail);
    }

    /** {@code GET}: the same as a file to hand on, with what it takes to understand it. */
    void bundle(RoutingContext context) {
        whole(context)
                .compose(body -> {
                    context.response()
                            .putHeader(
                                    "Content-Disposition",
                                    "attachment; filename=\"rollcall-request-"
                                            + body.path("id").asText() + ".json\"");
                    return Json.send(context, bundled(body));
                })
                .onFailure(context::fail);
    }

    private static ObjectNode bundled(ObjectNode request) {
        Version version = Version.current();
        ObjectNode bundle = Json.object()
                .put("kind", "rollcall-request")
                .put("version", version.number())
                .put("revision", version.revision())
                .put(
                        "note",
                        "One request of an identity provider as Rollcall recorded it. Credentials and secret"
                                + " attributes are left out, but names and addresses of people may be included.");
        bundle.set("request", request);
        return bundle;
    }

    private Future<ObjectNode> whole(RoutingContext context) {
        return organisations
                .of(context)
                .compose(organisation -> found(context, organisation)
                        .compose(found -> circuit.call(
                                        () -> effects.of(organisation.id(), found.requestId(), end(found)))
                                .map(effect -> RequestJson.whole(found, effect))));
    }

    /** When it was answered. */
    static Instant end(Found found) {
        return found.at().plus(Duration.ofNanos(found.micros() * 1_000));
    }

    /** The entry that the path names. */
    Future<Found> found(RoutingContext context, Organisation organisation) {
        String id = String.valueOf(context.pathParam("request"));
        return Parameters.id(id)
                .map(known -> circuit.call(() -> requests.one(organisation.id(), known)))
                .orElse(Future.succeededFuture(Optional.empty()))
                .map(found ->
                        found.orElseThrow(() -> Problem.notFound("The request log of this organisation has no request "
                                        + id
                                        + ". It keeps writes, and requests that were refused or failed, for as many"
                                        + " days as the setting trace.days says.")
                                .exception()));
    }
}
