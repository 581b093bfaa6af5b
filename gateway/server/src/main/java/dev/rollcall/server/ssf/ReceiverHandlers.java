package dev.rollcall.server.ssf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.delivery.ssf.Receivers;
import dev.rollcall.delivery.ssf.Receivers.Made;
import dev.rollcall.delivery.ssf.TransmitterKeys;
import dev.rollcall.delivery.ssf.store.Receiver;
import dev.rollcall.delivery.ssf.store.Stream;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.PublicOrigin;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets administrators manage the receivers of their organisation's Security Events, and manages the keys that sign. */
final class ReceiverHandlers {

    private static final int LONGEST_OVERLAP = (int) Duration.ofDays(30).toSeconds();
    private static final int USUAL_OVERLAP = (int) Duration.ofDays(1).toSeconds();

    private final OrganisationAccess organisations;
    private final Receivers receivers;
    private final TransmitterKeys keys;
    private final DatabaseCircuit circuit;
    private final PublicOrigin origin;

    ReceiverHandlers(ApiParts api, Receivers receivers, TransmitterKeys keys) {
        this.organisations = api.organisations();
        this.receivers = receivers;
        this.keys = keys;
        this.circuit = api.circuit();
        this.origin = api.origin();
    }

    private <T> void answer(RoutingContext context, Function<UUID, Future<T>> ask, Function<T, Future<Void>> send) {
        organisations
                .of(context)
                .compose(organisation -> CallerContext.hop(circuit.call(() -> ask.apply(organisation.id()))))
                .compose(send)
                .onFailure(context::fail);
    }

    /** {@code GET}: in the order in which they were made. */
    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        UUID after = page.id();
        answer(
                context,
                orgId -> receivers.list(orgId, after, page.atMost()),
                found -> Json.send(context, page.json(found, one -> json(context, one), Receiver::id)));
    }

    /** {@code POST}: 201 with the secret, which is shown this once. */
    void create(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "name", "audience");
        String name = input.text("name");
        String audience = input.textOrNull("audience", JsonInput.PROSE);
        answer(context, orgId -> receivers.create(RuleRequests.actor(context, orgId), name, audience), made -> {
            context.response()
                    .setStatusCode(201)
                    .putHeader(
                            "Location",
                            context.request().path() + "/" + made.receiver().id());
            return Json.send(context, json(context, made));
        });
    }

    /** {@code GET}: with its stream. */
    void show(RoutingContext context) {
        UUID id = id(context);
        answer(
                context,
                orgId -> receivers
                        .get(orgId, id)
                        .compose(receiver -> receivers.stream(receiver)
                                .compose(stream -> stream.map(this::stream).orElse(Future.succeededFuture(null)))
                                .map(stream -> json(context, receiver).<ObjectNode>set("stream", stream))),
                body -> Json.send(context, body));
    }

    private Future<@Nullable ObjectNode> stream(Stream stream) {
        return receivers.standing(stream).map(standing -> {
            ObjectNode json = StreamJson.of(stream)
                    .put("status", stream.state().status().word())
                    .put("reason", stream.state().reason())
                    .put("waiting", standing.waiting());
            ArrayNode refused = json.putArray("refused");
            standing.refused()
                    .forEach(one -> refused.addObject()
                            .put("seq", one.seq())
                            .put("type", one.type())
                            .put("failure", one.failure())
                            .put("at", one.at().toString()));
            return json;
        });
    }

    /** {@code POST} with {@code overlapSeconds}: how long the secret before counts beside the new one, a day unless it is said. */
    void rotate(RoutingContext context) {
        JsonInput input = JsonInput.optional(context, "overlapSeconds");
        int overlap =
                input.isNull("overlapSeconds") ? USUAL_OVERLAP : input.whole("overlapSeconds", 0, LONGEST_OVERLAP);
        UUID id = id(context);
        answer(
                context,
                orgId -> receivers.rotate(RuleRequests.actor(context, orgId), id, Duration.ofSeconds(overlap)),
                made -> Json.send(context, json(context, made)));
    }

    /** {@code DELETE}: with its stream. */
    void delete(RoutingContext context) {
        UUID id = id(context);
        answer(
                context,
                orgId -> receivers.delete(RuleRequests.actor(context, orgId), id),
                gone -> Json.sendNothing(context));
    }

    /** {@code POST} with {@code withdraw}: whether the keys before are published no more. */
    void rotateKey(RoutingContext context) {
        JsonInput input = JsonInput.optional(context, "withdraw");
        boolean withdraw = !input.isNull("withdraw") && input.flag("withdraw");
        CallerContext.hop(circuit.call(() -> keys.rotate(RuleRequests.actor(context), withdraw)))
                .compose(id -> Json.send(context, Json.object().put("id", id.toString())))
                .onFailure(context::fail);
    }

    private ObjectNode json(RoutingContext context, Receiver receiver) {
        Transmitter here =
                new Transmitter(origin.of(context.request()), receiver.orgId().toString());
        Instant until = receiver.formerSecretUntil();
        return Json.object()
                .put("id", receiver.id().toString())
                .put("name", receiver.name())
                .put("audience", receiver.audience())
                .put("created", receiver.created().toString())
                .put("formerSecretUntil", until == null ? null : until.toString())
                .put("issuer", here.issuer())
                .put("configuration", here.at(Transmitter.METADATA))
                .put("tokenEndpoint", here.at(Transmitter.TOKEN));
    }

    private ObjectNode json(RoutingContext context, Made made) {
        return json(context, made.receiver())
                .put("clientId", made.receiver().id().toString())
                .put("clientSecret", made.secret());
    }

    private static UUID id(RoutingContext context) {
        String id = String.valueOf(context.pathParam("receiver"));
        return Parameters.id(id)
                .orElseThrow(() -> Problem.notFound("There is no receiver " + id
                                + ". GET .../security-event-receivers lists those that exist.")
                        .exception());
    }
}
